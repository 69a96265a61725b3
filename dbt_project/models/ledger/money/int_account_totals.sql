{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='document_id',
    meta={'refreshed_by': 'int_ledger_to_refresh'},
) }}
-- Each document in little. Trial balance, income statement, settlement proofs and the check for changed exchange
-- rates read this instead of every entry.
with documents as (
    select document_id from {{ ref('int_ledger_to_refresh') }} where is_current
),

entries as (
    select
        document_id, document_type, wallet_account, store_id, marketplace, booked_date, debit_account, credit_account,
        category, currency, fx_rate, amount, amount_base, is_first_of_line,
        {{- no_cost_parts() }}
    from {{ ref('int_document_entries') }}

    union all

    select
        document_id, document_type, null as wallet_account, store_id, marketplace, booked_date, debit_account,
        credit_account, category, currency, fx_rate, amount, amount_base, true as is_first_of_line,
        {{ cost_part_columns() | join(', ') }}
    from {{ ref('int_goods_entries') }}
    where amount is not null

    union all

    select
        document_id, document_type, null as wallet_account, store_id, null as marketplace, booked_date, debit_account,
        credit_account, category, currency, fx_rate, amount, amount_base, true as is_first_of_line,
        {{- no_cost_parts() }}
    from {{ ref('int_payout_entries') }}

    union all

    select
        document_id, document_type, null as wallet_account, store_id, marketplace, booked_date, debit_account,
        credit_account, category, currency, fx_rate, amount, amount_base, true as is_first_of_line,
        {{- no_cost_parts() }}
    from {{ ref('int_storage_accruals') }}
)

select
    entries.document_id,
    entries.document_type,
    entries.wallet_account,
    entries.store_id,
    entries.marketplace,
    entries.booked_date,
    entries.debit_account,
    entries.credit_account,
    entries.category,
    entries.currency,
    entries.fx_rate,
    cast(sum(entries.amount) as decimal(18, 4)) as amount,
    cast(sum(entries.amount_base) as decimal(18, 4)) as amount_base,
    {%- for column in cost_part_columns() %}
    cast(coalesce(sum(entries.{{ column }}), 0) as decimal(18, 4)) as {{ column }},
    {%- endfor %}
    count(*) as entry_count,
    sum(case when entries.is_first_of_line then 1 else 0 end) as line_count
from entries
inner join documents on documents.document_id = entries.document_id
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
