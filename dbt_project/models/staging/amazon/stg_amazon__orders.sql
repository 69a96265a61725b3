with lines as (
    select * from {{ source('raw', 'amazon_orders') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'amazon_order_id'], 'last_updated_at') }} as file_rank
    from lines
)

select
    store_id,
    amazon_order_id as order_id,
    merchant_order_id,
    order_status,
    fulfillment_channel as fulfilment_channel,
    sales_channel,
    sku,
    asin,
    quantity,
    currency,
    item_price as item_price_amount,
    purchased_at,
    last_updated_at,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
