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
    ranked.store_id,
    ranked.snapshot_date,
    {{ place_named('ranked', 'warehouse') }} as location,
    ranked.sku,
    ranked.batch_id,
    ranked.on_hand_quantity as on_hand_qty,
    ranked.reserved_quantity as reserved_qty,
    ranked.in_transit_quantity as in_transit_qty,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
{{ join_places('ranked', ['warehouse']) }}
where ranked.file_rank = 1
