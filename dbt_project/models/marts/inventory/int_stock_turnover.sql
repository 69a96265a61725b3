{{ config(schema='intermediate', contract={'enforced': false}) }}
-- How fast a SKU leaves a place for customers, and how much of it was there meanwhile, over the last 30 and 90 days.
{%- set windows = [30, 90] %}
with days as (
    select as_of_date, {{ days_after('as_of_date', -89) }} as first_date, {{ days_after('as_of_date', 1) }} as end_date
    from {{ ref('int_reporting_date') }}
),

-- Stock of several batches rises and falls as one: each spell of a batch is what it adds, and what it takes away.
spells as (
    select
        balances.sku,
        balances.location,
        greatest(balances.valid_from_date, days.first_date) as from_date,
        least(coalesce(balances.valid_until_date, days.end_date), days.end_date) as until_date,
        balances.on_hand_qty
    from {{ ref('stock_balances') }} as balances
    cross join days
    where
        balances.condition = 'sellable'
        and balances.on_hand_qty <> 0
        and balances.valid_from_date < days.end_date
        and (balances.valid_until_date is null or balances.valid_until_date > days.first_date)
),

changes as (
    select sku, location, changed_date, sum(changed_qty) as changed_qty
    from (
        select sku, location, from_date as changed_date, on_hand_qty as changed_qty from spells
        union all
        select sku, location, until_date as changed_date, -on_hand_qty as changed_qty from spells
    ) as steps
    group by sku, location, changed_date
),

levels as (
    select
        changes.sku,
        changes.location,
        changes.changed_date,
        coalesce(
            lead(changes.changed_date) over (partition by changes.sku, changes.location order by changes.changed_date),
            days.end_date
        ) as until_date,
        sum(changes.changed_qty) over (
            partition by changes.sku, changes.location
            order by changes.changed_date
            rows between unbounded preceding and current row
        ) as level_qty
    from changes
    cross join days
),

measured as (
    select
        levels.sku,
        levels.location,
        levels.level_qty,
        {%- for window in windows %}
        greatest(0, {{ days_between(
            'greatest(levels.changed_date, ' ~ days_after('days.end_date', -window) ~ ')', 'levels.until_date'
        ) }}) as days_{{ window }}{{ ',' if not loop.last }}
        {%- endfor %}
    from levels
    cross join days
    where levels.level_qty > 0
),

stocked as (
    select
        sku,
        location,
        {%- for window in windows %}
        cast(sum(days_{{ window }}) as integer) as in_stock_{{ window }}_days,
        cast(sum(level_qty * days_{{ window }}) as bigint) as unit_days_{{ window }}{{ ',' if not loop.last }}
        {%- endfor %}
    from measured
    group by sku, location
),

shipped as (
    select
        movements.sku,
        movements.from_location as location,
        cast(sum(case when movements.moved_date >= {{ days_after('days.end_date', -30) }} then movements.quantity else 0 end)
            as bigint) as shipped_30_days_qty,
        cast(sum(movements.quantity) as bigint) as shipped_90_days_qty
    from {{ ref('stock_movements') }} as movements
    cross join days
    where
        movements.to_location = 'customer'
        and movements.moved_date >= days.first_date
        and movements.moved_date <= days.as_of_date
    group by movements.sku, movements.from_location
)

select
    coalesce(shipped.sku, stocked.sku) as sku,
    coalesce(shipped.location, stocked.location) as location,
    coalesce(shipped.shipped_30_days_qty, 0) as shipped_30_days_qty,
    coalesce(shipped.shipped_90_days_qty, 0) as shipped_90_days_qty,
    {%- for window in windows %}
    coalesce(stocked.in_stock_{{ window }}_days, 0) as in_stock_{{ window }}_days,
    coalesce(stocked.unit_days_{{ window }}, 0) as unit_days_{{ window }}{{ ',' if not loop.last }}
    {%- endfor %}
from shipped
full outer join stocked on stocked.sku = shipped.sku and stocked.location = shipped.location
