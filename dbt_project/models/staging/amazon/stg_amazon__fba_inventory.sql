with snapshots as (
    select * from {{ source('raw', 'amazon_fba_inventory') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id'], 'snapshot_at') }} as file_rank
    from snapshots
)

select
    store_id,
    sku,
    fnsku,
    asin,
    product_name as title,
    condition,
    coalesce(afn_fulfillable_quantity, 0) as fulfillable_qty,
    coalesce(afn_reserved_quantity, 0) as reserved_qty,
    coalesce(afn_unsellable_quantity, 0) as unsellable_qty,
    coalesce(afn_inbound_working_quantity, 0)
    + coalesce(afn_inbound_shipped_quantity, 0)
    + coalesce(afn_inbound_receiving_quantity, 0) as inbound_qty,
    coalesce(afn_total_quantity, 0) as total_qty,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
