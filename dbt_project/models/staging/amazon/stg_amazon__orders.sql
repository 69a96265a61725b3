with lines as (
    select * from {{ source('raw', 'amazon_orders') }}
),

ranked as (
    select
        *,
        rank() over (
            partition by store_id, amazon_order_id
            order by last_updated_at desc nulls last, load_id desc, content_hash desc
        ) as order_rank
    from lines
)

select
    store_id,
    amazon_order_id as order_id,
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
where order_rank = 1
