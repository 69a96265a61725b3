with snapshots as (
    select
        *,
        {{ file_rank(['store_id', 'marketplace'], 'snapshot_date') }} as file_rank
    from {{ source('raw', 'amazon_inventory_planning') }}
)

select
    store_id,
    marketplace,
    snapshot_date,
    sku,
    fnsku,
    asin,
    product_name as title,
    condition,
    available as fulfillable_qty,
    pending_removal_quantity as pending_removal_qty,
    inbound_quantity as inbound_qty,
    total_reserved_quantity as reserved_qty,
    unfulfillable_quantity as unsellable_qty,
    inv_age_0_to_90_days as age_0_to_90_days_qty,
    inv_age_91_to_180_days as age_91_to_180_days_qty,
    inv_age_181_to_270_days as age_181_to_270_days_qty,
    inv_age_271_to_365_days as age_271_to_365_days_qty,
    inv_age_365_plus_days as age_365_plus_days_qty,
    units_shipped_t7 as shipped_7_days_qty,
    units_shipped_t30 as shipped_30_days_qty,
    units_shipped_t60 as shipped_60_days_qty,
    units_shipped_t90 as shipped_90_days_qty,
    estimated_excess_quantity as estimated_excess_qty,
    recommended_removal_quantity as recommended_removal_qty,
    days_of_supply as cover_days,
    sell_through as sell_through_rate,
    currency,
    your_price as your_price_amount,
    sales_price as sales_price_amount,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from snapshots
where file_rank = 1
