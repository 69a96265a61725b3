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
    ranked.store_id,
    ranked.purchase_order_id,
    ranked.line_number,
    ranked.supplier,
    ranked.sku,
    ranked.quantity as ordered_qty,
    ranked.unit_cost as purchase_cost_amount,
    ranked.currency,
    ranked.ordered_date,
    ranked.expected_date,
    {{ place_named('ranked', 'warehouse') }} as location,
    ranked.minimum_order_quantity as minimum_order_qty,
    ranked.case_quantity as case_qty,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
{{ join_places('ranked', ['warehouse']) }}
where ranked.file_rank = 1
