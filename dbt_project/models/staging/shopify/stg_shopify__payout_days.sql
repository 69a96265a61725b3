-- Exports may name a payout by its day alone. Where a day has one payout, that is enough to know which.
with named as (
    select store_id, currency, {{ local_date('issued_at', "'UTC'") }} as payout_date, {{ shopify_id('payout_id') }} as payout_id
    from {{ source('raw', 'shopify_payouts') }}
    union all
    select store_id, currency, payout_date, {{ shopify_id('payout_id') }} as payout_id
    from {{ source('raw', 'shopify_balance_transactions') }}
)

select
    store_id,
    currency,
    payout_date,
    min(payout_id) as payout_id
from named
where payout_id is not null and payout_date is not null
group by store_id, currency, payout_date
having count(distinct payout_id) = 1
