with payouts as (
    select
        *,
        {{ local_date('issued_at', "'UTC'") }} as payout_date,
        {{ shopify_id('payout_id') }} as told_payout_id,
        row_number() over (
            partition by store_id, content_hash, currency, {{ local_date('issued_at', "'UTC'") }} order by raw_line
        ) as nth_of_day,
        count(*) over (
            partition by store_id, content_hash, currency, {{ local_date('issued_at', "'UTC'") }}
        ) as payouts_of_day
    from {{ source('raw', 'shopify_payouts') }}
),

named as (
    select
        payouts.*,
        coalesce(
            payouts.told_payout_id,
            case when payouts.payouts_of_day = 1 then days.payout_id end,
            payouts.store_id || ':' || payouts.currency || ':' || cast(payouts.payout_date as {{ dbt.type_string() }})
            || ':' || cast(payouts.nth_of_day as {{ dbt.type_string() }})
        ) as known_payout_id
    from payouts
    left join {{ ref('stg_shopify__payout_days') }} as days
        on
            days.store_id = payouts.store_id
            and days.currency = payouts.currency
            and days.payout_date = payouts.payout_date
),

ranked as (
    select
        *,
        row_number() over (
            partition by store_id, known_payout_id order by load_id desc, content_hash desc, raw_line
        ) as telling
    from named
)

select
    store_id,
    known_payout_id as payout_id,
    lower(status) as status,
    lower(status) in ('paid', 'in_transit') as is_sent,
    currency,
    -- A withdrawal takes money from the bank, whichever sign it is told with.
    case when lower(direction) = 'withdrawal' then -abs(net) else net end as net_amount,
    issued_at,
    payout_date,
    raw_file,
    raw_line,
    content_hash
from ranked
where telling = 1
