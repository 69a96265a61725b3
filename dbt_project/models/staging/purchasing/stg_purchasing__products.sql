with costs as (
    select * from {{ ref('stg_purchasing__product_costs') }}
),

ranked as (
    select
        *,
        row_number() over (partition by store_id, sku order by valid_from_date desc) as row_rank
    from costs
)

select
    store_id,
    sku,
    title,
    brand,
    product_line,
    supplier,
    asin,
    parent_asin,
    weight_kg,
    volume_cm3
from ranked
where row_rank = 1
