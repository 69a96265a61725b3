with balances as (
    select
        *,
        {{ file_rank(['store_id', 'marketplace_id'], 'snapshot_at') }} as file_rank
    from {{ source('raw', 'amazon_finance_balances') }}
)

select
    store_id,
    marketplace_id,
    account_type,
    coalesce(level_4_type, level_3_type, level_2_type, level_1_type) as balance_type,
    concat_ws(' > ', level_1_type, level_2_type, level_3_type, level_4_type) as balance_path,
    currency,
    balance_amount,
    coalesce(balance_at, snapshot_at) as balance_at,
    file_rank = 1 as is_current,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from balances
