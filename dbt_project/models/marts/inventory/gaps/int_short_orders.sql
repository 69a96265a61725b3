{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- Purchase orders of which something came, less than was ordered, and for so long nothing more that no more will.
with days as (
    select max(dates.as_of_date) as as_of_date, max(thresholds.value_days) as settled_days
    from {{ ref('int_reporting_date') }} as dates
    inner join {{ ref('goods_thresholds') }} as thresholds on thresholds.valid_from_date <= dates.as_of_date
    where thresholds.name = 'receipt_settled'
),

orders as (
    select store_id, purchase_order_id, sku, sum(ordered_qty) as ordered_qty
    from {{ ref('stg_purchasing__purchase_order_lines') }}
    group by store_id, purchase_order_id, sku
),

receipts as (
    select
        *,
        sum(received_qty) over (partition by store_id, purchase_order_id, sku) as order_received_qty,
        row_number() over (
            partition by store_id, purchase_order_id, sku order by received_date desc, raw_line desc
        ) as receipt_rank
    from {{ ref('stg_purchasing__receipts') }}
)

select
    'purchase_order' as kind,
    receipts.location,
    receipts.store_id,
    receipts.sku,
    receipts.batch_id,
    'sellable' as condition,
    receipts.received_date as counted_date,
    cast(orders.ordered_qty as integer) as ledger_qty,
    cast(receipts.order_received_qty as integer) as counted_qty,
    cast(receipts.order_received_qty - orders.ordered_qty as integer) as gap_qty,
    'received_short' as cause,
    'receipt:' || coalesce(
        receipts.receipt_id, receipts.purchase_order_id, cast(receipts.received_date as {{ dbt.type_string() }})
    ) as document_id,
    receipts.purchase_order_id as order_id,
    receipts.raw_file,
    receipts.raw_line,
    receipts.content_hash
from orders
inner join receipts
    on
        receipts.store_id = orders.store_id
        and receipts.purchase_order_id = orders.purchase_order_id
        and receipts.sku = orders.sku
        and receipts.receipt_rank = 1
cross join days
where
    receipts.order_received_qty < orders.ordered_qty
    and {{ days_between('receipts.received_date', 'days.as_of_date') }} > days.settled_days
