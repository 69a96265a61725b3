with metrics as (
    select
        *,
        {{ file_rank(['store_id', 'marketplace_id']) }} as file_rank
    from {{ source('raw', 'amazon_account_health') }}
)

select
    store_id,
    marketplace_id,
    metric,
    status,
    rate,
    target_value,
    target_condition,
    counted as counted_qty,
    of_all as of_all_qty,
    from_at as period_start_at,
    to_at as period_end_at,
    file_rank = 1 as is_current,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from metrics
