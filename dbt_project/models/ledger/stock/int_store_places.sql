-- Where a store's goods leave from where its documents do not say.
with stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

named as (
    select location from {{ ref('stg_purchasing__receipts') }}
    union all
    select from_location as location from {{ ref('stg_purchasing__transfers') }}
    union all
    select to_location as location from {{ ref('stg_purchasing__transfers') }}
    union all
    select location from {{ ref('stg_purchasing__stock_takes') }}
    union all
    select location from {{ ref('stg_purchasing__warehouse_stock') }}
),

warehouses as (
    select
        count(distinct location) as warehouse_count,
        min(location) as location
    from named
    where location like 'warehouse:%'
)

select
    stores.store_id,
    stores.timezone,
    stores.fba_region,
    coalesce(
        'warehouse:' || stores.ships_from,
        case when warehouses.warehouse_count = 1 then warehouses.location end,
        'warehouse:unnamed'
    ) as own_location,
    case
        when stores.ships_from is not null then 'warehouse:' || stores.ships_from
        when warehouses.warehouse_count = 0 then 'supplier'
        when warehouses.warehouse_count = 1 then warehouses.location
        else 'warehouse:unnamed'
    end as inbound_from_location
from stores
cross join warehouses
