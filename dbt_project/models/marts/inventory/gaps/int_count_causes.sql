{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- What documents tell that would make a count differ from the ledger: units by which a count would be higher or lower.
{%- set text = dbt.type_string() %}
with counted as (
    select distinct sku from {{ ref('int_count_gaps') }}
),

movements as (
    select movements.*
    from {{ ref('stock_movements') }} as movements
    inner join counted on counted.sku = movements.sku
),

-- The same goods under two numbers: the second of two receipts or arrivals of as many units within a day.
arrivals as (
    select
        *,
        lag(document_id) over same_goods as other_document_id,
        lag(moved_date) over same_goods as other_date
    from movements
    where reason in ('receipt', 'transfer_in', 'fba_receipt')
    window same_goods as (
        partition by sku, to_location, quantity, case when batch_id <> document_id then batch_id end
        order by moved_date, document_id, movement_id
    )
),

shipped as (
    select store_id, order_id, sku, max(from_location) as location, max(batch_id) as batch_id
    from movements
    where to_location = 'customer'
    group by store_id, order_id, sku
),

returned as (
    select distinct order_id, sku from movements where reason = 'return'
),

refunds as (
    select
        entries.store_id, entries.order_id, entries.sku, min(entries.booked_date) as refund_date,
        min(entries.document_id) as document_id, min(entries.raw_file) as raw_file, min(entries.raw_line) as raw_line,
        min(entries.content_hash) as content_hash
    from {{ ref('money_entries') }} as entries
    inner join counted on counted.sku = entries.sku
    left join returned on returned.order_id = entries.order_id and returned.sku = entries.sku
    where entries.category = 'refund_product' and entries.order_id is not null and returned.order_id is null
    group by entries.store_id, entries.order_id, entries.sku
),

refunded_units as (
    select store_id, order_id, sku, sum(units_refunded_qty) as units_qty
    from {{ ref('int_refunded_items') }}
    group by store_id, order_id, sku
)

select
    'booked_twice' as cause, 1 as cause_rank, sku, to_location as location, cast(null as {{ text }}) as store_id, batch_id,
    -quantity as gap_qty, moved_date as event_date, document_id, cast(null as {{ text }}) as order_id,
    other_document_id || ' (' || other_date || ') = ' || document_id || ' (' || moved_date || ')' as evidence,
    raw_file, raw_line, content_hash
from arrivals
where document_id <> other_document_id and {{ days_between('other_date', 'moved_date') }} <= 1

union all

-- An order that a seller ships himself can have left any of his warehouses.
select
    'shipped_not_recorded' as cause, 2 as cause_rank, orders.sku, cast(null as {{ text }}) as location, orders.store_id,
    cast(null as {{ text }}) as batch_id, -orders.quantity as gap_qty,
    cast(orders.purchased_at as date) as event_date, orders.order_id as document_id, orders.order_id,
    orders.order_id || ' (' || coalesce(orders.order_status, '?') || ', ' || cast(orders.purchased_at as date) || ')' as evidence,
    orders.raw_file, orders.raw_line, orders.content_hash
from {{ ref('stg_amazon__orders') }} as orders
left join shipped
    on shipped.store_id = orders.store_id and shipped.order_id = orders.order_id and shipped.sku = orders.sku
where
    orders.quantity > 0
    and shipped.order_id is null
    and lower(orders.fulfilment_channel) = 'merchant'
    and {{ matching_key('orders.order_status') }} not in ('cancelled', 'canceled', 'pending')

union all

-- Goods come back to where they left from; what Amazon shipped can also come to a warehouse abroad.
select
    'return_not_scanned' as cause, 3 as cause_rank, refunds.sku,
    case when shipped.location like 'warehouse:%' then shipped.location end as location, refunds.store_id,
    shipped.batch_id, cast(units.units_qty as integer) as gap_qty, refunds.refund_date as event_date,
    refunds.document_id, refunds.order_id,
    refunds.order_id || ' (' || refunds.refund_date || ')' as evidence,
    refunds.raw_file, refunds.raw_line, refunds.content_hash
from refunds
inner join refunded_units as units
    on units.store_id = refunds.store_id and units.order_id = refunds.order_id and units.sku = refunds.sku
left join shipped
    on shipped.store_id = refunds.store_id and shipped.order_id = refunds.order_id and shipped.sku = refunds.sku
where units.units_qty > 0

union all

-- What is still under way in the ledger may be there and not booked in.
select
    'transfer_not_received' as cause, 4 as cause_rank, gaps.sku, gaps.destination as location,
    cast(null as {{ text }}) as store_id, gaps.batch_id, -gaps.gap_qty as gap_qty, gaps.counted_date as event_date,
    gaps.document_id, cast(null as {{ text }}) as order_id, gaps.document_id || ' (' || gaps.counted_date || ')' as evidence,
    gaps.raw_file, gaps.raw_line, gaps.content_hash
from {{ ref('int_transit_gaps') }} as gaps
where gaps.kind = 'transfer' and gaps.destination is not null
