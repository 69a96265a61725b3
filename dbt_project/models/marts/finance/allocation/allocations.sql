-- Each amount without a SKU goes to the finest pool that has anything to measure shares by: its order, its marketplace
-- or store in the month, the store's quarter, the company. Shares are cut from running sums, so that they add up.
{%- set levels = dict(allocation_order_levels(), **allocation_goods_levels()) %}
with amounts as (
    select * from {{ ref('int_amounts_without_sku') }}
),

pools as (
    select * from {{ ref('int_allocation_pools') }}
),

totals as (
    select rule, pool_id,
        {{- summed_drivers() }}
    from pools
    group by rule, pool_id
),

asked as (
    select amounts.amount_no, amounts.rule_driver, levels.rule, levels.coarseness, {{ allocation_pool(levels) }} as pool_id
    from amounts
    cross join ({{ allocation_level_rows(levels) }}) as levels
    where amounts.rule_driver <> 'none'
),

-- Where the driver has no figures, shares go by revenue, else by units.
measured as (
    select
        asked.amount_no,
        asked.coarseness,
        asked.rule,
        asked.pool_id,
        case
            {%- for driver in allocation_drivers() %}
            when asked.rule_driver = '{{ driver }}' and totals.{{ driver }} > 0 then '{{ driver }}'
            {%- endfor %}
            when totals.revenue > 0 then 'revenue'
            when totals.units > 0 then 'units'
        end as driver
    from asked
    inner join totals on totals.rule = asked.rule and totals.pool_id = asked.pool_id
),

chosen as (
    select *, row_number() over (partition by amount_no order by coarseness) as choice
    from measured
    where driver is not null
),

used as (
    select distinct rule, pool_id, driver from chosen where choice = 1
),

figures as (
    select pools.*, used.driver, {{ driver_figure('pools.') }} as figure
    from pools
    inner join used on used.rule = pools.rule and used.pool_id = pools.pool_id
),

shares as (
    select
        *,
        sum(figure) over (partition by rule, pool_id, driver) as whole,
        sum(figure) over (
            partition by rule, pool_id, driver
            order by store_id, marketplace, sku, order_item_id rows between unbounded preceding and current row
        ) - figure as before
    from figures
    where figure > 0
)

select
    amounts.document_id,
    amounts.store_id as booked_store_id,
    amounts.marketplace as booked_marketplace,
    amounts.order_id as booked_order_id,
    amounts.month,
    amounts.account_id,
    amounts.category,
    amounts.profit_line,
    amounts.currency,
    coalesce(shares.store_id, amounts.store_id) as store_id,
    case when shares.sku is null then amounts.marketplace else shares.marketplace end as marketplace,
    coalesce(shares.sku, '(no sku)') as sku,
    shares.order_id,
    shares.order_item_id,
    case
        when shares.sku is not null then chosen.rule
        when amounts.rule_driver = 'none' then 'switched_off'
        else 'nothing_to_allocate_to'
    end as rule,
    amounts.rule_id as driver_rule_id,
    amounts.rule_driver,
    chosen.driver,
    cast(shares.figure as bigint) as driver_share_numerator,
    cast(shares.whole as bigint) as driver_share_denominator,
    {%- for amount in ['amount', 'amount_base'] %}
    case
        when shares.sku is null then amounts.{{ amount }}
        else {{ share_of_amount('amounts.' ~ amount, 'shares.whole', 'shares.before', 'shares.figure') }}
    end as {{ amount }}{{ ',' if not loop.last }}
    {%- endfor %}
from amounts
left join chosen on chosen.amount_no = amounts.amount_no and chosen.choice = 1
left join shares on shares.rule = chosen.rule and shares.pool_id = chosen.pool_id and shares.driver = chosen.driver
