-- What a payout sends to the bank is what its lines must add up to.
with lines as (
    select * from {{ ref('stg_marketplace__payout_lines') }}
)

select
    'marketplace_payout:' || store_id || ':' || marketplace || ':' || payout_id || ':' || currency as document_id,
    'marketplace_payout' as document_type,
    store_id,
    nullif(marketplace, '') as marketplace,
    currency,
    cast(-sum(case when is_transfer then amount end) as decimal(18, 4)) as stated_total_amount,
    min(posted_at) as period_start_at,
    max(posted_at) as period_end_at,
    max(case when is_transfer then posted_at end) as deposit_at,
    'MARKETPLACE' as format,
    min(raw_file) as raw_file,
    min(case when is_transfer then raw_line end) as raw_line,
    min(content_hash) as content_hash
from lines
group by store_id, marketplace, payout_id, currency
having sum(case when is_transfer then 1 else 0 end) > 0
