{{ config(materialized='view', schema='staging') }}
-- Removal orders, in months of which the store has no FBA ledger. What was sent off is in transit until a receipt or a
-- transfer says where it came to; what was liquidated went to a buyer.
with places as (
    select * from {{ ref('int_store_places') }}
),

ledger_months as (
    select distinct store_id, event_month from {{ ref('int_fba_events') }}
),

-- A removal order may still change in a month after that in which the ledger saw its units go.
seen_by_ledger as (
    select distinct store_id, reference_id
    from {{ ref('int_fba_events') }}
    where other_place = 'removal'
),

removals as (
    select
        removals.*,
        coalesce(removals.last_updated_at, removals.requested_at) as moved_at,
        {{ local_date('coalesce(removals.last_updated_at, removals.requested_at)', 'places.timezone') }} as moved_date,
        'fba:' || removals.store_id || ':' || places.fba_region as location,
        coalesce(dispositions.condition, 'inspection') as condition,
        lower(removals.order_type) like 'liquidat%' as is_liquidation
    from {{ ref('stg_amazon__removal_orders') }} as removals
    inner join places on places.store_id = removals.store_id
    left join {{ ref('fba_dispositions') }} as dispositions
        on {{ matching_key('dispositions.disposition') }} = {{ matching_key('removals.disposition') }}
),

parts as (
    select
        *,
        shipped_qty as quantity,
        case when is_liquidation then 'customer' else 'in_transit:' || removal_order_id end as to_location,
        case when not is_liquidation then 'sellable' end as to_condition,
        'removal' as reason
    from removals

    union all

    select
        *,
        disposed_qty as quantity,
        'disposed' as to_location,
        cast(null as {{ dbt.type_string() }}) as to_condition,
        'disposal' as reason
    from removals
)

select
    {{ fingerprint(['parts.store_id', 'parts.content_hash', 'parts.raw_file', 'parts.raw_line', 'parts.reason']) }}
        as movement_key,
    parts.moved_at,
    parts.moved_date,
    parts.store_id,
    parts.sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    parts.quantity,
    parts.location as from_location,
    parts.to_location,
    parts.condition as from_condition,
    parts.to_condition,
    parts.reason,
    'removal:' || parts.removal_order_id as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    parts.raw_file,
    parts.raw_line,
    parts.content_hash
from parts
left join ledger_months
    on
        ledger_months.store_id = parts.store_id
        and ledger_months.event_month = {{ first_of_month('parts.moved_date') }}
left join seen_by_ledger
    on seen_by_ledger.store_id = parts.store_id and seen_by_ledger.reference_id = parts.removal_order_id
where parts.quantity > 0 and ledger_months.store_id is null and seen_by_ledger.store_id is null
