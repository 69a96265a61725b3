with shipments as (
    select
        *,
        {{ file_rank(['store_id', 'shipment_item_id']) }} as file_rank
    from {{ source('raw', 'amazon_fulfilled_shipments') }}
)

select
    store_id,
    amazon_order_id as order_id,
    merchant_order_id,
    shipment_id,
    shipment_item_id,
    amazon_order_item_id as order_item_id,
    sku,
    product_name as title,
    quantity_shipped as shipped_qty,
    currency,
    item_price as item_price_amount,
    item_tax as item_tax_amount,
    shipping_price as shipping_price_amount,
    shipping_tax as shipping_tax_amount,
    gift_wrap_price as gift_wrap_price_amount,
    gift_wrap_tax as gift_wrap_tax_amount,
    item_promotion_discount as item_promotion_amount,
    ship_promotion_discount as shipping_promotion_amount,
    ship_country as country_code,
    carrier,
    tracking_number,
    fulfillment_center_id as fulfilment_centre_id,
    fulfillment_channel as fulfilment_channel,
    sales_channel,
    purchased_at,
    paid_at,
    shipped_at,
    estimated_arrival_at,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from shipments
where file_rank = 1
