with snapshots as (
    select
        *,
        {{ file_rank(['store_id'], 'snapshot_at') }} as file_rank
    from {{ source('raw', 'amazon_multi_country_inventory') }}
)

select
    store_id,
    country as country_code,
    seller_sku as sku,
    fulfillment_channel_sku as fnsku,
    asin,
    condition_type as condition,
    quantity_for_local_fulfillment as fulfillable_qty,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from snapshots
where file_rank = 1
