-- A snapshot may come in several pages, and each names its SKUs once: of each SKU its newest word counts, unless Amazon
-- has told of others for more than a day since.
with snapshots as (
    select
        *,
        row_number() over (
            partition by store_id, sku order by snapshot_at desc, load_id desc, content_hash desc, raw_line desc
        ) as page_rank,
        cast(max(snapshot_at) over (partition by store_id) as date) as newest_date
    from {{ source('raw', 'amazon_awd_inventory') }}
)

select
    store_id,
    sku,
    coalesce(
        total_onhand_quantity, available_distributable_quantity + coalesce(reserved_distributable_quantity, 0), 0
    ) as on_hand_qty,
    coalesce(total_inbound_quantity, 0) as inbound_qty,
    available_distributable_quantity as available_qty,
    coalesce(reserved_distributable_quantity, 0) as reserved_qty,
    coalesce(replenishment_quantity, 0) as replenishment_qty,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from snapshots
where page_rank = 1 and cast(snapshot_at as date) >= {{ days_after('newest_date', -1) }}
