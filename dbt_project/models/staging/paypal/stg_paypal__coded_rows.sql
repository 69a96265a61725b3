{#- Credits are positive. A fee has a direction of its own: that of a refund comes back. -#}
with reports as (
    select * from {{ source('raw', 'paypal_report_transactions') }}
),

api_transactions as (
    select * from {{ source('raw', 'paypal_api_transactions') }}
),

activity_rows as (
    select * from {{ ref('stg_paypal__activity_rows') }}
),

all_rows as (
    select
        store_id,
        report_kind as source_format,
        case when report_kind = 'STL' then 1 else 3 end as source_place,
        account_id,
        transaction_id,
        event_code,
        transaction_status as status,
        -- What a settlement report lists has settled; the other report has all and says so, or says nothing.
        coalesce(transaction_status, 'S') = 'S' and event_code not like 'T13%' as is_balance_affecting,
        currency,
        case when gross_direction = 'DR' then -gross_amount else gross_amount end as gross_amount,
        coalesce(fee_currency, currency) as fee_currency,
        coalesce(case when fee_direction = 'DR' then -fee_amount else fee_amount end, 0) as fee_amount,
        reference_id,
        invoice_id,
        coalesce(completed_at, initiated_at) as completed_at,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from reports

    union all

    select
        store_id,
        'API' as source_format,
        2 as source_place,
        account_id,
        transaction_id,
        event_code,
        transaction_status as status,
        coalesce(transaction_status, 'S') = 'S' and event_code not like 'T13%' as is_balance_affecting,
        currency,
        gross_amount,
        coalesce(fee_currency, currency) as fee_currency,
        coalesce(fee_amount, 0) as fee_amount,
        reference_id,
        invoice_id,
        coalesce(updated_at, initiated_at) as completed_at,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from api_transactions

    union all

    select
        store_id,
        'ACTIVITY' as source_format,
        4 as source_place,
        cast(null as {{ dbt.type_string() }}) as account_id,
        transaction_id,
        event_code,
        status,
        is_balance_affecting,
        currency,
        gross_amount,
        currency as fee_currency,
        fee_amount,
        reference_id,
        invoice_id,
        completed_at,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from activity_rows
    where event_code is not null
)

select
    *,
    gross_amount >= 0 as is_credit
from all_rows
