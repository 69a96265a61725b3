-- An entry without its fee, and the fee. A withdrawal that LianLian converts leaves as a conversion; what it becomes
-- comes in and leaves again in the bank's own currency, so that the bank's line meets it to the cent.
with entries as (
    select * from {{ ref('stg_lianlian__entries') }}
),

withdrawals as (
    select * from {{ ref('stg_lianlian__withdrawals') }}
),

arrivals as (
    select
        *,
        {{ local_date('coalesce(rated_at, created_at)', "'Asia/Shanghai'") }} as arrival_date,
        coalesce(rated_at, created_at) as arrived_at
    from withdrawals
    where
        is_first_part and is_paid_out and arrival_amount is not null and arrival_currency <> withdrawn_currency
),

amounts as (
    select
        store_id, account_id, currency, account_date, transacted_at, business_type, description, marketplace,
        raw_file, raw_line, content_hash,
        'amount' || component_suffix as component,
        is_first_of_line,
        case when is_converted then 'Conversion' when amount < 0 then 'Out' else 'In' end as amount_type,
        amount + fee_amount as amount
    from entries
    where amount + fee_amount <> 0

    union all

    select
        store_id, account_id, currency, account_date, transacted_at, business_type, description, marketplace,
        raw_file, raw_line, content_hash,
        'fee' || component_suffix as component,
        is_first_of_line and amount + fee_amount = 0 as is_first_of_line,
        'Fee' as amount_type,
        -fee_amount as amount
    from entries
    where fee_amount <> 0

    union all

    select
        arrivals.store_id, arrivals.account_id, arrivals.arrival_currency as currency,
        arrivals.arrival_date as account_date, arrivals.arrived_at as transacted_at, '提现' as business_type,
        coalesce(arrivals.platform, '') as description, cast(null as {{ dbt.type_string() }}) as marketplace,
        arrivals.raw_file, arrivals.raw_line, arrivals.content_hash,
        legs.component,
        legs.component = 'arrival' and entries.transaction_id is null as is_first_of_line,
        legs.amount_type,
        legs.sign * arrivals.arrival_amount as amount
    from arrivals
    cross join (
        select 'arrival' as component, 'Conversion' as amount_type, 1 as sign
        union all
        select 'payment' as component, 'Out' as amount_type, -1 as sign
    ) as legs
    left join entries
        on
            entries.content_hash = arrivals.content_hash
            and entries.raw_line = arrivals.raw_line
            and entries.transaction_id = arrivals.detail_id
)

select
    'lianlian:' || store_id || '/' || account_id || ':' || currency || ':'
    || substr(cast(account_date as {{ dbt.type_string() }}), 1, 7) as document_id,
    'statement' as document_type,
    store_id,
    'LIANLIAN' as format,
    cast(null as {{ dbt.type_string() }}) as order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    marketplace,
    business_type as transaction_type,
    amount_type,
    description as amount_description,
    component,
    is_first_of_line,
    cast(amount as decimal(18, 4)) as amount,
    currency,
    cast(null as integer) as quantity,
    'lianlian_wallet' as wallet_account,
    transacted_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from amounts
