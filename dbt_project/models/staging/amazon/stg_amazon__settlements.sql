select
    settlement_id,
    store_id,
    format,
    currency,
    total_amount as stated_total_amount,
    settlement_start_at as period_start_at,
    settlement_end_at as period_end_at,
    deposit_at,
    raw_file,
    raw_line,
    content_hash,
    load_id
from {{ source('raw', 'amazon_settlements') }}
