{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What kind of place each is: as the settings have it, else a third party's where it reports, ours where suppliers deliver.
with places as (
    select location from {{ ref('stock_balances') }}
    union
    select location from {{ ref('int_stock_snapshots') }}
    union
    select to_location as location from {{ ref('stg_purchasing__transfers') }}
    union
    select from_location as location from {{ ref('stock_movements') }} where to_location = 'customer'
    union
    select coalesce(location, 'warehouse:?') as location from {{ ref('stg_purchasing__purchase_order_lines') }}
),

settings as (
    select
        'warehouse:' || substr(name, instr(name, ':') + 1) as location,
        max(case when name like 'warehouse_kind:%' and value <> '' then value end) as kind,
        max(case when name like 'warehouse_country:%' and value <> '' then value end) as country_code
    from {{ ref('stg_backoffice__settings') }}
    where name like 'warehouse_kind:%' or name like 'warehouse_country:%'
    group by substr(name, instr(name, ':') + 1)
),

third_parties as (
    select distinct location from {{ ref('stg_purchasing__warehouse_stock') }}
),

delivered_to as (
    select to_location as location from {{ ref('stock_movements') }} where from_location = 'supplier'
    union
    select location from {{ ref('stg_purchasing__purchase_order_lines') }}
)

select
    places.location,
    case
        when places.location like 'fba:%' then 'fba'
        when places.location like 'awd:%' then 'awd'
        when places.location like 'in_transit:%' then 'in_transit'
        when places.location not like 'warehouse:%' then 'other'
        when settings.kind is not null then settings.kind
        when third_parties.location is not null then 'third_party'
        when delivered_to.location is not null then 'domestic'
        else 'overseas'
    end as location_type,
    case
        when places.location like 'fba:%' or places.location like 'awd:%' then split_part(places.location, ':', 2)
    end as store_id,
    case
        when places.location like 'fba:%' or places.location like 'awd:%' then split_part(places.location, ':', 3)
        else settings.country_code
    end as region
from places
left join settings on settings.location = places.location
left join third_parties on third_parties.location = places.location
left join delivered_to on delivered_to.location = places.location
