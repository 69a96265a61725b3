{{ newest_advertising_rows(source('raw', 'advertising_campaign_days')) }}

select
    store_id,
    start_date as advertised_date,
    campaign_key,
    max(ad_product) as ad_product,
    max(campaign_name) as campaign_name,
    {{ advertising_figures() }}
from newest
group by store_id, start_date, campaign_key
