with stores as (
    select * from {{ source('raw', 'backoffice_stores') }}
),

regions as (
    select * from {{ ref('fba_regions') }}
),

-- A store that the settings do not name is where its marketplace pays it.
settled as (
    select store_id, max(currency) as currency
    from {{ source('raw', 'amazon_settlements') }}
    group by store_id
)

select
    stores.store_id,
    stores.legal_entity,
    stores.platform,
    stores.currency,
    coalesce(stores.timezone, 'UTC') as timezone,
    stores.ships_from,
    stores.costing_method,
    coalesce(of_marketplace.region, of_currency.region, of_settlements.region, 'US') as fba_region,
    stores.is_configured
from stores
left join regions as of_marketplace
    on of_marketplace.name = {{ matching_key("split_part(stores.marketplaces, ',', 1)") }}
left join regions as of_currency on of_currency.name = lower(stores.currency)
left join settled on settled.store_id = stores.store_id
left join regions as of_settlements on of_settlements.name = lower(settled.currency)
