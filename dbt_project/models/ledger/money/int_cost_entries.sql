{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='document_id',
    meta={'refreshed_by': 'int_documents_to_refresh'},
) }}
-- The cost of what was sold: for each sold line the units times the cost that was in force that day. A SKU without a
-- cost has no entry; it shows as a gap. Refunds give no cost back, since only a returns report says what came back.
with documents as (
    select documents.*
    from {{ ref('int_documents') }} as documents
    inner join {{ ref('int_documents_to_refresh') }} as refreshed on refreshed.document_id = documents.document_id
    where documents.booked_from = 'units_sold'
),

costs as (
    select * from {{ ref('stg_purchasing__product_costs') }} where unit_cost_amount is not null
),

costed as (
    select
        documents.document_id,
        documents.document_type,
        documents.document_version,
        documents.reporting_currency,
        sales.raw_line,
        'cost:' || sales.component as component,
        sales.store_id,
        sales.marketplace,
        sales.booked_at,
        sales.booked_date,
        sales.order_id,
        sales.order_item_id,
        sales.sku,
        sales.quantity as costed_quantity,
        sales.raw_file,
        sales.content_hash,
        costs.currency,
        {{ cost_of_units('costs.unit_cost_amount', 'sales.quantity') }} as amount
    from {{ ref('int_document_entries') }} as sales
    inner join documents on documents.source_document_id = sales.document_id
    inner join costs
        on
            costs.store_id = sales.store_id
            and costs.sku = sales.sku
            and costs.valid_from_date <= sales.booked_date
            and (costs.valid_until_date is null or costs.valid_until_date > sales.booked_date)
    where sales.quantity > 0
),

converted as (
    select
        costed.*,
        case
            when costed.currency = costed.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from costed
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = costed.currency and rates.rate_date = costed.booked_date
)

select
    document_id,
    document_type,
    document_version,
    raw_line,
    component,
    store_id,
    marketplace,
    booked_at,
    booked_date,
    'cost_of_goods_sold' as debit_account,
    'inventory' as credit_account,
    amount,
    currency,
    fx_rate,
    {{ converted('amount', 'fx_rate') }} as amount_base,
    order_id,
    order_item_id,
    sku,
    costed_quantity,
    'sheet_cost' as rule_id,
    'cost_of_goods' as category,
    'Cost of goods sold, by the cost sheet' as description,
    raw_file,
    content_hash
from converted
