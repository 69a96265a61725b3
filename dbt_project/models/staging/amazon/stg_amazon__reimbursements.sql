with reimbursements as (
    select
        *,
        {{ file_rank(['store_id', 'reimbursement_id']) }} as file_rank
    from {{ source('raw', 'amazon_reimbursements') }}
)

select
    store_id,
    reimbursement_id,
    case_id,
    amazon_order_id as order_id,
    reason,
    sku,
    fnsku,
    asin,
    product_name as title,
    condition,
    currency,
    amount_per_unit as unit_reimbursement_amount,
    amount_total as reimbursement_amount,
    quantity_reimbursed_cash as reimbursed_cash_qty,
    quantity_reimbursed_inventory as reimbursed_inventory_qty,
    quantity_reimbursed_total as reimbursed_total_qty,
    original_reimbursement_id,
    original_reimbursement_type,
    approved_at,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from reimbursements
where file_rank = 1
