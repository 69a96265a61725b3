{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What each place has, what comes to it and when it will be out; what it wants of a transfer, and what it could give.
with plan as (
    {{ planning_settings(['review_days', 'transfer_cover_days']) }}
),

demand as (
    select * from {{ ref('int_place_demand') }}
),

on_hand as (
    select sku, location, sellable_qty as on_hand_qty
    from {{ ref('int_stock_quantities') }}
    where location_type <> 'in_transit' and sellable_qty is not null
),

arrivals as (
    select sku, to_location as location, arrival_days, quantity, document_id, inbound_kind
    from {{ ref('int_inbound') }}
    where to_location is not null
),

inbound as (
    select
        sku,
        location,
        sum(case when inbound_kind = 'in_transit' then quantity else 0 end) as in_transit_qty,
        sum(case when inbound_kind = 'on_order' then quantity else 0 end) as on_order_qty
    from arrivals
    group by sku, location
),

places as (
    select sku, location from on_hand
    union
    select sku, location from inbound
    union
    select sku, location from demand
),

stocks as (
    select
        places.sku,
        places.location,
        demand.sku is not null as is_selling_place,
        coalesce(on_hand.on_hand_qty, 0) as on_hand_qty,
        coalesce(inbound.in_transit_qty, 0) as in_transit_qty,
        coalesce(inbound.on_order_qty, 0) as on_order_qty,
        coalesce(on_hand.on_hand_qty, 0) + coalesce(inbound.in_transit_qty, 0) + coalesce(inbound.on_order_qty, 0)
            as position_qty,
        coalesce(demand.daily_demand_qty, 0) as daily_demand_qty,
        coalesce(demand.daily_demand_sd, 0) as daily_demand_sd,
        coalesce(demand.transfer_days, 0) as transfer_days,
        coalesce(demand.transfer_days_sd, 0) as transfer_days_sd,
        plan.review_days + coalesce(demand.transfer_days, 0) as lead_days,
        plan.transfer_cover_days,
        coalesce(classes.service_factor, 0) as service_factor,
        levels.target_qty * demand.daily_demand_qty / nullif(levels.daily_demand_qty, 0) as share_of_target_qty
    from places
    cross join plan
    left join on_hand on on_hand.sku = places.sku and on_hand.location = places.location
    left join inbound on inbound.sku = places.sku and inbound.location = places.location
    left join demand on demand.sku = places.sku and demand.location = places.location
    left join {{ ref('int_sku_classes') }} as classes on classes.sku = places.sku
    left join {{ ref('reorder_levels') }} as levels on levels.sku = places.sku
),

stocked as (
    select
        *,
        {{ safety_stock('service_factor', 'lead_days', 'transfer_days_sd', 'daily_demand_qty', 'daily_demand_sd') }} as safety_qty
    from stocks
),

levelled as (
    select
        *,
        {{ whole_units('safety_qty') }} as safety_stock_qty,
        {{ whole_units('daily_demand_qty * lead_days + safety_qty') }} as reorder_point_qty,
        {{ whole_units('daily_demand_qty * (lead_days + transfer_cover_days) + safety_qty') }} as target_qty
    from stocked
),

stock_outs as (
    {{ stock_out_days('stocks', 'arrivals', ['sku', 'location']) }}
)

select
    levelled.sku, levelled.location, levelled.is_selling_place, levelled.on_hand_qty, levelled.in_transit_qty,
    levelled.on_order_qty, levelled.position_qty, levelled.daily_demand_qty, levelled.daily_demand_sd,
    levelled.transfer_days, levelled.transfer_days_sd, levelled.lead_days, levelled.safety_stock_qty,
    levelled.reorder_point_qty, levelled.target_qty, stock_outs.stock_out_days,
    case
        when levelled.daily_demand_qty > 0
            then {{ order_quantity('levelled.position_qty', 'levelled.reorder_point_qty', 'levelled.target_qty', 'null', 'null') }}
        else 0
    end as wanted_qty,
    -- Goods at a marketplace do not come back for another place; a warehouse that sells keeps what it needs itself.
    case
        when levelled.location like 'fba:%' then 0
        else greatest(levelled.on_hand_qty - case when levelled.is_selling_place then levelled.target_qty else 0 end, 0)
    end as spare_qty,
    -- What one place has too much of does not help another.
    case
        when levelled.is_selling_place
            then least(levelled.position_qty, {{ whole_units('coalesce(levelled.share_of_target_qty, 0)') }})
        else levelled.position_qty
    end as usable_qty
from levelled
left join stock_outs on stock_outs.sku = levelled.sku and stock_outs.location = levelled.location
