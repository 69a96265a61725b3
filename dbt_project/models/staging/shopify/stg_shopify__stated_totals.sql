with payouts as (
    select * from {{ ref('stg_shopify__payouts') }} where is_sent
),

periods as (
    select store_id, payout_id, min(transaction_at) as period_start_at, max(transaction_at) as period_end_at
    from {{ ref('stg_shopify__balance_transactions') }}
    where payout_id is not null and not is_transfer
    group by store_id, payout_id
)

select
    'shopify_payout:' || payouts.payout_id as document_id,
    'shopify_payout' as document_type,
    payouts.store_id,
    'Shopify' as marketplace,
    payouts.currency,
    cast(payouts.net_amount as decimal(18, 4)) as stated_total_amount,
    periods.period_start_at,
    periods.period_end_at,
    payouts.issued_at as deposit_at,
    'SHOPIFY_PAYMENTS' as format,
    payouts.raw_file,
    payouts.raw_line,
    payouts.content_hash
from payouts
left join periods on periods.store_id = payouts.store_id and periods.payout_id = payouts.payout_id
