-- The reorder levels of each policy on one day of the back-test, each as if it had SKUs of its own: ours as they were that
-- day, the plain ones by the mean of the last thirty days, in stock or not, and fixed numbers of days of safety.
-- `backtest` is the replay's own.
with plan as (
    {{ planning_settings(['target_cover_days']) }}
),

means as (
    select movements.sku, sum(movements.quantity) / 30.0e0 as daily_qty
    from {{ ref('stock_movements') }} as movements
    cross join {{ ref('int_reporting_date') }} as reporting
    where movements.reason = 'sale' and movements.moved_date > {{ days_after('reporting.as_of_date', -30) }}
    group by movements.sku
)

{%- set demand = 'coalesce(means.daily_qty, 0)' %}
{%- set safe_days = 'levels.lead_days + shelves.safety_days' %}

select
    levels.* replace (
        shelves.policy_sku as sku,
        case when shelves.safety_days is null then levels.daily_demand_qty else {{ demand }} end as daily_demand_qty,
        case
            when shelves.safety_days is null then levels.reorder_point_qty
            else {{ whole_units(demand ~ ' * (' ~ safe_days ~ ')') }}
        end as reorder_point_qty,
        case
            when shelves.safety_days is null then levels.target_qty
            else {{ whole_units(demand ~ ' * (' ~ safe_days ~ ' + plan.target_cover_days)') }}
        end as target_qty
    )
from {{ ref('reorder_levels') }} as levels
cross join plan
inner join backtest.shelves as shelves on shelves.sku = levels.sku
left join means on means.sku = levels.sku
