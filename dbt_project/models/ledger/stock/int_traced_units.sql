{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='sku_group',
    meta={'refreshed_by': 'int_skus_to_trace'},
) }}
-- Every run of units with the batch that it is of. Movements that others have their units from are led back to the
-- origin first: each round doubles the steps, so that four reach sixteen moves. What sold them is one step from these.
with links as (
    select * from {{ ref('int_unit_links') }}
),

steps_1 as (
    select links.sku, links.movement_no, links.unit_from, links.unit_until, links.source_no, links.source_from, links.is_final
    from links
    inner join (select distinct sku, source_no from links) as giving
        on giving.sku = links.sku and giving.source_no = links.movement_no
),
{%- for steps in [1, 2, 4, 8] %}

steps_{{ steps * 2 }} as (
    {{ followed('steps_' ~ steps, 'steps_' ~ steps) }}
),
{%- endfor %}

runs as (
    {{ followed('links', 'steps_16', carried=['movement_key']) }}
),

-- The units of a batch are numbered as they come in. Units that are returned of a sale that nobody knows are of the
-- batch that was received last, beside the units that it came with.
brought as (
    select
        sku,
        movement_no,
        unit_from,
        unit_until - unit_from as quantity,
        matched_as,
        case
            when matched_as = 'returned' then {{ last_known(
                "case when matched_as = 'receipt' then batch_id end", '(partition by sku order by movement_no)'
            ) }}
            else batch_id
        end as batch_id
    from links
    where matched_as in ('receipt', 'origin', 'returned')
),

origins as (
    select
        *,
        case
            when matched_as <> 'returned' then sum(case when matched_as <> 'returned' then quantity else 0 end) over (
                partition by sku, batch_id order by movement_no, unit_from
                rows between unbounded preceding and current row
            ) - quantity - unit_from
        end as batch_offset
    from brought
),

movements as (
    select movements.*, skus.sku_group
    from {{ ref('int_source_movements') }} as movements
    inner join {{ ref('int_skus_to_trace') }} as skus on skus.sku = movements.sku and skus.is_current
)

select
    movements.movement_key || ':' || coalesce(runs.unit_from + 1, 1) as movement_id,
    movements.movement_key,
    movements.moved_at,
    movements.moved_date,
    movements.store_id,
    movements.sku,
    origins.batch_id,
    movements.batch_id as stated_batch_id,
    cast(runs.source_from + origins.batch_offset as bigint) as batch_unit_from,
    coalesce(runs.source_no = runs.movement_no and origins.batch_offset is not null, false) as is_origin,
    cast(coalesce(runs.unit_until - runs.unit_from, movements.quantity) as integer) as quantity,
    movements.from_location,
    movements.to_location,
    movements.from_condition,
    movements.to_condition,
    movements.reason,
    movements.document_id,
    movements.order_id,
    movements.raw_file,
    movements.raw_line,
    movements.content_hash,
    movements.sku_group
from movements
left join runs on runs.movement_key = movements.movement_key
left join origins on origins.sku = runs.sku and origins.movement_no = runs.source_no and runs.is_final
