with transfers as (
    select * from {{ source('raw', 'purchasing_transfers') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'shipment_id', 'sku', 'batch_id']) }} as file_rank
    from transfers
)

select
    ranked.store_id,
    ranked.shipment_id,
    ranked.sku,
    ranked.batch_id,
    {{ place_named('ranked', 'from_warehouse') }} as from_location,
    {{ place_named('ranked', 'to_warehouse') }} as to_location,
    ranked.shipped_date,
    ranked.shipped_quantity as shipped_qty,
    ranked.received_date,
    ranked.received_quantity as received_qty,
    ranked.freight_amount,
    ranked.freight_currency as currency,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
{{ join_places('ranked', ['from_warehouse', 'to_warehouse']) }}
where ranked.file_rank = 1
