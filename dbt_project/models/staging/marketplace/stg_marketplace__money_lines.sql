with lines as (
    select
        *,
        -- The payout itself leaves the wallet; it is no part of what it pays for.
        case when is_transfer then 'marketplace_transfer' else 'marketplace_payout' end as document_type
    from {{ ref('stg_marketplace__payout_lines') }}
)

select
    document_type || ':' || store_id || ':' || marketplace || ':' || payout_id || ':' || currency as document_id,
    document_type,
    store_id,
    'MARKETPLACE' as format,
    order_id,
    order_item_id,
    sku,
    nullif(marketplace, '') as marketplace,
    '' as transaction_type,
    kind as amount_type,
    description as amount_description,
    'amount' as component,
    true as is_first_of_line,
    amount,
    currency,
    case when kind = 'sale' then quantity end as quantity,
    'marketplace_wallet' as wallet_account,
    posted_at,
    raw_file,
    raw_line,
    content_hash
from lines
