with kinds as (
    select * from {{ ref('marketplace_payout_kinds') }}
),

lines as (
    select
        *,
        coalesce(marketplace, '') as of_marketplace,
        {{ file_rank(['store_id', 'coalesce(marketplace, \'\')', 'payout_id']) }} as file_rank
    from {{ source('raw', 'marketplace_payout_lines') }}
)

select
    lines.store_id,
    lines.of_marketplace as marketplace,
    lines.payout_id,
    lines.order_id,
    lines.item_id as order_item_id,
    lines.sku,
    -- The seller's own word where it is none of ours.
    coalesce(kinds.kind, lines.kind) as kind,
    coalesce(kinds.kind, '') = 'payout' as is_transfer,
    coalesce(lines.description, '') as description,
    lines.amount,
    lines.currency,
    lines.quantity,
    lines.posted_at,
    lines.raw_file,
    lines.raw_line,
    lines.content_hash
from lines
left join kinds on {{ matching_key('kinds.word') }} = {{ matching_key('lines.kind') }}
where lines.file_rank = 1
