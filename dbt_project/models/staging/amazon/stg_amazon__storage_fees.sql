with fees as (
    select
        *,
        {{ file_rank(['store_id', 'month_of_charge', 'country_code']) }} as file_rank
    from {{ source('raw', 'amazon_storage_fees') }}
)

select
    store_id,
    month_of_charge as charge_month,
    asin,
    fnsku,
    product_name as title,
    fulfillment_center as fulfilment_centre_id,
    country_code,
    product_size_tier,
    average_quantity_on_hand as average_on_hand_qty,
    average_quantity_pending_removal as average_pending_removal_qty,
    estimated_total_item_volume as total_item_volume,
    volume_units,
    storage_rate,
    currency,
    estimated_monthly_storage_fee as storage_fee_amount,
    total_incentive_fee_amount as incentive_amount,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from fees
where file_rank = 1
