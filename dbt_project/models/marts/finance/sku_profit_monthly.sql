with sku_months as (
    select * from {{ ref('int_sku_months') }}
),

refunds as (
    select store_id, marketplace, sku, month, currency, sum(units_refunded_qty) as units_refunded_qty
    from {{ ref('int_refunded_items') }}
    group by 1, 2, 3, 4, 5
),

-- Goods may be bought in another currency than they sell in, so costs are complete or not over all currencies.
costs as (
    select
        store_id,
        marketplace,
        sku,
        month,
        sum(units_uncosted_qty) = 0 as is_cost_complete
    from sku_months
    group by 1, 2, 3, 4
)

select
    sku_months.store_id,
    sku_months.marketplace,
    sku_months.sku,
    sku_months.month,
    sku_months.currency,
    products.title,
    products.brand,
    products.product_line,
    products.asin,
    sku_months.units_sold_qty,
    cast(coalesce(refunds.units_refunded_qty, 0) as bigint) as units_refunded_qty,
    costs.is_cost_complete,
    {{- waterfall_columns() }}
from sku_months
inner join costs
    on
        costs.store_id = sku_months.store_id
        and costs.marketplace is not distinct from sku_months.marketplace
        and costs.sku = sku_months.sku
        and costs.month = sku_months.month
left join refunds
    on
        refunds.store_id = sku_months.store_id
        and refunds.marketplace is not distinct from sku_months.marketplace
        and refunds.sku = sku_months.sku
        and refunds.month = sku_months.month
        and refunds.currency = sku_months.currency
left join {{ ref('stg_purchasing__products') }} as products
    on products.store_id = sku_months.store_id and products.sku = sku_months.sku
