with transactions as (
    select * from {{ ref('stg_shopify__balance_transactions') }}
),

payouts as (
    select * from {{ ref('stg_shopify__payouts') }} where is_sent
),

amount_types as (
    select 'Gross' as amount_type
    union all select 'Fee' as amount_type
    union all select 'Remainder' as amount_type
),

-- The money that leaves for the bank is no part of what the payout pays for, so it stands in a document of its own.
of_transactions as (
    select
        transactions.*,
        amount_types.amount_type,
        case
            when transactions.is_transfer then 'shopify_transfer'
            when transactions.payout_id is not null then 'shopify_payout'
            else 'shopify_pending'
        end as document_type,
        case amount_types.amount_type
            when 'Gross' then transactions.gross_amount
            when 'Fee' then -transactions.fee_amount
            when 'Remainder' then transactions.net_amount - transactions.gross_amount + transactions.fee_amount
        end as amount
    from transactions
    cross join amount_types
),

sent_payouts as (
    select payouts.*
    from payouts
    left join transactions
        on
            transactions.is_transfer
            and transactions.store_id = payouts.store_id
            and transactions.currency = payouts.currency
            and (
                transactions.payout_id = payouts.payout_id
                or (transactions.payout_id is null and transactions.gross_amount = -payouts.net_amount)
            )
    where transactions.store_id is null
)

select
    store_id,
    document_type || ':' || case
        when document_type = 'shopify_pending' or payout_id is null
            then store_id || ':' || currency || ':' || {{ calendar_month('transaction_at') }}
        else payout_id
    end as document_id,
    document_type,
    order_id,
    transaction_type,
    amount_type,
    reason as amount_description,
    lower(amount_type) as component,
    cast(amount as decimal(18, 4)) as amount,
    currency,
    transaction_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from of_transactions
where amount <> 0

union all

-- A payout whose transfer no transaction tells of, as where only the list of payouts was loaded.
select
    store_id,
    'shopify_transfer:' || payout_id as document_id,
    'shopify_transfer' as document_type,
    cast(null as {{ dbt.type_string() }}) as order_id,
    'payout' as transaction_type,
    'Gross' as amount_type,
    '' as amount_description,
    'gross' as component,
    cast(-net_amount as decimal(18, 4)) as amount,
    currency,
    issued_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from sent_payouts
where net_amount <> 0
