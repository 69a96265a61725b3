with parts as (
    select * from {{ source('raw', 'lianlian_withdrawals') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'withdrawal_id']) }} as file_rank,
        row_number() over (
            partition by store_id, withdrawal_id, detail_id, content_hash order by raw_line
        ) as copy_number
    from parts
),

current_parts as (
    select * from ranked
    where file_rank = 1 and copy_number = 1
)

select
    store_id,
    withdrawal_id,
    coalesce(detail_id, withdrawal_id) as detail_id,
    external_id,
    withdrawal_status,
    withdrawal_status = '2' as is_paid_out,
    row_number() over (partition by store_id, withdrawal_id order by raw_line, detail_id) = 1 as is_first_part,
    coalesce(account_id, 'wallet') as account_id,
    platform,
    region,
    shop_name,
    withdrawn_amount,
    upper(withdrawn_currency) as withdrawn_currency,
    fee_amount as due_fee_amount,
    actual_fee_amount,
    coalesce(detail_amount, withdrawn_amount) as part_amount,
    coalesce(detail_fee_amount, fee_amount) as part_due_fee_amount,
    coalesce(detail_actual_fee_amount, actual_fee_amount) as part_actual_fee_amount,
    upper(fee_currency) as fee_currency,
    rate,
    arrival_amount,
    upper(arrival_currency) as arrival_currency,
    bank_name,
    created_at,
    {{ local_date('created_at', "'Asia/Shanghai'") }} as created_date,
    rated_at,
    raw_file,
    raw_line,
    content_hash
from current_parts
