{#- Two parts of a query: `shipments`, whose sheets say whether freight is on their batches, and `weights`, what the goods of a
    parcel's order or of a shipment weigh by the product sheet. A weight is only known where that of every SKU is. -#}
{% macro shipped_weights() -%}
goods_sent as (
    select store_id, shipment_id, sku, shipped_qty as quantity, freight_amount
    from {{ ref('stg_purchasing__transfers') }}

    union all

    select store_id, coalesce(receipt_id, purchase_order_id) as shipment_id, sku, received_qty as quantity, freight_amount
    from {{ ref('stg_purchasing__receipts') }}
),

shipments as (
    select store_id, shipment_id, sum(coalesce(freight_amount, 0)) <> 0 as has_freight
    from goods_sent
    where shipment_id is not null
    group by store_id, shipment_id
),

wanted_orders as (
    select charges.store_id, coalesce(charges.order_id, parcels.order_id) as order_id
    from charges
    left join parcels on parcels.store_id = charges.store_id and parcels.tracking_number = charges.tracking_number
    where charges.charged_for = 'parcel'
    group by 1, 2
),

goods_weighed as (
    {%- for source in var('order_sources') %}
    select orders.store_id, 'parcel' as weighed_for, orders.order_id as document_id, orders.sku, orders.quantity
    from {{ ref('stg_' ~ source ~ '__orders') }} as orders
    inner join wanted_orders on wanted_orders.store_id = orders.store_id and wanted_orders.order_id = orders.order_id

    union all
    {% endfor %}
    select store_id, 'shipment' as weighed_for, shipment_id as document_id, sku, quantity
    from goods_sent
),

weights as (
    select
        goods_weighed.store_id,
        goods_weighed.weighed_for,
        goods_weighed.document_id,
        case
            when count(*) = count(products.weight_kg * goods_weighed.quantity)
                then cast(sum(products.weight_kg * goods_weighed.quantity) as decimal(18, 4))
        end as goods_kg
    from goods_weighed
    left join {{ ref('stg_purchasing__products') }} as products
        on products.store_id = goods_weighed.store_id and products.sku = goods_weighed.sku
    group by goods_weighed.store_id, goods_weighed.weighed_for, goods_weighed.document_id
)
{%- endmacro %}
