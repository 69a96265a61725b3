{#- Whether a row moved the balance the running balance tells, not the status: pending withdrawals move it, pending
    payments and authorisations do not. Files list the oldest row first or the newest; the balances tell that as well. -#}
{%- set one_balance = 'store_id, content_hash, currency, has_balance' -%}
{#- Asked only in files that state neither balances nor their effect on the balance. -#}
{%- set not_moving = [
    'pending', 'denied', 'failed', 'canceled', 'cancelled', 'expired', 'removed', 'voided', 'refused', 'unclaimed',
    'ausstehend', 'abgelehnt', 'storniert', 'entfernt', 'pendiente', 'denegado', 'cancelado'
] -%}
with downloads as (
    select *, balance_amount is not null as has_balance
    from {{ source('raw', 'paypal_activity') }}
),

neighbours as (
    select
        *,
        lag(balance_amount) over (partition by {{ one_balance }} order by raw_line) as balance_above,
        lead(balance_amount) over (partition by {{ one_balance }} order by raw_line) as balance_below
    from downloads
),

orders as (
    select
        store_id,
        content_hash,
        currency,
        sum(case when balance_amount = balance_below + net_amount then 1 else 0 end)
        > sum(case when balance_amount = balance_above + net_amount then 1 else 0 end) as is_newest_first
    from neighbours
    group by 1, 2, 3
),

chained as (
    select
        neighbours.*,
        case when orders.is_newest_first then neighbours.balance_below else neighbours.balance_above end as balance_before,
        case when orders.is_newest_first then -neighbours.raw_line else neighbours.raw_line end as place
    from neighbours
    inner join orders
        on
            orders.store_id = neighbours.store_id
            and orders.content_hash = neighbours.content_hash
            and orders.currency = neighbours.currency
)

select
    store_id,
    transaction_id,
    event_code,
    transaction_type,
    transaction_status as status,
    currency,
    gross_amount,
    coalesce(fee_amount, 0) as fee_amount,
    net_amount,
    balance_amount,
    case
        when lower(balance_impact) = 'memo' then false
        when balance_before is not null then balance_before <> balance_amount or net_amount = 0
        when balance_amount is not null or balance_impact is not null then true
        else coalesce(lower(transaction_status) not in ('{{ not_moving | join("', '") }}'), true)
    end as is_balance_affecting,
    place as balance_place,
    reference_id,
    invoice_id,
    transaction_at as completed_at,
    raw_file,
    raw_line,
    content_hash,
    load_id
from chained
