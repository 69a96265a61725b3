with snapshots as (
    select
        *,
        {{ file_rank(['store_id'], 'snapshot_at') }} as file_rank
    from {{ source('raw', 'amazon_reserved_inventory') }}
)

select
    store_id,
    sku,
    fnsku,
    asin,
    product_name as title,
    reserved_qty,
    reserved_customer_orders as reserved_customer_orders_qty,
    reserved_fc_transfers as reserved_transfers_qty,
    reserved_fc_processing as reserved_processing_qty,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from snapshots
where file_rank = 1
