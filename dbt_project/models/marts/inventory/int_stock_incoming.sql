{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What is to come to a place: shipments on their way to it, what AWD has sent on, and purchase orders that were not
-- received whole.
with from_awd as (
    {{ under_way_from_awd() }}
),

under_way as (
    select
        balances.sku,
        destinations.destination as location,
        cast(null as {{ dbt.type_string() }}) as store_id,
        sum(balances.on_hand_qty) as in_transit_qty,
        0 as on_order_qty,
        cast(null as date) as expected_date
    from {{ ref('stock_balances') }} as balances
    inner join {{ ref('int_shipment_destinations') }} as destinations on destinations.location = balances.location
    where balances.valid_until_date is null and balances.on_hand_qty <> 0
    group by balances.sku, destinations.destination
),

received as (
    select store_id, purchase_order_id, sku, sum(received_qty) as received_qty
    from {{ ref('stg_purchasing__receipts') }}
    group by store_id, purchase_order_id, sku
),

orders as (
    select
        store_id,
        purchase_order_id,
        sku,
        max(location) as location,
        sum(ordered_qty) as ordered_qty,
        min(expected_date) as expected_date
    from {{ ref('stg_purchasing__purchase_order_lines') }}
    group by store_id, purchase_order_id, sku
),

on_order as (
    select
        orders.sku,
        coalesce(orders.location, 'warehouse:?') as location,
        max(orders.store_id) as store_id,
        0 as in_transit_qty,
        sum(orders.ordered_qty - coalesce(received.received_qty, 0)) as on_order_qty,
        min(orders.expected_date) as expected_date
    from orders
    left join received
        on
            received.store_id = orders.store_id
            and received.purchase_order_id = orders.purchase_order_id
            and received.sku = orders.sku
    where orders.ordered_qty > coalesce(received.received_qty, 0)
    group by orders.sku, coalesce(orders.location, 'warehouse:?')
),

to_come as (
    select * from under_way
    union all
    select sku, to_location, store_id, quantity, 0, cast(null as date) from from_awd
    union all
    select * from on_order
)

select
    sku,
    location,
    max(store_id) as store_id,
    cast(sum(in_transit_qty) as bigint) as in_transit_qty,
    cast(sum(on_order_qty) as bigint) as on_order_qty,
    min(expected_date) as expected_date
from to_come
group by sku, location
