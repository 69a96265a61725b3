with inbound as (
    select * from {{ source('raw', 'lianlian_inbound_funds') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'inbound_id']) }} as file_rank,
        row_number() over (partition by store_id, inbound_id, content_hash order by raw_line) as copy_number
    from inbound
)

select
    store_id,
    inbound_id,
    funds_id,
    credit_status,
    -- 2 is paid in; all others are on their way, held, or went back.
    credit_status = '2' as is_paid_in,
    coalesce(account_id, 'wallet') as account_id,
    platform,
    region,
    shop_name,
    upper(currency) as currency,
    amount,
    created_at,
    coalesce(account_date, {{ local_date('created_at', "'Asia/Shanghai'") }}) as account_date,
    upper(origin_currency) as origin_currency,
    origin_amount,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1 and copy_number = 1
