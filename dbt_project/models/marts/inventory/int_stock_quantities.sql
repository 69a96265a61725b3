{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What is where, what comes there, and how long it lasts: by the ledger, or by the place's own word where nothing came in.
with days as (
    select * from {{ ref('int_reporting_date') }}
),

ledger as (
    select * from {{ ref('int_stock_valued') }}
),

snapshots as (
    select * from {{ ref('int_stock_snapshots') }}
),

incoming as (
    select * from {{ ref('int_stock_incoming') }}
),

turnover as (
    select * from {{ ref('int_stock_turnover') }}
),

keys as (
    select sku, location from ledger where location not like 'in_transit:%' or on_hand_qty <> 0
    union
    select sku, location from snapshots
    union
    select sku, location from incoming
    union
    select sku, location from turnover where shipped_90_days_qty > 0
),

products as (
    select sku, max(title) as title, max(asin) as asin
    from (
        select sku, title, asin from {{ ref('stg_amazon__fba_inventory') }}
        union all
        select sku, title, asin from {{ ref('stg_purchasing__products') }}
    ) as named
    group by sku
),

based as (
    select
        keys.sku,
        keys.location,
        places.location_type,
        places.region,
        coalesce(places.store_id, ledger.store_id, snapshots.store_id, incoming.store_id) as store_id,
        products.title,
        products.asin,
        days.as_of_date,
        case
            when ledger.has_inflow then 'ledger'
            when snapshots.sku is not null then 'snapshot'
            else 'none'
        end as position_basis,
        ledger.sellable_qty as ledger_sellable_qty,
        ledger.unfulfillable_qty as ledger_unfulfillable_qty,
        ledger.inspection_qty as ledger_inspection_qty,
        ledger.on_hand_qty as ledger_on_hand_qty,
        snapshots.snapshot_date,
        snapshots.fulfillable_qty as snapshot_fulfillable_qty,
        snapshots.reserved_qty as snapshot_reserved_qty,
        snapshots.unfulfillable_qty as snapshot_unfulfillable_qty,
        snapshots.inbound_qty as snapshot_inbound_qty,
        coalesce(incoming.in_transit_qty, 0) as in_transit_qty,
        coalesce(incoming.on_order_qty, 0) as on_order_qty,
        incoming.expected_date,
        coalesce(turnover.shipped_30_days_qty, 0) as shipped_30_days_qty,
        coalesce(turnover.shipped_90_days_qty, 0) as shipped_90_days_qty,
        -- Where nothing came in by the ledger, it does not know on which days there was stock.
        case when ledger.has_inflow then coalesce(turnover.in_stock_30_days, 0) else 30 end as in_stock_30_days,
        case when ledger.has_inflow then turnover.unit_days_30 end as unit_days_30,
        case when ledger.has_inflow then turnover.unit_days_90 end as unit_days_90,
        snapshots.raw_file,
        snapshots.raw_line,
        snapshots.content_hash
    from keys
    cross join days
    left join ledger on ledger.sku = keys.sku and ledger.location = keys.location
    left join snapshots on snapshots.sku = keys.sku and snapshots.location = keys.location
    left join incoming on incoming.sku = keys.sku and incoming.location = keys.location
    left join turnover on turnover.sku = keys.sku and turnover.location = keys.location
    left join products on products.sku = keys.sku
    left join {{ ref('int_stock_places') }} as places on places.location = keys.location
),

held as (
    select
        based.*,
        {%- for condition, told in [
            ('sellable', 'snapshot_fulfillable_qty + snapshot_reserved_qty'),
            ('unfulfillable', 'snapshot_unfulfillable_qty'), ('inspection', 'cast(0 as bigint)'),
        ] %}
        case position_basis when 'ledger' then ledger_{{ condition }}_qty when 'snapshot' then {{ told }} end
            as {{ condition }}_qty,
        {%- endfor %}
        coalesce(snapshot_reserved_qty, 0) as reserved_qty,
        cast(shipped_30_days_qty as double) / nullif(in_stock_30_days, 0) as daily_demand_qty
    from based
)

select
    held.*,
    sellable_qty + unfulfillable_qty + inspection_qty as on_hand_qty,
    greatest(sellable_qty - reserved_qty, 0) as available_qty,
    cast(floor(greatest(sellable_qty - reserved_qty, 0) / nullif(daily_demand_qty, 0)) as integer) as cover_days,
    -- Units shipped over what was there on average, and how long that average lasts at the speed of the window.
    cast(shipped_90_days_qty as double) * 90 / nullif(unit_days_90, 0) as sell_through_pct,
    cast(unit_days_90 as double) / nullif(shipped_90_days_qty, 0) as turnover_days,
    cast(unit_days_30 as double) / nullif(shipped_30_days_qty, 0) as supply_30_days,
    cast(unit_days_90 as double) / nullif(shipped_90_days_qty, 0) as supply_90_days
from held
