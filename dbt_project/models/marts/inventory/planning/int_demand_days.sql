{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Demand as it can be known: units sold on days on which there was something to sell. Days on which nothing moved have
-- no row of their own; the row before them counts them. What was there before the first day counts as moved on it.
with as_of as (
    select as_of_date, {{ days_after('as_of_date', -399) }} as first_date
    from {{ ref('int_reporting_date') }}
),

sides as (
    select sku, to_location as location, store_id, moved_date, quantity as changed_qty, quantity as brought_qty, 0 as sold_qty
    from {{ ref('stock_movements') }}
    where to_condition = 'sellable'

    union all

    select
        sku,
        from_location as location,
        store_id,
        moved_date,
        -quantity as changed_qty,
        0 as brought_qty,
        case when reason = 'sale' then quantity else 0 end as sold_qty
    from {{ ref('stock_movements') }}
    where from_condition = 'sellable'
),

days as (
    select
        sides.sku,
        sides.location,
        greatest(sides.moved_date, as_of.first_date) as demand_date,
        sum(sides.changed_qty) as changed_qty,
        sum(sides.brought_qty) as brought_qty,
        cast(sum(case when sides.moved_date >= as_of.first_date then sides.sold_qty else 0 end) as integer) as sold_qty,
        max(case when promotions.sku is null then 0 else 1 end) as is_promoted
    from sides
    cross join as_of
    left join {{ ref('int_promotion_days') }} as promotions
        on
            sides.sold_qty > 0
            and sides.moved_date >= as_of.first_date
            and promotions.store_id = sides.store_id
            and promotions.sku = sides.sku
            and promotions.promotion_date = sides.moved_date
    where sides.moved_date <= as_of.as_of_date and sides.location not like 'in_transit:%'
    group by sides.sku, sides.location, greatest(sides.moved_date, as_of.first_date)
),

running as (
    select
        days.*,
        sum(changed_qty) over (partition by sku, location order by demand_date rows unbounded preceding) as end_qty,
        coalesce(
            lead(demand_date) over (partition by sku, location order by demand_date), {{ days_after('as_of_date', 1) }}
        ) as next_date,
        sum(brought_qty) over (partition by sku, location) = 0 as is_stock_unknown,
        max(case when sold_qty > 0 then demand_date end) over (partition by sku, location) as last_sold_date,
        -- Where most days of sales are promoted, promotion is how it sells.
        is_promoted = 1
        and 2 * sum(is_promoted) over (partition by sku, location)
        <= sum(case when sold_qty > 0 then 1 else 0 end) over (partition by sku, location) as is_promotion
    from days
    cross join as_of
),

-- Units sold beyond all that the ledger saw coming must have been there from the first day.
levelled as (
    select
        *,
        end_qty - least(min(end_qty) over (partition by sku, location), 0) as there_qty
    from running
),

judged as (
    select
        *,
        is_stock_unknown or sold_qty > 0 or there_qty > changed_qty as is_in_stock,
        case
            when is_stock_unknown or there_qty > 0 then {{ days_between('demand_date', 'next_date') }} - 1 else 0
        end as quiet_days
    from levelled
),

counted as (
    select
        *,
        is_in_stock and not is_promotion as is_counted
    from judged
)

select
    sku,
    location,
    demand_date,
    sold_qty,
    is_in_stock,
    is_promotion,
    is_counted,
    quiet_days,
    cast(
        sum(quiet_days + case when is_counted then 1 else 0 end)
            over (partition by sku, location order by demand_date rows unbounded preceding) - quiet_days as integer
    ) as stock_day_number,
    last_sold_date
from counted
