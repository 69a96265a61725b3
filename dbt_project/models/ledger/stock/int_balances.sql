{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='sku_group',
    meta={'refreshed_by': 'int_skus_to_trace'},
) }}
with movements as (
    select units.*
    from {{ ref('int_traced_units') }} as units
    inner join {{ ref('int_skus_to_trace') }} as skus on skus.sku = units.sku and skus.is_current
),

changes as (
    select sku_group, sku, batch_id, to_location as location, to_condition as condition, moved_date, quantity as moved_qty
    from movements
    where to_condition is not null

    union all

    select
        sku_group, sku, batch_id, from_location as location, from_condition as condition, moved_date,
        -quantity as moved_qty
    from movements
    where from_condition is not null
),

days as (
    select
        sku_group,
        sku,
        batch_id,
        location,
        condition,
        moved_date,
        sum(moved_qty) as moved_qty
    from changes
    group by sku_group, sku, batch_id, location, condition, moved_date
    having sum(moved_qty) <> 0
)

select
    sku,
    batch_id,
    location,
    condition,
    moved_date as valid_from_date,
    lead(moved_date) over (partition by sku, batch_id, location, condition order by moved_date) as valid_until_date,
    cast(
        sum(moved_qty) over (
            partition by sku, batch_id, location, condition
            order by moved_date
            rows between unbounded preceding and current row
        ) as bigint
    ) as on_hand_qty,
    sku_group
from days
