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
    ranked.store_id,
    ranked.receipt_id,
    ranked.purchase_order_id,
    ranked.sku,
    ranked.batch_id,
    ranked.quantity as received_qty,
    ranked.freight_amount,
    ranked.duty_amount,
    ranked.other_amount,
    ranked.cost_currency as currency,
    ranked.received_date,
    {{ place_named('ranked', 'location') }} as location,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
{{ join_places('ranked', ['location']) }}
where ranked.file_rank = 1
