-- What each policy orders on one day of the back-test: ours by the reorder levels as they were that day, the plain one by
-- the mean of the last thirty days, in stock or not, and fixed numbers of days of safety. `backtest` is the replay's own.
with plan as (
    {{ planning_settings(['target_cover_days']) }}
),

levels as (
    select * from {{ ref('reorder_levels') }}
),

means as (
    select movements.sku, sum(movements.quantity) / 30.0e0 as daily_qty
    from {{ ref('stock_movements') }} as movements
    cross join {{ ref('int_reporting_date') }} as reporting
    where movements.reason = 'sale' and movements.moved_date > {{ days_after('reporting.as_of_date', -30) }}
    group by movements.sku
),

policies as (
    select 0 as policy_number, sku, reorder_point_qty, target_qty, minimum_order_qty, case_qty
    from levels

    union all

    select
        safety.policy_number,
        levels.sku,
        {{ whole_units('coalesce(means.daily_qty, 0) * (levels.lead_days + safety.days)') }} as reorder_point_qty,
        {{ whole_units('coalesce(means.daily_qty, 0) * (levels.lead_days + safety.days + plan.target_cover_days)') }} as target_qty,
        levels.minimum_order_qty,
        levels.case_qty
    from levels
    cross join plan
    cross join backtest.safety as safety
    left join means on means.sku = levels.sku
)

select
    positions.policy_number,
    positions.sku_number,
    {{ order_quantity(
        'positions.position_qty', 'policies.reorder_point_qty', 'policies.target_qty', 'policies.minimum_order_qty',
        'policies.case_qty'
    ) }} as ordered_qty
from backtest.positions as positions
inner join policies on policies.policy_number = positions.policy_number and policies.sku = positions.sku
