-- Where downloads overlap, the newest one that has a line's id tells of the line. Lines without an id are told of day by
-- day: by the newest file that goes on after the day, since the last day of a file may not have been over.
with lines as (
    select * from {{ source('raw', 'banking_statement_lines') }}
),

stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

described as (
    select
        lines.store_id,
        lines.provider,
        coalesce(
            lines.wallet_account,
            case lines.provider when 'bank' then 'bank' when 'lianlian' then 'lianlian_wallet' else 'payment_wallet' end
        ) as wallet_account,
        coalesce(lines.account_id, lines.settings_account_id, lines.provider) as account_id,
        lines.statement_id,
        lines.booked_date,
        coalesce(
            lines.booked_at, cast(lines.booked_date as {{ moment_type() }}) + interval '12' hour
        ) as booked_at,
        lines.value_date,
        upper(coalesce(lines.currency, lines.settings_currency, stores.currency, 'XXX')) as currency,
        cast(
            case
                when lines.credit_amount is null and lines.debit_amount is null
                    then {{ signed_amount('lines.amount', 'lines.direction') }}
                else coalesce(lines.credit_amount, 0) - abs(coalesce(lines.debit_amount, 0))
            end as decimal(18, 4)
        ) as amount,
        cast(-abs(lines.fee_amount) as decimal(18, 4)) as fee_amount,
        lines.balance_amount,
        {{ matching_key('lines.status') }} not in (
            'pending', 'pdng', 'processing', 'failed', 'cancelled', 'canceled', 'declined', 'rejected', 'expired', 'info',
            '处理中', '失败', '交易失败', '已取消', '已撤销'
        ) as is_booked,
        lines.kind,
        lines.description,
        lines.counterparty,
        lines.reference,
        lines.store_name,
        lines.transaction_id,
        lines.status,
        lines.raw_file,
        lines.raw_line,
        lines.content_hash,
        lines.load_id
    from lines
    left join stores on stores.store_id = lines.store_id
),

covered as (
    select
        *,
        coalesce(transaction_id, cast(booked_date as {{ dbt.type_string() }})) as told_of,
        case
            when transaction_id is not null then 1
            when
                booked_date < max(booked_date) over (partition by store_id, account_id, currency, content_hash)
                then 1
            else 0
        end as is_whole
    from described
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'account_id', 'currency', 'told_of'], 'is_whole') }} as file_rank,
        row_number() over (
            partition by store_id, account_id, currency, transaction_id, content_hash, amount, description
            order by raw_line
        ) as copy_number
    from covered
)

select
    store_id,
    provider,
    wallet_account,
    account_id,
    statement_id,
    'banking:' || store_id || '/' || account_id || ':' || currency || ':'
    || substr(cast(booked_date as {{ dbt.type_string() }}), 1, 7) as document_id,
    booked_date,
    booked_at,
    value_date,
    currency,
    amount,
    fee_amount,
    balance_amount,
    is_booked,
    kind,
    description,
    counterparty,
    reference,
    store_name,
    transaction_id,
    status,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1 and (transaction_id is null or copy_number = 1)
