with returned as (
    select
        *,
        {{ file_rank(['store_id', 'order_id', 'sku', 'returned_at']) }} as file_rank
    from {{ source('raw', 'amazon_customer_returns') }}
)

select
    store_id,
    order_id,
    sku,
    fnsku,
    asin,
    product_name as title,
    quantity as returned_qty,
    fulfillment_center_id as fulfilment_centre_id,
    detailed_disposition as disposition,
    reason,
    status,
    license_plate_number as licence_plate_id,
    returned_at,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from returned
where file_rank = 1
