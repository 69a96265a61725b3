-- Where each run of a movement's units comes from: in every queue (and in every lane of a named batch) unit n out is
-- unit n in. Ins and outs are marks on the axis of units; between two marks lies one run of each.
with placed as (
    select
        *,
        sum(quantity) over (
            partition by sku, queue, lane, matched_as order by movement_no
            rows between unbounded preceding and current row
        ) - quantity as position
    from {{ ref('int_queued_units') }}
    where matched_as in ('in', 'out')
),

marks as (
    select
        sku, queue, lane, position,
        case when matched_as = 'out' then movement_key end as movement_key,
        case when matched_as = 'out' then movement_no end as movement_no,
        case when matched_as = 'out' then unit_from end as out_from,
        case when matched_as = 'out' then position end as out_at,
        case when matched_as = 'out' then position + quantity end as out_until,
        case when matched_as = 'in' then movement_no end as source_no,
        case when matched_as = 'in' then unit_from - position end as source_offset
    from placed
),

between_marks as (
    select
        sku,
        position,
        lead(position) over so_far as next_position,
        {%- for column in ['movement_key', 'movement_no', 'out_from', 'out_at', 'out_until', 'source_no'] %}
        {{ last_known(column, 'so_far') }} as {{ column }},
        {%- endfor %}
        {{ last_known('source_offset', 'so_far') }} as source_offset
    from marks
    window so_far as (partition by sku, queue, lane order by position)
)

select
    sku,
    movement_key,
    movement_no,
    cast(out_from + position - out_at as bigint) as unit_from,
    cast(out_from + least(next_position, out_until) - out_at as bigint) as unit_until,
    cast(source_no as bigint) as source_no,
    cast(position + source_offset as bigint) as source_from,
    false as is_final,
    'queue' as matched_as,
    cast(null as {{ dbt.type_string() }}) as batch_id
from between_marks
where movement_no is not null and position < least(next_position, out_until)

union all

select
    sku,
    movement_key,
    movement_no,
    cast(unit_from as bigint) as unit_from,
    cast(unit_from + quantity as bigint) as unit_until,
    case when matched_as = 'short' then 0 else cast(movement_no as bigint) end as source_no,
    case when matched_as = 'short' then 0 else cast(unit_from as bigint) end as source_from,
    true as is_final,
    matched_as,
    case when matched_as in ('receipt', 'origin') then brought_batch_id end as batch_id
from {{ ref('int_queued_units') }}
where matched_as not in ('in', 'out')
