with totals as (
    select * from {{ ref('stg_shopify__order_totals') }}
),

fulfilments as (
    select * from {{ source('raw', 'shopify_fulfilments') }}
),

export_orders as (
    select * from {{ source('raw', 'shopify_orders_export') }} where fulfilled_at is not null
)

select
    totals.store_id,
    totals.order_id,
    {{ shopify_id('fulfilments.fulfilment_id') }} as fulfilment_id,
    lower(fulfilments.status) as status,
    lower(fulfilments.delivery_status) as delivery_status,
    fulfilments.quantity as shipped_qty,
    fulfilments.carrier,
    fulfilments.tracking_number,
    {{ shopify_id('fulfilments.location_id') }} as location,
    fulfilments.created_at as shipped_at,
    fulfilments.in_transit_at,
    fulfilments.estimated_delivery_at,
    fulfilments.delivered_at,
    totals.raw_file,
    totals.raw_line,
    totals.content_hash
from fulfilments
inner join totals
    on
        totals.told_by = 'page'
        and totals.store_id = fulfilments.store_id
        and totals.content_hash = fulfilments.content_hash
        and totals.shopify_order_id = {{ shopify_id('fulfilments.order_id') }}

union all

-- An export names one moment for all of an order's parcels, and no parcel.
select
    totals.store_id,
    totals.order_id,
    totals.order_id as fulfilment_id,
    'success' as status,
    cast(null as {{ dbt.type_string() }}) as delivery_status,
    cast(null as integer) as shipped_qty,
    cast(null as {{ dbt.type_string() }}) as carrier,
    cast(null as {{ dbt.type_string() }}) as tracking_number,
    cast(null as {{ dbt.type_string() }}) as location,
    export_orders.fulfilled_at as shipped_at,
    cast(null as {{ moment_type() }}) as in_transit_at,
    cast(null as {{ moment_type() }}) as estimated_delivery_at,
    cast(null as {{ moment_type() }}) as delivered_at,
    totals.raw_file,
    totals.raw_line,
    totals.content_hash
from export_orders
inner join totals
    on
        totals.told_by = 'export'
        and totals.store_id = export_orders.store_id
        and totals.content_hash = export_orders.content_hash
        and totals.raw_line = export_orders.raw_line
