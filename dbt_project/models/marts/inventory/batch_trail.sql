{{ config(materialized='view') }}
-- Both ledgers' tables are published, so this costs a run nothing: whoever asks for a batch or an order reads only its rows.
with movements as (
    select
        *,
        quantity
        * (case when to_condition is null then 0 else 1 end - case when from_condition is null then 0 else 1 end)
            as in_hand_change_qty
    from {{ ref('stock_movements') }}
),

batches as (
    select * from {{ ref('batches') }}
)

select
    movements.movement_id,
    movements.sku,
    movements.batch_id,
    batches.supplier,
    batches.purchase_order_id,
    movements.moved_at,
    movements.moved_date,
    movements.store_id,
    movements.reason,
    movements.from_location,
    movements.to_location,
    movements.from_condition,
    movements.to_condition,
    movements.quantity,
    cast(movements.in_hand_change_qty as integer) as in_hand_change_qty,
    cast(
        sum(movements.in_hand_change_qty) over (
            partition by movements.sku, movements.batch_id
            order by movements.moved_at, movements.in_hand_change_qty desc, movements.movement_id
            rows between unbounded preceding and current row
        ) as bigint
    ) as in_hand_qty,
    case
        when movements.to_location like 'in_transit:%' then substr(movements.to_location, 12)
        when movements.from_location like 'in_transit:%' then substr(movements.from_location, 12)
    end as shipment_id,
    case when movements.from_location <> 'supplier' then movements.order_id end as order_id,
    movements.document_id,
    batches.unit_cost_amount,
    movements.cost_amount,
    movements.currency,
    movements.raw_file,
    movements.raw_line,
    movements.content_hash
from movements
left join batches on batches.sku = movements.sku and batches.batch_id = movements.batch_id
