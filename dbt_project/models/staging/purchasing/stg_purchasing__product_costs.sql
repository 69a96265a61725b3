with rows_of_sheets as (
    select * from {{ source('raw', 'purchasing_product_costs') }}
),

ranked as (
    select
        *,
        coalesce(effective_from, date '0001-01-01') as valid_from_date,
        row_number() over (
            partition by store_id, sku, effective_from
            order by load_id desc, content_hash desc, raw_line desc
        ) as row_rank
    from rows_of_sheets
    where sku is not null
),

current_rows as (
    select
        *,
        cast(
            purchase_cost + coalesce(freight_cost, 0) + coalesce(duty_cost, 0) + coalesce(other_cost, 0)
            as decimal(18, 4)
        ) as unit_cost_amount
    from ranked
    where row_rank = 1
)

select
    store_id,
    sku,
    valid_from_date,
    {#- A later row without a cost changes what a product is called, not what it costs. #}
    lead(valid_from_date) over (
        partition by store_id, sku, unit_cost_amount is null order by valid_from_date
    ) as valid_until_date,
    purchase_cost as unit_goods_amount,
    freight_cost as unit_freight_amount,
    duty_cost as unit_duty_amount,
    other_cost as unit_other_amount,
    unit_cost_amount,
    purchase_cost as purchase_cost_amount,
    upper(currency) as currency,
    title,
    brand,
    product_line,
    referral_category,
    supplier,
    asin,
    parent_asin,
    weight_kg,
    length_cm,
    width_cm,
    height_cm,
    cast(
        cast(length_cm as decimal(9, 2)) * cast(width_cm as decimal(9, 2)) * cast(height_cm as decimal(9, 2))
        as decimal(18, 2)
    ) as volume_cm3,
    cast(lead_time_days as integer) as lead_time_days,
    load_id,
    raw_file,
    raw_line,
    content_hash
from current_rows
