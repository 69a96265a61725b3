{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What Amazon and third-party warehouses said last of what they hold, in the terms of the position.
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

third_party as (
    select
        *,
        rank() over (partition by location order by snapshot_date desc, store_id) as snapshot_rank
    from {{ ref('stg_purchasing__warehouse_stock') }}
),

snapshots as (
    select * from fba

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
    where snapshot_rank = 1
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
