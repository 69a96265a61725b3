{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What is on its way, and when it should arrive: shipments that left, what AWD has sent on, orders not received yet.
-- What is late counts as arriving tomorrow, until it is later than the seller waits for.
with plan as (
    {{ planning_settings(['transfer_days', 'lead_time_days', 'open_order_days']) }}
),

as_of as (
    select as_of_date from {{ ref('int_reporting_date') }}
),

shipped as (
    select to_location as shipment, sku, min(from_location) as from_location, min(moved_date) as shipped_date
    from {{ ref('stock_movements') }}
    where to_location like 'in_transit:%' and from_condition is not null
    group by to_location, sku
),

travelling as (
    select location as shipment, sku, sum(on_hand_qty) as quantity
    from {{ ref('stock_balances') }}
    where location like 'in_transit:%' and condition = 'sellable' and valid_until_date is null
    group by location, sku
    having sum(on_hand_qty) > 0
),

from_awd as (
    {{ under_way_from_awd() }}
),

under_way as (
    select
        travelling.shipment as document_id,
        travelling.sku,
        shipped.from_location,
        destinations.destination as to_location,
        travelling.quantity,
        shipped.shipped_date
    from travelling
    inner join shipped on shipped.shipment = travelling.shipment and shipped.sku = travelling.sku
    left join {{ ref('int_shipment_destinations') }} as destinations on destinations.location = travelling.shipment

    union all

    select from_location, sku, from_location, to_location, quantity, snapshot_date from from_awd
),

transfer_legs as (
    select * from {{ ref('int_lead_times') }} where leg = 'transfer'
),

ordered as (
    select
        purchase_order_id,
        sku,
        max(location) as to_location,
        sum(ordered_qty) as ordered_qty,
        min(ordered_date) as ordered_date,
        max(expected_date) as expected_date
    from {{ ref('stg_purchasing__purchase_order_lines') }}
    group by purchase_order_id, sku
),

received as (
    select purchase_order_id, sku, sum(received_qty) as received_qty
    from {{ ref('stg_purchasing__receipts') }}
    where purchase_order_id is not null
    group by purchase_order_id, sku
),

expected as (
    select
        'in_transit' as inbound_kind,
        under_way.document_id,
        under_way.sku,
        under_way.to_location,
        under_way.quantity,
        {{ days_after('under_way.shipped_date', 'round(coalesce(route.leg_days, overall.leg_days, plan.transfer_days))') }}
            as arrival_date
    from under_way
    cross join plan
    left join transfer_legs as route
        on
            route.exactness = 2
            and route.from_location = under_way.from_location
            and route.to_location = under_way.to_location
    left join transfer_legs as overall on overall.exactness = 0

    union all

    select
        'on_order' as inbound_kind,
        'purchase_order:' || ordered.purchase_order_id as document_id,
        ordered.sku,
        ordered.to_location,
        ordered.ordered_qty - coalesce(received.received_qty, 0) as quantity,
        coalesce(
            ordered.expected_date,
            {{ days_after('ordered.ordered_date', 'round(coalesce(terms.purchase_days, plan.lead_time_days))') }}
        ) as arrival_date
    from ordered
    cross join plan
    left join received on received.purchase_order_id = ordered.purchase_order_id and received.sku = ordered.sku
    left join {{ ref('int_supply_terms') }} as terms on terms.sku = ordered.sku
)

select
    expected.inbound_kind,
    expected.document_id,
    expected.sku,
    expected.to_location,
    cast(expected.quantity as bigint) as quantity,
    greatest(expected.arrival_date, {{ days_after('as_of.as_of_date', 1) }}) as arrival_date,
    greatest({{ days_between('as_of.as_of_date', 'expected.arrival_date') }}, 1) as arrival_days
from expected
cross join plan
cross join as_of
where
    expected.quantity > 0
    and {{ days_after('expected.arrival_date', 'plan.open_order_days') }} >= as_of.as_of_date
