-- Which units of a movement wait in which lane of a queue. Movements that name a batch take units that came in under its
-- name, as far as these were there by then: they have a lane of their own. All others share what is left.
with sides as (
    select * from {{ ref('int_queue_movements') }}
),

lanes as (
    select
        *,
        sum(case when is_out = 1 then -usable_qty else usable_qty end) over until_here as lane_qty,
        coalesce(sum(case when is_out = 0 then usable_qty end) over until_last, 0) as came_before_qty,
        sum(case when is_out = 1 then usable_qty else 0 end) over (partition by sku, queue, lane) as asked_qty
    from sides
    where lane is not null
    window until_here as {{ in_order('sku, queue, lane') }}, until_last as {{ in_order('sku, queue, lane', before=true) }}
),

lacking as (
    select
        *,
        max(greatest(0, -lane_qty)) over until_here as lacks_after,
        coalesce(max(greatest(0, -lane_qty)) over until_last, 0) as lacks_before,
        max(greatest(0, -lane_qty)) over (partition by sku, queue, lane) as lacks_at_last
    from lanes
    window until_here as {{ in_order('sku, queue, lane') }}, until_last as {{ in_order('sku, queue, lane', before=true) }}
),

units as (
    select
        sku, queue, lane, is_out, movement_no, movement_key, quantity, from_location, is_from_no_queue, brought_batch_id,
        good_made_qty, usable_qty,
        case
            when is_out = 1 then usable_qty - (lacks_after - lacks_before)
            else greatest(0, least(usable_qty, asked_qty - lacks_at_last - came_before_qty))
        end as named_qty
    from lacking

    union all

    select
        sku, queue, lane, is_out, movement_no, movement_key, quantity, from_location, is_from_no_queue, brought_batch_id,
        good_made_qty, usable_qty, 0 as named_qty
    from sides
    where lane is null
)

{%- set columns = 'sku, movement_no, movement_key, brought_batch_id' %}

select {{ columns }}, case when is_out = 1 then 'out' else 'in' end as matched_as, queue, lane,
    good_made_qty as unit_from, named_qty as quantity
from units
where named_qty > 0

union all

select {{ columns }}, case when is_out = 1 then 'out' else 'in' end as matched_as, queue,
    cast(null as {{ dbt.type_string() }}) as lane, good_made_qty + named_qty as unit_from,
    usable_qty - named_qty as quantity
from units
where usable_qty > named_qty and queue is not null

union all

-- What no queue gave: units that begin here, units returned of an order without a sale, units that nobody brought in.
select {{ columns }},
    case
        when from_location = 'supplier' then 'receipt'
        when from_location in ('opening', 'adjustment', 'lost', 'damaged', 'disposed') then 'origin'
        when from_location = 'customer' then 'returned'
        else 'short'
    end as matched_as,
    null as queue, null as lane,
    case when is_out = 1 then usable_qty else good_made_qty end as unit_from,
    case when is_out = 1 then quantity - usable_qty else quantity - good_made_qty end as quantity
from units
where case when is_out = 1 then usable_qty < quantity else is_from_no_queue and good_made_qty < quantity end

union all

select {{ columns }}, 'short' as matched_as, null as queue, null as lane, 0 as unit_from, good_made_qty as quantity
from units
where good_made_qty > 0
