{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='document_id',
    meta={'refreshed_by': 'int_documents_to_refresh'},
) }}
-- Each line of each document becomes one entry for each amount that it carries. What is good for the seller comes
-- into the wallet (debit) from the account of its kind; what is not goes the other way.
with documents as (
    select documents.*
    from {{ ref('int_documents') }} as documents
    inner join {{ ref('int_documents_to_refresh') }} as refreshed on refreshed.document_id = documents.document_id
    where documents.booked_from = 'lines'
),

settlements as (
    select * from {{ ref('int_settlements_current') }}
),

lines as (
    select
        lines.*,
        documents.document_version,
        coalesce(lines.currency, documents.currency) as booked_currency,
        documents.reporting_currency,
        documents.input_tax_is_recoverable,
        coalesce(lines.posted_at, settlements.period_end_at) as booked_at,
        {{ local_date('coalesce(lines.posted_at, settlements.period_end_at)', 'documents.timezone') }} as booked_date
    from {{ ref('int_document_lines') }} as lines
    inner join documents
        on documents.document_id = lines.document_id and documents.document_type = lines.document_type
    left join settlements on settlements.settlement_id = lines.document_id
    where
        -- A settlement stands in one file; of all other documents only those lines are there that count.
        lines.document_type <> 'amazon_settlement'
        or (lines.content_hash = documents.content_hash and lines.store_id = documents.store_id)
),

converted as (
    select
        lines.*,
        case
            when lines.booked_currency = lines.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from lines
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = lines.booked_currency and rates.rate_date = lines.booked_date
)

select
    lines.document_id,
    lines.document_type,
    lines.document_version,
    lines.raw_line,
    lines.component,
    lines.is_first_of_line,
    lines.wallet_account,
    lines.store_id,
    lines.marketplace,
    lines.booked_at,
    lines.booked_date,
    case when lines.amount >= 0 then lines.wallet_account else {{ account_booked_to('kinds', 'lines') }} end as debit_account,
    case when lines.amount >= 0 then {{ account_booked_to('kinds', 'lines') }} else lines.wallet_account end as credit_account,
    cast(abs(lines.amount) as decimal(18, 4)) as amount,
    lines.booked_currency as currency,
    lines.fx_rate,
    {{ converted('abs(lines.amount)', 'lines.fx_rate') }} as amount_base,
    lines.order_id,
    lines.order_item_id,
    lines.sku,
    case when kinds.counts_units then lines.quantity end as quantity,
    kinds.rule_id,
    kinds.category,
    kinds.description,
    lines.raw_file,
    lines.content_hash
from converted as lines
inner join {{ ref('int_line_kinds') }} as kinds
    on
        kinds.format = lines.format
        and kinds.transaction_type = lines.transaction_type
        and kinds.amount_type = lines.amount_type
        and kinds.amount_description = lines.amount_description
