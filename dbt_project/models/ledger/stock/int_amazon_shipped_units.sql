{{ config(materialized='view', schema='staging') }}
-- Units of Amazon's two reports of orders. An order that Amazon shipped for another channel carries the store and
-- number that it was sold under there, so that the channel's own documents tell of the same units.
with told as (
    select
        store_id, order_id, merchant_order_id, sku, shipped_qty as quantity, true as is_shipped, shipped_at,
        'Amazon' as fulfilment_channel, sales_channel, country_code, 'shipment:' || shipment_id as document_id,
        1 as source_rank, raw_file, raw_line, content_hash
    from {{ ref('stg_amazon__fulfilled_shipments') }}

    union all

    select
        store_id, order_id, merchant_order_id, sku, quantity,
        {{ matching_key('order_status') }} like 'shipped%' or {{ matching_key('order_status') }} like 'enviado%'
            as is_shipped,
        -- The report knows no other day.
        purchased_at as shipped_at, fulfilment_channel, sales_channel,
        cast(null as {{ dbt.type_string() }}) as country_code, 'order:' || order_id as document_id,
        2 as source_rank, raw_file, raw_line, content_hash
    from {{ ref('stg_amazon__orders') }}
),

channel_orders as (
    select store_id, order_id, sku, {{ matching_key('order_id') }} as order_key
    from {{ ref('stg_shopify__orders') }}
    union all
    select store_id, order_id, sku, {{ matching_key('order_id') }} as order_key
    from {{ ref('stg_marketplace__orders') }}
),

sold_elsewhere as (
    select
        *,
        row_number() over (partition by order_key, sku order by store_id, order_id) as nth
    from channel_orders
    where order_key <> ''
),

regions as (
    select * from {{ ref('fba_regions') }}
)

select
    coalesce(sold_elsewhere.store_id, told.store_id) as store_id,
    coalesce(sold_elsewhere.order_id, told.order_id) as order_id,
    told.store_id as shipped_from_store_id,
    told.order_id as amazon_order_id,
    told.sku,
    told.quantity,
    told.is_shipped,
    told.shipped_at,
    lower(told.fulfilment_channel) = 'merchant' as is_own_shipment,
    coalesce(of_channel.region, of_country.region) as region,
    told.document_id,
    told.source_rank,
    told.raw_file,
    told.raw_line,
    told.content_hash
from told
left join sold_elsewhere
    on
        sold_elsewhere.nth = 1
        and sold_elsewhere.sku = told.sku
        and sold_elsewhere.order_key = case
            when {{ matching_key('told.sales_channel') }} like 'nonamazon%' or told.order_id like 'S0%'
                then {{ matching_key('told.merchant_order_id') }}
        end
left join regions as of_channel on of_channel.name = {{ matching_key('told.sales_channel') }}
left join regions as of_country on of_country.name = lower(told.country_code)
