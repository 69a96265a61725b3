with stock as (
    select * from {{ source('raw', 'purchasing_warehouse_stock') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'snapshot_date', 'warehouse']) }} as file_rank
    from stock
)

select
    store_id,
    snapshot_date,
    'warehouse:' || warehouse as location,
    sku,
    batch_id,
    on_hand_quantity as on_hand_qty,
    reserved_quantity as reserved_qty,
    in_transit_quantity as in_transit_qty,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
