with dated as (
    select
        *,
        {{ local_date('snapshot_at', "'UTC'") }} as snapshot_date
    from {{ source('raw', 'amazon_fee_estimates') }}
),

estimates as (
    select
        *,
        {{ file_rank(['store_id', 'sku', 'amazon_store', 'currency', 'snapshot_date'], 'snapshot_at') }} as file_rank
    from dated
)

select
    store_id,
    sku,
    fnsku,
    asin,
    amazon_store as marketplace,
    product_name as title,
    product_group,
    brand,
    product_size_tier,
    currency,
    your_price as your_price_amount,
    sales_price as sales_price_amount,
    longest_side as longest_side_length,
    median_side as median_side_length,
    shortest_side as shortest_side_length,
    unit_of_dimension,
    item_package_weight as package_weight,
    unit_of_weight,
    estimated_fee_total as estimated_fees_amount,
    estimated_referral_fee_per_unit as referral_fee_amount,
    estimated_variable_closing_fee as closing_fee_amount,
    expected_fulfilment_fee_per_unit as fulfilment_fee_amount,
    expected_efn_fulfilment_fee_per_unit_uk as efn_fulfilment_fee_uk_amount,
    expected_efn_fulfilment_fee_per_unit_de as efn_fulfilment_fee_de_amount,
    expected_efn_fulfilment_fee_per_unit_fr as efn_fulfilment_fee_fr_amount,
    expected_efn_fulfilment_fee_per_unit_it as efn_fulfilment_fee_it_amount,
    expected_efn_fulfilment_fee_per_unit_es as efn_fulfilment_fee_es_amount,
    expected_efn_fulfilment_fee_per_unit_se as efn_fulfilment_fee_se_amount,
    snapshot_at,
    snapshot_date,
    raw_file,
    raw_line,
    content_hash
from estimates
where file_rank = 1
