{#- What names a movement that carries no id, as in an export. Not its type: each source has other words for it. -#}
{%- set likeness = 'store_id, currency, transaction_second, order_name, amount, fee' -%}
with told as (
    select
        transactions.*,
        {{ shopify_id('transactions.transaction_id') }} as told_id,
        {{ shopify_id('transactions.payout_id') }} as told_payout_id,
        coalesce(transactions.order_name, orders.order_id, '') as known_order,
        date_trunc('second', transactions.transaction_at) as transaction_second
    from {{ source('raw', 'shopify_balance_transactions') }} as transactions
    left join {{ ref('stg_shopify__order_totals') }} as orders
        on orders.store_id = transactions.store_id and orders.shopify_order_id = {{ shopify_id('transactions.order_id') }}
    where coalesce(transactions.is_test, 'false') <> 'true'
),

named as (
    select
        store_id, told_id, transaction_at, transaction_second, transaction_type, known_order as order_name,
        told_payout_id, payout_status, payout_date, amount, fee, net, currency, reason, source_type, load_id, raw_file,
        raw_line, content_hash,
        row_number() over (
            partition by store_id, coalesce(told_id, content_hash || ':' || cast(raw_line as {{ dbt.type_string() }}))
            order by load_id desc, content_hash desc, raw_line
        ) as telling
    from told
),

-- The same movement told again is the first of its likeness there, the second is another one.
counted as (
    select
        *,
        row_number() over (
            partition by {{ likeness }}, case when told_id is null then content_hash else '' end
            order by told_id, raw_line
        ) as nth_alike
    from named
    where telling = 1
),

ranked as (
    select
        *,
        max(told_payout_id) over (partition by {{ likeness }}, nth_alike) as payout_id_of_any,
        row_number() over (
            partition by {{ likeness }}, nth_alike
            order by case when told_id is null then 1 else 0 end, load_id desc, content_hash desc
        ) as best
    from counted
)

select
    ranked.store_id,
    ranked.told_id as transaction_id,
    lower(ranked.transaction_type) as transaction_type,
    lower(ranked.transaction_type) in ('payout', 'transfer') as is_transfer,
    nullif(ranked.order_name, '') as order_id,
    coalesce(
        ranked.told_payout_id,
        ranked.payout_id_of_any,
        days.payout_id,
        -- Where nothing tells the number: the day's payout, as stg_shopify__payouts names the only one of a day.
        case
            when lower(ranked.payout_status) in ('paid', 'in_transit') and ranked.payout_date is not null
                then
                    ranked.store_id || ':' || ranked.currency || ':'
                    || cast(ranked.payout_date as {{ dbt.type_string() }}) || ':1'
        end
    ) as payout_id,
    lower(ranked.payout_status) as payout_status,
    ranked.payout_date,
    ranked.amount as gross_amount,
    ranked.fee as fee_amount,
    ranked.net as net_amount,
    ranked.currency,
    coalesce(ranked.reason, ranked.source_type, '') as reason,
    ranked.transaction_at,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
left join {{ ref('stg_shopify__payout_days') }} as days
    on
        days.store_id = ranked.store_id
        and days.currency = ranked.currency
        and days.payout_date = ranked.payout_date
        and lower(ranked.payout_status) in ('paid', 'in_transit')
where ranked.best = 1
