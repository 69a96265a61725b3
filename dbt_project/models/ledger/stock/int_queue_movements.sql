-- Where movements come into a queue and where they leave one. What leaves beyond what is there came from nowhere (it is
-- short); an adjustment or opening that names no batch first makes good what was short before.
with movements as (
    select
        *,
        coalesce(batch_id, document_id) as brought_batch_id,
        row_number() over (partition by sku order by moved_date, moved_at, movement_key) as movement_no,
        {{ stock_queue('from_location', 'from_condition') }} as from_queue,
        {{ stock_queue('to_location', 'to_condition') }} as to_queue
    from {{ ref('int_source_movements') }}
    where quantity > 0 and sku in (select sku from {{ ref('int_skus_to_trace') }} where is_current)
),

returned as (
    select distinct sku, from_queue as queue
    from movements
    where from_location = 'customer' and from_queue is not null
),

-- Goods that stay with their buyers need no queue.
sides as (
    select
        movements.sku, movements.to_queue as queue, 0 as is_out, movements.movement_no, movements.movement_key,
        movements.moved_date, movements.quantity, movements.from_location, movements.from_queue,
        movements.brought_batch_id,
        case when movements.from_location in ('supplier', 'opening', 'adjustment')
            then movements.brought_batch_id else movements.batch_id end as lane,
        movements.batch_id is null and movements.from_location in ('opening', 'adjustment') as makes_good
    from movements
    left join returned on returned.sku = movements.sku and returned.queue = movements.to_queue
    where
        movements.from_queue is null
        or (movements.to_queue is not null and (movements.to_location <> 'customer' or returned.queue is not null))

    union all

    select
        sku, from_queue as queue, 1 as is_out, movement_no, movement_key, moved_date, quantity, from_location, from_queue,
        brought_batch_id, batch_id as lane, false as makes_good
    from movements
    where from_queue is not null
),

-- On one day goods come in before they go out, since of many documents only the day is known.
balances as (
    select
        *,
        cast(sum(case when is_out = 1 then -quantity else quantity end) over until_here as bigint) as balance_qty,
        cast(sum(case when makes_good then quantity else 0 end) over until_here as bigint) as good_qty
    from sides
    window until_here as {{ in_order('sku, queue') }}
),

-- Short after t = max over s <= t of (good(s) + max(0, -balance(s))) - good(t): what goes out lifts it to at least
-- -balance, what makes good lowers it, but not below 0.
shortages as (
    select
        *,
        (max(good_qty + greatest(0, -balance_qty)) over until_here) - good_qty as short_after,
        coalesce(max(good_qty + greatest(0, -balance_qty)) over until_last, 0)
        - good_qty + case when makes_good then quantity else 0 end as short_before
    from balances
    window until_here as {{ in_order('sku, queue') }}, until_last as {{ in_order('sku, queue', before=true) }}
)

select
    sku,
    queue,
    lane,
    is_out,
    movement_no,
    movement_key,
    moved_date,
    quantity,
    from_location,
    from_queue is null as is_from_no_queue,
    brought_batch_id,
    greatest(0, short_before - short_after) as good_made_qty,
    quantity - abs(short_after - short_before) as usable_qty
from shortages
