-- What sits: nothing sold on too many days in stock, or more there than the plan can use, and what each way out brings.
with plan as (
    {{ planning_settings([
        'slow_mover_days', 'excess_cover_days', 'promotion_discount', 'bundle_discount', 'liquidation_share', 'removal_unit_amount'
    ]) }}
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

rates as (
    {{ rates_of_the_day() }}
),

positions as (
    select * from {{ ref('stock_position') }} where location_type <> 'in_transit' and sellable_qty > 0
),

products as (
    select sku, max(product_line) as product_line
    from {{ ref('stg_purchasing__products') }}
    group by sku
),

-- What a unit brought in the last twelve months, and what selling it cost.
earned as (
    select
        profits.sku,
        sum(profits.product_sales_amount_base) * 1.0e0 / nullif(sum(profits.units_sold_qty), 0) as unit_price,
        sum(profits.fees_amount_base) * 1.0e0 / nullif(sum(profits.units_sold_qty), 0) as unit_fees
    from {{ ref('sku_profit_monthly') }} as profits
    cross join {{ ref('int_reporting_date') }} as reporting
    where profits.month > {{ days_after('reporting.as_of_date', -366) }} and profits.month <= reporting.as_of_date
    group by profits.sku
),

-- Of each product line the SKUs that sell best: what sits can be bundled with them.
partners as (
    select
        products.product_line,
        levels.sku,
        row_number() over (partition by products.product_line order by levels.daily_demand_qty desc, levels.sku) as partner_rank
    from {{ ref('reorder_levels') }} as levels
    inner join products on products.sku = levels.sku
    where levels.abc_class in ('A', 'B') and levels.daily_demand_qty > 0 and products.product_line is not null
),

held as (
    select
        positions.*,
        -- A warehouse that sells nothing itself holds for all places.
        case when coalesce(demand.is_selling_place, false) then demand.daily_demand_qty else coalesce(levels.daily_demand_qty, 0) end
            as served_daily_qty,
        coalesce(levels.daily_demand_qty, 0) - coalesce(demand.daily_demand_qty, 0) as elsewhere_daily_qty,
        demand.last_sold_date,
        case when demand.is_selling_place then demand.idle_stock_days end as idle_stock_days,
        coalesce(demand.is_selling_place and demand.idle_stock_days > plan.slow_mover_days, false) as is_idle,
        case when first_partner.sku <> positions.sku then first_partner.sku else second_partner.sku end as bundle_sku,
        {{ days_between('demand.first_date', 'positions.as_of_date') }} as seen_days,
        earned.unit_price,
        earned.unit_fees,
        plan.slow_mover_days,
        plan.excess_cover_days,
        plan.promotion_discount,
        plan.bundle_discount,
        plan.liquidation_share,
        plan.removal_unit_amount,
        settings.reporting_currency,
        rates.fx_rate as fee_fx_rate
    from positions
    cross join plan
    cross join settings
    left join {{ ref('int_demand_forecasts') }} as demand
        on demand.sku = positions.sku and demand.location = positions.location
    left join {{ ref('reorder_levels') }} as levels on levels.sku = positions.sku
    left join products on products.sku = positions.sku
    left join partners as first_partner
        on first_partner.product_line = products.product_line and first_partner.partner_rank = 1
    left join partners as second_partner
        on second_partner.product_line = products.product_line and second_partner.partner_rank = 2
    left join earned on earned.sku = positions.sku
    left join rates on rates.currency = positions.fee_currency
),

slow as (
    select
        *,
        cast(
            case
                when is_idle then sellable_qty
                {#- What is new has yet to show what sells. #}
                when coalesce(seen_days, 0) <= slow_mover_days then 0
                else greatest(sellable_qty - {{ whole_units('served_daily_qty * excess_cover_days') }}, 0)
            end as bigint
        ) as excess_qty,
        {{ converted('aged_inventory_fee_amount', 'fee_fx_rate') }} as ageing_fee_amount
    from held
),

priced as (
    {{ ways_out('slow') }}
)

select
    as_of_date, sku, title, location, abc_class, sellable_qty as on_hand_qty, served_daily_qty as daily_demand_qty, last_sold_date,
    idle_stock_days, is_idle, sellable_qty / nullif(served_daily_qty, 0) as cover_days, excess_qty, age_181_to_270_days_qty,
    age_271_to_365_days_qty, age_366_plus_days_qty, cast(value_amount_base as decimal(18, 4)) as value_amount, ageing_fee_amount,
    promote_amount, bundle_amount, bundle_sku, remove_amount, liquidate_amount, {{ best_way_out() }} as recommended_action,
    reporting_currency as currency, raw_file, raw_line, content_hash
from priced
