{{ config(materialized='view') }}
-- Always as the ledger stands: a view, so that ten million lines are not written a second time. What was given out to a
-- SKU in a month goes on to the orders that it sold in by revenue; where it sold nothing, it stays with no order.
{{ with_profits() }},

allocated as (
    {{ allocated_profits() }}
),

of_skus as (
    select
        store_id, marketplace, sku, month, currency, profit_line,
        cast(sum(profit_amount) as decimal(18, 4)) as profit_amount,
        cast(sum(profit_amount_base) as decimal(18, 4)) as profit_amount_base
    from allocated
    where order_id is null and sku <> '(no sku)'
    group by 1, 2, 3, 4, 5, 6
),

sold_items as (
    select
        store_id, marketplace, sku, {{ first_of_month('booked_date') }} as month, order_id, order_item_id,
        cast(sum(profit_amount_base) * 10000 as bigint) as revenue
    from profits
    where profit_line = 'product_sales' and order_id is not null and sku <> '(no sku)'
    group by 1, 2, 3, 4, 5, 6
    having sum(profit_amount_base) > 0
),

shares as (
    select
        *,
        sum(revenue) over (partition by store_id, marketplace, sku, month) as whole,
        sum(revenue) over (
            partition by store_id, marketplace, sku, month
            order by order_id, order_item_id rows between unbounded preceding and current row
        ) - revenue as before
    from sold_items
),

parts as (
    select
        store_id, marketplace, sku, order_id, order_item_id, {{ first_of_month('booked_date') }} as month, currency,
        booked_at, sold_quantity, uncosted_quantity, profit_line, profit_amount, profit_amount_base,
        {{ cost_part_columns() | join(', ') }}
    from profits

    union all

    select
        store_id, marketplace, sku, order_id, order_item_id, month, currency, null as booked_at, 0 as sold_quantity,
        0 as uncosted_quantity, profit_line, profit_amount, profit_amount_base,
        {{- no_cost_parts() }}
    from allocated
    where order_id is not null or sku = '(no sku)'

    union all

    select
        of_skus.store_id, of_skus.marketplace, of_skus.sku, shares.order_id, shares.order_item_id, of_skus.month,
        of_skus.currency, null as booked_at, 0 as sold_quantity, 0 as uncosted_quantity, of_skus.profit_line,
        {%- for amount in ['profit_amount', 'profit_amount_base'] %}
        case
            when shares.sku is null then of_skus.{{ amount }}
            else {{ share_of_amount('of_skus.' ~ amount, 'shares.whole', 'shares.before', 'shares.revenue') }}
        end as {{ amount }},
        {%- endfor %}
        {{- no_cost_parts() }}
    from of_skus
    left join shares
        on
            shares.store_id = of_skus.store_id
            and shares.marketplace is not distinct from of_skus.marketplace
            and shares.sku = of_skus.sku
            and shares.month = of_skus.month
),

items as (
    select
        store_id, marketplace, sku, order_id, order_item_id, month, currency,
        min(booked_at) as first_posted_at,
        cast(coalesce(sum(sold_quantity), 0) as bigint) as units_sold_qty,
        cast(coalesce(sum(uncosted_quantity), 0) as bigint) as units_uncosted_qty,
        {{- waterfall_steps(profit_lines() + allocated_lines()) }}
    from parts
    group by 1, 2, 3, 4, 5, 6, 7
)

select
    items.store_id,
    items.marketplace,
    items.sku,
    items.order_id,
    items.order_item_id,
    items.month,
    items.currency,
    items.first_posted_at,
    items.units_sold_qty,
    coalesce(refunds.units_refunded_qty, 0) as units_refunded_qty,
    sum(items.units_uncosted_qty) over item = 0 as is_cost_complete,
    {{- waterfall_columns(allocated=true) }}
from items
left join {{ ref('int_refunded_items') }} as refunds
    on
        refunds.store_id = items.store_id
        and refunds.marketplace is not distinct from items.marketplace
        and refunds.order_id is not distinct from items.order_id
        and refunds.order_item_id is not distinct from items.order_item_id
        and refunds.sku = items.sku
        and refunds.month = items.month
        and refunds.currency = items.currency
-- Goods may leave in another month than that in which they are settled.
window item as (
    partition by items.store_id, items.marketplace, items.sku, items.order_id, items.order_item_id
)
