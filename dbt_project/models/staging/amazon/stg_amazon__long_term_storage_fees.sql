with reports as (
    select
        *,
        {{ file_rank(['store_id', 'charged_at', 'country']) }} as file_rank
    from {{ source('raw', 'amazon_long_term_storage_fees') }}
),

latest as (
    select * from reports where file_rank = 1
),

tiers as (
    select
        *,
        surcharge_age_tier as age_tier,
        qty_charged as charged_qty,
        amount_charged as fee_amount
    from latest
    where amount_charged is not null

    union all

    select
        *,
        '6 months' as age_tier,
        qty_charged_6_months as charged_qty,
        fee_6_months as fee_amount
    from latest
    where fee_6_months is not null

    union all

    select
        *,
        '12 months' as age_tier,
        qty_charged_12_months as charged_qty,
        fee_12_months as fee_amount
    from latest
    where fee_12_months is not null
)

select
    store_id,
    charged_at,
    sku,
    fnsku,
    asin,
    product_name as title,
    condition,
    country as country_code,
    age_tier,
    charged_qty,
    per_unit_volume,
    volume_unit,
    rate_surcharge as surcharge_rate,
    currency,
    fee_amount,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from tiers
