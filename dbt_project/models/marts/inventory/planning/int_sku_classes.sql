{{ config(schema='intermediate', contract={'enforced': false}) }}
-- ABC by what a SKU contributes to profit, of the whole company and twelve months: A are those that begin before 80 % of
-- it is made, B before 95 %. XYZ by how much a week's demand varies: a week's is seven days' that do not know each other.
with as_of as (
    select as_of_date from {{ ref('int_reporting_date') }}
),

plan as (
    {{ planning_settings([
        'service_level_a', 'service_level_b', 'service_level_c', 'service_factor_a', 'service_factor_b', 'service_factor_c'
    ]) }}
),

contributions as (
    select
        profits.sku,
        sum(coalesce(profits.profit_amount_base, 0)) as contribution_amount_base
    from {{ ref('sku_profit_monthly') }} as profits
    cross join as_of
    where profits.month > {{ days_after('as_of.as_of_date', -366) }} and profits.month <= as_of.as_of_date
    group by profits.sku
),

demand as (
    select
        sku,
        sum(daily_demand_qty) as daily_demand_qty,
        sqrt(sum(demand_spread_sd * demand_spread_sd)) as demand_spread_sd
    from {{ ref('int_demand_forecasts') }}
    where is_selling_place
    group by sku
),

skus as (
    select
        coalesce(demand.sku, contributions.sku) as sku,
        coalesce(contributions.contribution_amount_base, 0) as contribution_amount_base,
        demand.demand_spread_sd / nullif(demand.daily_demand_qty, 0) / sqrt(7.0e0) as weekly_demand_cv
    from demand
    full outer join contributions on contributions.sku = demand.sku
),

ranked as (
    select
        *,
        coalesce(sum(greatest(contribution_amount_base, 0)) over (
            order by contribution_amount_base desc, sku rows between unbounded preceding and 1 preceding
        ), 0) as before_amount,
        sum(greatest(contribution_amount_base, 0)) over () as total_amount
    from skus
),

classified as (
    select
        *,
        case
            when contribution_amount_base > 0 and before_amount < total_amount * 0.80 then 'A'
            when contribution_amount_base > 0 and before_amount < total_amount * 0.95 then 'B'
            else 'C'
        end as abc_class
    from ranked
)

select
    classified.sku,
    cast(classified.contribution_amount_base as decimal(18, 4)) as contribution_amount_base,
    classified.abc_class,
    classified.weekly_demand_cv,
    case when classified.weekly_demand_cv <= 0.5 then 'X' when classified.weekly_demand_cv <= 1 then 'Y' else 'Z' end
        as xyz_class,
    {%- for figure in ['service_level', 'service_factor'] %}
    case classified.abc_class
        when 'A' then plan.{{ figure }}_a when 'B' then plan.{{ figure }}_b else plan.{{ figure }}_c
    end as {{ figure }}{{ ',' if not loop.last }}
    {%- endfor %}
from classified
cross join plan
