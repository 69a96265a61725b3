with balances as (
    select * from {{ source('raw', 'lianlian_balances') }}
),

dated as (
    select
        *,
        coalesce(account_id, 'wallet') as known_account_id,
        coalesce(balance_date, {{ local_date('reported_at', "'Asia/Shanghai'") }}) as known_date
    from balances
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'known_account_id', 'currency', 'known_date']) }} as file_rank,
        row_number() over (
            partition by store_id, known_account_id, currency, known_date, content_hash order by raw_line
        ) as copy_number
    from dated
)

select
    store_id,
    known_account_id as account_id,
    upper(currency) as currency,
    known_date as balance_date,
    available_amount,
    pending_amount,
    reserved_amount,
    coalesce(total_amount, available_amount) as total_amount,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1 and copy_number = 1
