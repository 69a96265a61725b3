{{ config(materialized='view', schema='staging') }}
-- Units that a Shopify refund says were put back, to where the order left from. What Amazon shipped, Amazon takes back
-- and tells of; what was cancelled before it left never moved.
with refunds as (
    select
        *,
        row_number() over (partition by store_id, refund_id, order_item_id, sku order by raw_line) as nth
    from {{ ref('stg_shopify__refunds') }}
    where restock_type in ('return', 'legacy_restock') and refunded_qty > 0
),

left_from as (
    select store_id, order_id, sku, max(from_location) as location
    from {{ ref('int_shipped_units') }}
    group by store_id, order_id, sku
)

select
    {{ fingerprint(['refunds.store_id', 'refunds.refund_id', 'refunds.order_item_id', 'refunds.sku', 'refunds.nth']) }}
        as movement_key,
    refunds.refunded_at as moved_at,
    {{ local_date('refunds.refunded_at', "coalesce(stores.timezone, 'UTC')") }} as moved_date,
    refunds.store_id,
    refunds.sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    refunds.refunded_qty as quantity,
    'customer' as from_location,
    left_from.location as to_location,
    cast(null as {{ dbt.type_string() }}) as from_condition,
    'sellable' as to_condition,
    'return' as reason,
    'refund:' || refunds.refund_id as document_id,
    refunds.order_id,
    refunds.raw_file,
    refunds.raw_line,
    refunds.content_hash
from refunds
inner join left_from
    on
        left_from.store_id = refunds.store_id
        and left_from.order_id = refunds.order_id
        and left_from.sku = refunds.sku
left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = refunds.store_id
where left_from.location not like 'fba:%'
