with balances as (
    select
        *,
        {{ store_named_in_row() }} as balance_store_id
    from {{ source('raw', 'purchasing_opening_balances') }}
),

ranked as (
    select
        *,
        {#- An account has one beginning: of another date it is a correction. #}
        {{ file_rank(['balance_store_id', 'balance_account', 'currency']) }} as file_rank
    from balances
)

select
    balance_store_id as store_id,
    balance_date,
    balance_account,
    amount,
    currency,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
