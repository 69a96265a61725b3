with counts as (
    select * from {{ source('raw', 'purchasing_stock_takes') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'counted_date', 'location', 'sku', 'batch_id', 'recount']) }} as file_rank
    from counts
)

select
    ranked.store_id,
    ranked.counted_date,
    {{ place_named('ranked', 'location') }} as location,
    ranked.sku,
    ranked.batch_id,
    ranked.counted_quantity as counted_qty,
    ranked.counted_by,
    ranked.count_kind,
    coalesce(ranked.recount = 'yes', false) as is_recount,
    ranked.approved_by,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
{{ join_places('ranked', ['location']) }}
where ranked.file_rank = 1
