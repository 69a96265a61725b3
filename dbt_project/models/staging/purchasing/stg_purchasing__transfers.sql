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
    store_id,
    shipment_id,
    sku,
    batch_id,
    'warehouse:' || from_warehouse as from_location,
    'warehouse:' || to_warehouse as to_location,
    shipped_date,
    shipped_quantity as shipped_qty,
    received_date,
    received_quantity as received_qty,
    freight_amount,
    freight_currency as currency,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
