{{ config(materialized='view', schema='staging') }}
-- Every line of Amazon's documents that may be booked, in the shape of all sources' lines.
select
    lines.settlement_id as document_id,
    'amazon_settlement' as document_type,
    lines.store_id,
    lines.format,
    lines.order_id,
    lines.order_item_id,
    lines.sku,
    lines.marketplace,
    lines.transaction_type,
    lines.amount_type,
    lines.amount_description,
    'amount' as component,
    true as is_first_of_line,
    lines.amount,
    cast(null as {{ dbt.type_string() }}) as currency,
    lines.quantity,
    'amazon_wallet' as wallet_account,
    lines.posted_at,
    lines.raw_file,
    lines.raw_line,
    lines.content_hash
from {{ ref('stg_amazon__settlement_lines') }} as lines

union all

select
    components.settlement_id as document_id,
    'amazon_settlement' as document_type,
    components.store_id,
    components.format,
    components.order_id,
    components.order_item_id,
    components.sku,
    components.marketplace,
    components.transaction_type,
    components.amount_type,
    components.amount_description,
    components.amount_type as component,
    components.is_first_of_line,
    components.amount,
    cast(null as {{ dbt.type_string() }}) as currency,
    components.quantity,
    'amazon_wallet' as wallet_account,
    components.posted_at,
    components.raw_file,
    components.raw_line,
    components.content_hash
from {{ ref('stg_amazon__settlement_v1_components') }} as components

union all

select
    kept.document_id,
    'amazon_date_range' as document_type,
    components.store_id,
    components.format,
    components.order_id,
    components.order_item_id,
    components.sku,
    components.marketplace,
    components.transaction_type,
    components.amount_type,
    components.amount_description,
    -- A settlement's rows may come from several files, so a line number alone does not name a row.
    components.amount_type || ':' || substr(components.content_hash, 1, 12) as component,
    components.is_first_of_line,
    components.amount,
    components.currency,
    components.quantity,
    case when components.is_deferred then 'deferred_proceeds' else 'amazon_wallet' end as wallet_account,
    components.transaction_at as posted_at,
    components.raw_file,
    components.raw_line,
    components.content_hash
from {{ ref('stg_amazon__date_range_components') }} as components
inner join {{ ref('int_date_range_rows_kept') }} as kept
    on kept.content_hash = components.content_hash and kept.raw_line = components.raw_line
