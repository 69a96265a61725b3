{{ config(schema='intermediate', contract={'enforced': false}) }}
{%- set text = dbt.type_string() -%}
-- Who can bear a cost, and what each counts by each driver in whole numbers. What is not known of one is not known of
-- its pool: nothing is given out by a driver that is known of a part only.
{{ with_allocation_goods() }},

asked_orders as (
    select distinct order_id from {{ ref('int_amounts_without_sku') }} where order_id is not null
),

-- Items of which only a refund is known count as one unit.
order_items as (
    select
        items.store_id,
        items.marketplace,
        items.order_id,
        items.order_item_id,
        items.sku,
        greatest(coalesce(sum(items.quantity), 0), 1) as units,
        greatest(coalesce(sum(
            case 'product_sales' when items.credit_account then items.amount when items.debit_account then -items.amount end
        ), 0), 0) * 10000 as revenue
    from {{ ref('int_document_entries') }} as items
    inner join asked_orders on asked_orders.order_id = items.order_id
    where items.sku is not null
    group by 1, 2, 3, 4, 5
),

orders as (
    select
        *,
        min(store_id) over (partition by order_id) = max(store_id) over (partition by order_id) as is_of_one_store
    from order_items
),

goods_pools as (
    select
        levels.rule,
        {{ allocation_pool(allocation_goods_levels()) }} as pool_id,
        goods.*,
        cast(null as {{ text }}) as order_id,
        cast(null as {{ text }}) as order_item_id
    from goods
    cross join ({{ allocation_level_rows(allocation_goods_levels()) }}) as levels
),

order_pools as (
    select
        levels.rule,
        {{ allocation_pool(allocation_order_levels()) }} as pool_id,
        orders.*
    from orders
    cross join ({{ allocation_level_rows(allocation_order_levels()) }}) as levels
    where levels.rule = 'order' or orders.is_of_one_store
),

pools as (
    select
        rule, pool_id, store_id, marketplace, order_id, order_item_id, sku, units, revenue, weight, volume,
        storage_volume_days, attributed_ad_sales
    from goods_pools
    where pool_id is not null

    union all

    select
        rule, pool_id, store_id, marketplace, order_id, order_item_id, sku, units, revenue, null as weight,
        null as volume, null as storage_volume_days, null as attributed_ad_sales
    from order_pools
)

select
    rule,
    pool_id,
    store_id,
    marketplace,
    order_id,
    order_item_id,
    sku,
    {{- summed_drivers() }}
from pools
group by 1, 2, 3, 4, 5, 6, 7
