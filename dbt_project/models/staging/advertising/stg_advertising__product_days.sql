{{ newest_advertising_rows(source('raw', 'advertising_product_days')) }}

select
    store_id,
    start_date as advertised_date,
    campaign_key,
    coalesce(ad_group_id, ad_group_name, '') as ad_group_key,
    coalesce(ad_id, sku, asin, '') as ad_key,
    max(ad_product) as ad_product,
    max(campaign_name) as campaign_name,
    max(ad_group_name) as ad_group_name,
    max(sku) as sku,
    max(asin) as asin,
    {{ advertising_figures() }}
from newest
group by store_id, start_date, campaign_key, coalesce(ad_group_id, ad_group_name, ''), coalesce(ad_id, sku, asin, '')
