{#- Drivers of each SKU of a store, marketplace and month: `goods` of the `with` that this opens. Advertising and storage
    are told by store: they go to the marketplaces where the SKU sold, by units, or to the store's main one. -#}
{% macro with_allocation_goods() -%}
with codes as (
    {{ skus_by_code() }}
),

sales as (
    select
        *,
        sum(units) over (partition by store_id, sku, month) as all_units,
        row_number() over (partition by store_id, sku, month order by marketplace) as place
    from (
        select
            store_id, marketplace, sku, month,
            sum(units) as units,
            -- In ten-thousandths. Sales at no known rate are not known in the reporting currency.
            case
                when count(case when sales_amount > 0 and sales_amount_base = 0 then 1 end) = 0
                    then greatest(cast(sum(sales_amount_base) * 10000 as bigint), 0)
            end as revenue
        from (
            select
                store_id, marketplace, sku, month, currency, sum(units_sold_qty) as units,
                {%- for base in ['', '_base'] %}
                sum(case when profit_line = 'product_sales' then profit_amount{{ base }} else 0 end) as sales_amount{{ base }}
                {{- ',' if not loop.last }}
                {%- endfor %}
            from {{ ref('int_sku_months') }}
            where sku <> '(no sku)'
            group by store_id, marketplace, sku, month, currency
        ) as by_currency
        group by store_id, marketplace, sku, month
    ) as sku_months
),

main_marketplaces as (
    select store_id, marketplace, row_number() over (partition by store_id order by sum(units) desc, marketplace) as place
    from sales
    group by store_id, marketplace
),

told as (
    select
        store_id,
        sku,
        month,
        sum(storage_volume_days) as storage_volume_days,
        cast(case when count(attributed_ad_sales) = count(*) then sum(attributed_ad_sales) end * 10000 as bigint)
            as attributed_ad_sales
    from (
        select
            days.store_id,
            coalesce(days.sku, codes.sku) as sku,
            {{ first_of_month('days.advertised_date') }} as month,
            0 as storage_volume_days,
            {{ converted(
                'coalesce(days.attributed_sales_amount, 0)',
                'case when days.currency = base.value then cast(1 as decimal(18, 8)) else rates.fx_rate end'
            ) }} as attributed_ad_sales
        from {{ ref('stg_advertising__product_days') }} as days
        inner join {{ ref('stg_backoffice__settings') }} as base on base.name = 'reporting_currency'
        left join codes on codes.store_id = days.store_id and codes.code = days.asin and days.sku is null
        left join {{ ref('int_daily_rates') }} as rates
            on rates.currency = days.currency and rates.rate_date = days.advertised_date

        union all

        select
            fees.store_id,
            coalesce(by_label.sku, by_product.sku) as sku,
            fees.charge_month as month,
            cast(round(
                cast(fees.total_item_volume as double)
                * case
                    when lower(fees.volume_units) like 'cubic f%' then 28316.846592e0
                    when lower(fees.volume_units) like 'cubic i%' then 16.387064e0
                    when lower(fees.volume_units) like 'cubic m%' then 1.0e6
                    else 1.0e0
                end
            ) as bigint)
            * {{ days_between('fees.charge_month', first_of_month(days_after('fees.charge_month', 31))) }}
                as storage_volume_days,
            cast(0 as decimal(18, 4)) as attributed_ad_sales
        from {{ ref('stg_amazon__storage_fees') }} as fees
        left join codes as by_label on by_label.store_id = fees.store_id and by_label.code = fees.fnsku
        left join codes as by_product on by_product.store_id = fees.store_id and by_product.code = fees.asin
    ) as figures
    where sku is not null and month is not null
    group by store_id, sku, month
),

goods as (
    select
        coalesce(sales.store_id, told.store_id) as store_id,
        case when sales.sku is null then main.marketplace else sales.marketplace end as marketplace,
        coalesce(sales.sku, told.sku) as sku,
        coalesce(sales.month, told.month) as month,
        coalesce(sales.units, 0) as units,
        case when sales.sku is null then 0 else sales.revenue end as revenue,
        case when coalesce(sales.units, 0) = 0 then 0 else sales.units * products.weight_kg * 1000 end as weight,
        case when coalesce(sales.units, 0) = 0 then 0 else sales.units * products.volume_cm3 end as volume,
        {%- for driver in ['storage_volume_days', 'attributed_ad_sales'] %}
        case
            when told.sku is null then 0
            when sales.sku is null or sales.all_units = 0 and sales.place = 1 then told.{{ driver }}
            when sales.all_units = 0 then 0
            else {{ whole_quotient(
                'cast(told.' ~ driver ~ ' as decimal(18, 0)) * cast(sales.units as decimal(18, 0))',
                'cast(sales.all_units as decimal(18, 0))'
            ) }}
        end as {{ driver }}{{ ',' if not loop.last }}
        {%- endfor %}
    from sales
    full outer join told on told.store_id = sales.store_id and told.sku = sales.sku and told.month = sales.month
    left join main_marketplaces as main on main.store_id = told.store_id and main.place = 1
    left join {{ ref('stg_purchasing__products') }} as products
        on products.store_id = sales.store_id and products.sku = sales.sku
)
{%- endmacro %}
