with counts as (
    select * from {{ source('raw', 'purchasing_stock_takes') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'counted_date', 'location', 'sku', 'batch_id']) }} as file_rank
    from counts
)

select
    store_id,
    counted_date,
    'warehouse:' || location as location,
    sku,
    batch_id,
    counted_quantity as counted_qty,
    counted_by,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
