select
    gap_id,
    counted_date,
    store_id,
    sku,
    batch_id,
    location,
    condition,
    quantity as adjusted_qty,
    reason,
    approved_by,
    approved_at,
    note,
    raw_file,
    raw_line,
    content_hash
from {{ source('raw', 'backoffice_stock_adjustments') }}
