with removals as (
    select
        *,
        {{ file_rank(['store_id', 'order_id']) }} as file_rank
    from {{ source('raw', 'amazon_removal_orders') }}
)

select
    store_id,
    order_id as removal_order_id,
    order_type,
    order_status,
    service_speed,
    sku,
    fnsku,
    disposition,
    requested_quantity as requested_qty,
    cancelled_quantity as cancelled_qty,
    disposed_quantity as disposed_qty,
    shipped_quantity as shipped_qty,
    in_process_quantity as in_process_qty,
    removal_fee as removal_fee_amount,
    currency,
    requested_at,
    last_updated_at,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from removals
where file_rank = 1
