with lines as (
    select * from {{ source('raw', 'purchasing_purchase_order_lines') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'purchase_order_id', 'line_number', 'sku']) }} as file_rank
    from lines
)

select
    store_id,
    purchase_order_id,
    line_number,
    supplier,
    sku,
    quantity as ordered_qty,
    unit_cost as purchase_cost_amount,
    currency,
    ordered_date,
    expected_date,
    'warehouse:' || warehouse as location,
    minimum_order_quantity as minimum_order_qty,
    case_quantity as case_qty,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
