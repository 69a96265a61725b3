{{ config(materialized='ephemeral', schema='intermediate') }}
-- What to move and what to buy. AWD supplies the FBA that it stands before. What is still wanted then, places that run out
-- first get first, from the warehouse that has most to spare;
-- what a company buys is what all its places lack together, after what its own warehouses hold.
with places as (
    select * from {{ ref('int_place_positions') }}
),

wants as (
    select
        places.*,
        awd.location as awd_location,
        least(places.wanted_qty, coalesce(awd.spare_qty, 0)) as from_awd_qty,
        places.wanted_qty - least(places.wanted_qty, coalesce(awd.spare_qty, 0)) as still_wanted_qty
    from places
    left join places as awd
        on awd.sku = places.sku and places.location like 'fba:%' and awd.location = concat('awd', substr(places.location, 4))
    where places.wanted_qty > 0
),

queue as (
    select
        *,
        coalesce(sum(still_wanted_qty) over (
            partition by sku order by coalesce(stock_out_days, 3650), location rows between unbounded preceding and 1 preceding
        ), 0) as wanted_before_qty
    from wants
),

spares as (
    select sku, location, spare_qty,
        coalesce(sum(spare_qty) over (
            partition by sku order by spare_qty desc, location rows between unbounded preceding and 1 preceding
        ), 0) as spare_before_qty
    from places
    where spare_qty > 0 and location not like 'awd:%'
),

-- Both queues side by side: a warehouse serves a place as far as their stretches overlap.
moves as (
    select queue.*, awd_location as from_location, cast(from_awd_qty as bigint) as moved_qty
    from queue
    where from_awd_qty > 0

    union all

    select
        queue.*, spares.location as from_location,
        cast(
            least(queue.wanted_before_qty + queue.still_wanted_qty, spares.spare_before_qty + spares.spare_qty)
            - greatest(queue.wanted_before_qty, spares.spare_before_qty) as bigint
        ) as moved_qty
    from queue
    inner join spares on spares.sku = queue.sku and spares.location <> queue.location
    where
        spares.spare_before_qty < queue.wanted_before_qty + queue.still_wanted_qty
        and queue.wanted_before_qty < spares.spare_before_qty + spares.spare_qty
        and queue.still_wanted_qty > 0
),

company as (
    select
        levels.sku, max(levels.daily_demand_qty) as daily_demand_qty,
        coalesce(sum(places.on_hand_qty), 0) as on_hand_qty,
        coalesce(sum(places.position_qty - places.usable_qty), 0) as overstock_qty,
        coalesce(sum(places.usable_qty), 0) as usable_qty
    from {{ ref('reorder_levels') }} as levels
    left join places on places.sku = levels.sku
    group by levels.sku
),

arrivals as (
    select * from {{ ref('int_inbound') }}
),

inbound as (
    select
        sku, sum(case when inbound_kind = 'in_transit' then quantity else 0 end) as in_transit_qty,
        sum(case when inbound_kind = 'on_order' then quantity else 0 end) as on_order_qty,
        sum(case when to_location is null then quantity else 0 end) as without_place_qty
    from arrivals
    group by sku
),

stock_outs as (
    {{ stock_out_days('company', 'arrivals', ['sku']) }}
),

purchases as (
    select
        levels.*,
        company.on_hand_qty,
        company.overstock_qty,
        coalesce(inbound.in_transit_qty, 0) as in_transit_qty,
        coalesce(inbound.on_order_qty, 0) as on_order_qty,
        company.usable_qty + coalesce(inbound.without_place_qty, 0) as position_qty,
        stock_outs.stock_out_days
    from {{ ref('reorder_levels') }} as levels
    inner join company on company.sku = levels.sku
    left join inbound on inbound.sku = levels.sku
    left join stock_outs on stock_outs.sku = levels.sku
)

select
    'transfer' as action, sku, from_location, location as to_location, moved_qty as suggested_qty, on_hand_qty, in_transit_qty,
    on_order_qty, cast(0 as bigint) as overstock_qty, position_qty, daily_demand_qty, daily_demand_sd, lead_days,
    transfer_days_sd as lead_days_sd, transfer_days as travel_days, transfer_days, safety_stock_qty, reorder_point_qty, target_qty,
    stock_out_days
from moves

union all

select
    'purchase' as action, sku, 'supplier' as from_location, receiving_location as to_location,
    {{ order_quantity('position_qty', 'reorder_point_qty', 'target_qty', 'minimum_order_qty', 'case_qty') }} as suggested_qty,
    on_hand_qty, in_transit_qty, on_order_qty, overstock_qty, position_qty, daily_demand_qty, daily_demand_sd, lead_days,
    lead_days_sd, lead_days - review_days as travel_days, transfer_days, safety_stock_qty, reorder_point_qty, target_qty,
    stock_out_days
from purchases
where daily_demand_qty > 0
