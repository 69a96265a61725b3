{%- set keys = ['store_id', 'marketplace', 'sku', 'month', 'currency'] -%}
with sku_months as (
    select
        {{ keys | join(', ') }},
        sum(units_sold_qty) as units_sold_qty,
        sum(units_uncosted_qty) as units_uncosted_qty,
        {{- waterfall_steps() }}
    from {{ ref('int_sku_months') }}
    group by 1, 2, 3, 4, 5
),

allocated as (
    select
        {{ keys | join(', ') }},
        {{- waterfall_steps(allocated_lines()) }}
    from (
        {{ allocated_profits() }}
    ) as given
    group by 1, 2, 3, 4, 5
),

-- A SKU may bear costs in a month, or in a currency, in which it has no entry of its own.
figures as (
    select
        {%- for key in keys %}
        coalesce(sku_months.{{ key }}, allocated.{{ key }}) as {{ key }},
        {%- endfor %}
        cast(coalesce(sku_months.units_sold_qty, 0) as bigint) as units_sold_qty,
        coalesce(sku_months.units_uncosted_qty, 0) as units_uncosted_qty
        {%- for base in ['', '_base'] -%}
        {%- for line in profit_lines() + allocated_lines() %},
        coalesce({{ 'allocated' if line in allocated_lines() else 'sku_months' }}.{{ line }}_amount{{ base }}, 0)
            as {{ line }}_amount{{ base }}
        {%- endfor -%}
        {%- for part in parts_of_cost() %},
        coalesce(sku_months.cogs_{{ part }}_amount{{ base }}, 0) as cogs_{{ part }}_amount{{ base }}
        {%- endfor -%}
        {%- endfor %}
    from sku_months
    full outer join allocated
        on
            allocated.store_id = sku_months.store_id
            and coalesce(allocated.marketplace, '') = coalesce(sku_months.marketplace, '')
            and allocated.sku = sku_months.sku
            and allocated.month = sku_months.month
            and allocated.currency = sku_months.currency
),

refunds as (
    select {{ keys | join(', ') }}, sum(units_refunded_qty) as units_refunded_qty
    from {{ ref('int_refunded_items') }}
    group by 1, 2, 3, 4, 5
),

asins as (
    select store_id, sku, max(asin) as asin
    from {{ ref('stg_amazon__listings') }}
    group by store_id, sku
)

select
    {%- for key in keys %}
    figures.{{ key }},
    {%- endfor %}
    products.title,
    products.brand,
    products.product_line,
    coalesce(products.asin, asins.asin) as asin,
    products.parent_asin,
    marketplaces.country_code,
    figures.units_sold_qty,
    cast(coalesce(refunds.units_refunded_qty, 0) as bigint) as units_refunded_qty,
    -- Goods may be bought in another currency than they sell in, so costs are complete or not over all currencies.
    sum(figures.units_uncosted_qty) over sku_month = 0 as is_cost_complete,
    {{- waterfall_columns(allocated=true) }}
from figures
left join refunds
    on
        refunds.store_id = figures.store_id
        and refunds.marketplace is not distinct from figures.marketplace
        and refunds.sku = figures.sku
        and refunds.month = figures.month
        and refunds.currency = figures.currency
left join {{ ref('stg_purchasing__products') }} as products
    on products.store_id = figures.store_id and products.sku = figures.sku
left join asins on asins.store_id = figures.store_id and asins.sku = figures.sku
left join {{ ref('marketplaces') }} as marketplaces on lower(marketplaces.marketplace) = lower(figures.marketplace)
window sku_month as (partition by figures.store_id, figures.marketplace, figures.sku, figures.month)
