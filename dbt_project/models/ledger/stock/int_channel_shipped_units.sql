{{ config(materialized='view', schema='staging') }}
-- Units that Shopify's fulfilments and marketplaces' order sheets say were shipped. A fulfilment tells how many units
-- it held and not which: an order's lines are filled in their order.
with fulfilments as (
    select
        store_id,
        order_id,
        min(shipped_at) as shipped_at,
        sum(shipped_qty) as shipped_qty,
        count(*) > count(shipped_qty) as is_uncounted
    from {{ ref('stg_shopify__fulfilments') }}
    where coalesce(status, 'success') not in ('cancelled', 'error', 'failure')
    group by store_id, order_id
),

shopify_lines as (
    select
        *,
        coalesce(sum(quantity) over (
            partition by store_id, order_id order by raw_line, order_item_id
            rows between unbounded preceding and 1 preceding
        ), 0) as units_before
    from {{ ref('stg_shopify__orders') }}
),

shopify_units as (
    select
        lines.*,
        fulfilments.shipped_at,
        case
            when not fulfilments.is_uncounted
                then least(lines.quantity, greatest(fulfilments.shipped_qty - lines.units_before, 0))
            when lines.fulfilment_status not like 'partial%' then lines.quantity
        end as shipped_qty
    from shopify_lines as lines
    inner join fulfilments on fulfilments.store_id = lines.store_id and fulfilments.order_id = lines.order_id
)

select
    store_id,
    order_id,
    sku,
    cast(shipped_qty as integer) as quantity,
    shipped_at,
    'order:' || order_id as document_id,
    {{ fingerprint(['store_id', 'content_hash', 'raw_line', 'order_item_id']) }} as movement_key,
    raw_file,
    raw_line,
    content_hash
from shopify_units

union all

select
    store_id,
    order_id,
    sku,
    quantity,
    coalesce(shipped_at, purchased_at, last_updated_at) as shipped_at,
    'order:' || order_id as document_id,
    {{ fingerprint(['store_id', 'content_hash', 'raw_line', "'sheet'"]) }} as movement_key,
    raw_file,
    raw_line,
    content_hash
from {{ ref('stg_marketplace__orders') }}
where
    shipped_at is not null
    or {{ matching_key('order_status') }} in ('shipped', 'delivered', 'completed', '已发货', '运输中', '已送达', '已完成')
