with listings as (
    select
        *,
        {{ file_rank(['store_id', 'listing_id'], 'snapshot_at') }} as file_rank
    from {{ source('raw', 'amazon_listings') }}
)

select
    store_id,
    listing_id,
    seller_sku as sku,
    asin1 as asin,
    item_name as title,
    item_condition as condition,
    price as price_amount,
    quantity as merchant_qty,
    pending_quantity as pending_qty,
    fulfillment_channel as fulfilment_channel,
    status,
    opened_at,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from listings
where file_rank = 1
