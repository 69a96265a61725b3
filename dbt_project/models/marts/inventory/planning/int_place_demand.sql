{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- Demand where it is met, and how long goods take to there from where they are received of the supplier.
with plan as (
    {{ planning_settings(['transfer_days']) }}
),

measured as (
    select * from {{ ref('int_lead_times') }} where leg = 'transfer' and leg_count >= 2
)

select
    demand.*,
    terms.receiving_location,
    case
        when coalesce(terms.receiving_location, demand.location) = demand.location then 0
        else coalesce(route.leg_days, ending.leg_days, overall.leg_days, plan.transfer_days)
    end as transfer_days,
    case
        when coalesce(terms.receiving_location, demand.location) = demand.location then 0
        else coalesce(route.leg_days_sd, ending.leg_days_sd, overall.leg_days_sd, 0)
    end as transfer_days_sd
from {{ ref('int_demand_forecasts') }} as demand
cross join plan
left join {{ ref('int_supply_terms') }} as terms on terms.sku = demand.sku
left join measured as route
    on route.exactness = 2 and route.from_location = terms.receiving_location and route.to_location = demand.location
left join measured as ending on ending.exactness = 1 and ending.to_location = demand.location
left join measured as overall on overall.exactness = 0
where demand.is_selling_place
