{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What Amazon (FBA and AWD), third-party warehouses and Shopify said last of what is where, in the terms of the position. Of a warehouse
-- that reports itself, and of Amazon's, Shopify's word does not count beside.
with stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

fba as (
    select
        -- A snapshot names no region: it is the store's own.
        'fba:' || inventory.store_id || ':' || coalesce(stores.fba_region, 'US') as location,
        inventory.store_id,
        inventory.sku,
        inventory.fulfillable_qty,
        inventory.reserved_qty,
        inventory.unsellable_qty as unfulfillable_qty,
        inventory.inbound_qty,
        {{ local_date('inventory.snapshot_at', "coalesce(stores.timezone, 'UTC')") }} as snapshot_date,
        inventory.raw_file,
        inventory.raw_line,
        inventory.content_hash
    from {{ ref('stg_amazon__fba_inventory') }} as inventory
    left join stores on stores.store_id = inventory.store_id
    where inventory.sku is not null
),

awd as (
    select
        'awd:' || inventory.store_id || ':' || coalesce(stores.fba_region, 'US') as location,
        inventory.store_id,
        inventory.sku,
        coalesce(inventory.available_qty, inventory.on_hand_qty - inventory.reserved_qty) as fulfillable_qty,
        inventory.reserved_qty,
        -- What Amazon holds but neither sends on nor sets aside.
        greatest(
            inventory.on_hand_qty - coalesce(inventory.available_qty, inventory.on_hand_qty) - inventory.reserved_qty, 0
        ) as unfulfillable_qty,
        inventory.inbound_qty,
        {{ local_date('inventory.snapshot_at', "coalesce(stores.timezone, 'UTC')") }} as snapshot_date,
        inventory.raw_file,
        inventory.raw_line,
        inventory.content_hash
    from {{ ref('stg_amazon__awd_inventory') }} as inventory
    left join stores on stores.store_id = inventory.store_id
),

third_party as (
    {{ newest_warehouse_stock() }}
),

shopify as (
    select
        levels.*,
        'warehouse:' || levels.location as place,
        coalesce(levels.committed_qty, 0) + coalesce(levels.reserved_qty, 0) as bound_qty,
        {{ local_date('levels.snapshot_at', "coalesce(stores.timezone, 'UTC')") }} as snapshot_date
    from {{ ref('stg_shopify__inventory_levels') }} as levels
    left join stores on stores.store_id = levels.store_id
    where levels.sku is not null and levels.location is not null and {{ amazon_network('levels.location') }} is null
),

snapshots as (
    select * from fba

    union all

    select * from awd

    union all

    select
        location,
        store_id,
        sku,
        on_hand_qty - coalesce(reserved_qty, 0) as fulfillable_qty,
        coalesce(reserved_qty, 0) as reserved_qty,
        0 as unfulfillable_qty,
        coalesce(in_transit_qty, 0) as inbound_qty,
        snapshot_date,
        raw_file,
        raw_line,
        content_hash
    from third_party

    union all

    select
        place as location,
        store_id,
        sku,
        coalesce(available_qty, on_hand_qty - bound_qty, 0) as fulfillable_qty,
        bound_qty as reserved_qty,
        0 as unfulfillable_qty,
        coalesce(incoming_qty, 0) as inbound_qty,
        snapshot_date,
        raw_file,
        raw_line,
        content_hash
    from shopify
    where place not in (select location from third_party)
)

select
    location,
    sku,
    max(store_id) as store_id,
    max(snapshot_date) as snapshot_date,
    cast(sum(fulfillable_qty) as bigint) as fulfillable_qty,
    cast(sum(reserved_qty) as bigint) as reserved_qty,
    cast(sum(unfulfillable_qty) as bigint) as unfulfillable_qty,
    cast(sum(inbound_qty) as bigint) as inbound_qty,
    max(raw_file) as raw_file,
    min(raw_line) as raw_line,
    max(content_hash) as content_hash
from snapshots
group by location, sku
