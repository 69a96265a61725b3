{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- Where a shipment is for: where goods of it arrived, else the store whose account has it at Amazon, else as its sheet
-- says. One sheet can tell of the shipments of all stores.
with told as (
    select from_location as location, to_location as destination, 1 as told_rank
    from {{ ref('stock_movements') }}
    where from_location like 'in_transit:%' and reason in ('transfer_in', 'fba_receipt')

    union all

    select 'in_transit:' || shipments.shipment_id as location,
        'fba:' || shipments.store_id || ':' || coalesce(stores.fba_region, 'US') as destination, 2 as told_rank
    from {{ ref('stg_amazon__inbound_shipments') }} as shipments
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = shipments.store_id

    union all

    select 'in_transit:' || shipment_id as location, to_location as destination, 3 as told_rank
    from {{ ref('stg_purchasing__transfers') }}
)

select
    location,
    coalesce(
        min(case when told_rank = 1 then destination end),
        min(case when told_rank = 2 then destination end),
        min(destination)
    ) as destination
from told
group by location
