with receipts as (
    select * from {{ source('raw', 'purchasing_receipts') }}
),

keyed as (
    select
        *,
        coalesce(
            'number:' || receipt_id,
            {{ fingerprint(['purchase_order_id', 'batch_id', 'received_date', 'location']) }}
        ) as receipt_key
    from receipts
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'receipt_key', 'sku']) }} as file_rank
    from keyed
)

select
    store_id,
    receipt_id,
    purchase_order_id,
    sku,
    batch_id,
    quantity as received_qty,
    freight_amount,
    duty_amount,
    other_amount,
    cost_currency as currency,
    received_date,
    'warehouse:' || location as location,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
