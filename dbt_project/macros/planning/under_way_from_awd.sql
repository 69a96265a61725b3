{#- What AWD has sent to the FBA that it stands before and FBA does not have yet: Amazon's own word, less what a shipment in
    the ledger that left AWD is still carrying there. -#}
{% macro under_way_from_awd() -%}
    select
        awd.sku,
        awd.store_id,
        awd.from_location,
        concat('fba', substr(awd.from_location, 4)) as to_location,
        awd.snapshot_date,
        awd.replenishment_qty - coalesce(carried.quantity, 0) as quantity
    from (
        select
            inventory.*,
            concat('awd:', inventory.store_id, ':', coalesce(stores.fba_region, 'US')) as from_location,
            {{ local_date('inventory.snapshot_at', "coalesce(stores.timezone, 'UTC')") }} as snapshot_date
        from {{ ref('stg_amazon__awd_inventory') }} as inventory
        left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = inventory.store_id
    ) as awd
    left join (
        select departures.from_location, departures.sku, sum(balances.on_hand_qty) as quantity
        from (
            select distinct from_location, to_location, sku
            from {{ ref('stock_movements') }}
            where from_location like 'awd:%' and to_location like 'in_transit:%'
        ) as departures
        inner join {{ ref('stock_balances') }} as balances
            on
                balances.location = departures.to_location
                and balances.sku = departures.sku
                and balances.valid_until_date is null
        group by departures.from_location, departures.sku
    ) as carried on carried.from_location = awd.from_location and carried.sku = awd.sku
    where awd.replenishment_qty > coalesce(carried.quantity, 0)
{%- endmacro %}
