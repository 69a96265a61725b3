select
    settlement_id,
    store_id,
    format,
    order_id,
    order_item_code as order_item_id,
    sku,
    marketplace_name as marketplace,
    coalesce(transaction_type, '') as transaction_type,
    coalesce(amount_type, '') as amount_type,
    coalesce(amount_description, '') as amount_description,
    coalesce(amount, 0) as amount,
    quantity_purchased as quantity,
    posted_at,
    raw_file,
    raw_line,
    content_hash
from {{ source('raw', 'amazon_settlement_lines') }}
