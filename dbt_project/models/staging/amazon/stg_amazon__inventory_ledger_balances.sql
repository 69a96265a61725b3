with balances as (
    select
        *,
        {{ file_rank(['store_id', 'period', 'location', 'disposition', 'fnsku']) }} as file_rank
    from {{ source('raw', 'amazon_inventory_ledger_summary') }}
)

select
    store_id,
    period_start_date,
    length(period) <= 7 as is_whole_month,
    msku as sku,
    fnsku,
    asin,
    title,
    disposition,
    location,
    starting_warehouse_balance as starting_qty,
    in_transit_between_warehouses as in_transit_qty,
    receipts as receipts_qty,
    customer_shipments as customer_shipments_qty,
    customer_returns as customer_returns_qty,
    vendor_returns as vendor_returns_qty,
    warehouse_transfer_in_out as warehouse_transfers_qty,
    found as found_qty,
    lost as lost_qty,
    damaged as damaged_qty,
    disposed as disposed_qty,
    other_events as other_events_qty,
    ending_warehouse_balance as ending_qty,
    unknown_events as unknown_events_qty,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from balances
where file_rank = 1
