with events as (
    select
        *,
        {{ file_rank(['store_id', 'event_date', 'country', 'fnsku']) }} as file_rank
    from {{ source('raw', 'amazon_inventory_ledger') }}
)

select
    store_id,
    event_date,
    msku as sku,
    fnsku,
    asin,
    title,
    event_type,
    reference_id,
    quantity as moved_qty,
    fulfillment_center as fulfilment_centre_id,
    disposition,
    reason,
    country as country_code,
    reconciled_quantity as reconciled_qty,
    unreconciled_quantity as unreconciled_qty,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from events
where file_rank = 1
