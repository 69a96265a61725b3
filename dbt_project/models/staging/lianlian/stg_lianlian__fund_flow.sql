-- A statement file and pages of several APIs may tell of the same entry; the newest counts, and what only another says
-- (the account, the kind of business) is taken from there.
with entries as (
    select * from {{ source('raw', 'lianlian_fund_flow') }}
),

signed as (
    select
        store_id,
        transaction_id,
        account_id,
        transacted_at,
        coalesce(account_date, {{ local_date('transacted_at', "'Asia/Shanghai'") }}) as account_date,
        upper(currency) as currency,
        cast({{ signed_amount('amount', 'direction') }} as decimal(18, 4)) as amount,
        balance_amount,
        case when upper(fee_currency) = upper(currency) then abs(fee_amount) end as fee_amount,
        business_type,
        counterparty,
        remark,
        platform,
        region,
        marketplace_name,
        origin_currency,
        origin_amount,
        raw_file,
        raw_line,
        content_hash,
        load_id,
        reported_at
    from entries
),

ranked as (
    select
        *,
        max(account_id) over (partition by store_id, transaction_id, currency, amount) as known_account_id,
        max(business_type) over (partition by store_id, transaction_id, currency, amount) as known_business_type,
        {{ file_rank(['store_id', 'transaction_id', 'currency', 'amount']) }} as file_rank,
        row_number() over (
            partition by store_id, transaction_id, currency, amount, content_hash order by raw_line
        ) as copy_number
    from signed
)

select
    store_id,
    transaction_id,
    coalesce(known_account_id, 'wallet') as account_id,
    coalesce(transacted_at, cast(account_date as {{ moment_type() }}) + interval '12' hour) as transacted_at,
    account_date,
    currency,
    amount,
    balance_amount,
    fee_amount,
    known_business_type as business_type,
    counterparty,
    remark,
    platform,
    region,
    marketplace_name,
    origin_currency,
    origin_amount,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1 and copy_number = 1
