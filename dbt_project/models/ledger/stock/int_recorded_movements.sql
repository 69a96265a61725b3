{{ config(materialized='view', schema='staging') }}
{%- set columns = [
    'movement_key', 'moved_at', 'moved_date', 'store_id', 'sku', 'batch_id', 'quantity', 'from_location',
    'to_location', 'from_condition', 'to_condition', 'reason', 'document_id', 'order_id', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') %}
-- Movements that a source's own records tell of, less what Amazon tells of the same goods: the FBA ledger counts where
-- it has received a shipment, and where it or a removal order tells of a removal. What that brings back comes from it.
with told as (
    {%- for source in var('stock_sources') %}
    select {{ columns }}
    from {{ ref('stg_' ~ source ~ '__stock_movements') }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
),

received as (
    select distinct 'in_transit:' || reference_id as location
    from {{ ref('int_fba_events') }}
    where other_place = 'inbound' and reference_id is not null
),

removals as (
    select reference_id as removal_order_id
    from {{ ref('int_fba_events') }}
    where other_place = 'removal' and reference_id is not null
    union
    select removal_order_id
    from {{ ref('stg_amazon__removal_orders') }}
),

transfers_in as (
    select distinct from_location, sku
    from told
    where from_location like 'in_transit:%'
),

matched as (
    select
        told.*,
        received.location is not null and told.to_location like 'fba:%' as is_told_by_ledger,
        removed.removal_order_id is not null and told.from_location like 'fba:%' as is_told_as_removal,
        case
            when told.from_location = 'supplier' then coalesce(of_receipt.removal_order_id, of_order.removal_order_id)
        end as brought_back_by
    from told
    left join received on received.location = told.from_location
    left join removals as removed on 'in_transit:' || removed.removal_order_id = told.to_location
    left join removals as of_receipt on 'receipt:' || of_receipt.removal_order_id = told.document_id
    left join removals as of_order on of_order.removal_order_id = told.order_id
)

-- A transfer and a receipt may both tell of what a removal brought back.
select
    matched.movement_key,
    matched.moved_at,
    matched.moved_date,
    matched.store_id,
    matched.sku,
    matched.batch_id,
    matched.quantity,
    coalesce('in_transit:' || matched.brought_back_by, matched.from_location) as from_location,
    matched.to_location,
    case when matched.brought_back_by is not null then 'sellable' else matched.from_condition end as from_condition,
    matched.to_condition,
    case when matched.brought_back_by is not null then 'transfer_in' else matched.reason end as reason,
    matched.document_id,
    matched.order_id,
    matched.raw_file,
    matched.raw_line,
    matched.content_hash
from matched
left join transfers_in
    on transfers_in.from_location = 'in_transit:' || matched.brought_back_by and transfers_in.sku = matched.sku
where not matched.is_told_by_ledger and not matched.is_told_as_removal and transfers_in.sku is null
