{{ config(materialized='view', schema='staging') }}
-- Events of the FBA ledger that move goods. In a store's month in which documents of single orders tell of shipments or
-- returns, those count and the ledger's events of that kind do not; transfers within a region vanish.
with events as (
    select
        *,
        {%- for end, side in [('min', 'first'), ('max', 'last')] %}
        {{ end }}(location) over (
            partition by store_id, sku, other_place, coalesce(reference_id, cast(event_date as {{ dbt.type_string() }}))
        ) as {{ side }}_location{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_fba_events') }}
    where other_place <> 'condition'
),

covered as (
    select distinct
        'shipments' as kind,
        shipped_from_store_id as store_id,
        {{ first_of_month('moved_date') }} as month
    from {{ ref('int_shipped_units') }}
    where from_location like 'fba:%'

    union all

    select distinct
        'returns' as kind,
        returns.store_id,
        {{ first_of_month(local_date('returns.returned_at', "coalesce(stores.timezone, 'UTC')")) }} as month
    from {{ ref('stg_amazon__customer_returns') }} as returns
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = returns.store_id
),

shipments as (
    select shipment_id from {{ ref('stg_purchasing__transfers') }}
    union
    select shipment_id from {{ ref('stg_amazon__inbound_shipment_items') }}
),

placed as (
    select
        events.*,
        case events.other_place
            when 'inbound' then coalesce('in_transit:' || shipments.shipment_id, 'supplier')
            when 'removal' then 'in_transit:' || coalesce(events.reference_id, 'removal_' || events.store_id)
            when 'network' then 'in_transit:fba_' || events.store_id
            else events.other_place
        end as other_location
    from events
    left join covered
        on
            covered.kind = events.covered_by
            and covered.store_id = events.store_id
            and covered.month = events.event_month
    left join shipments on shipments.shipment_id = events.reference_id
    where covered.kind is null and (events.other_place <> 'network' or events.first_location <> events.last_location)
)

select
    {{ fingerprint(['store_id', 'content_hash', 'raw_file', 'raw_line']) }} as movement_key,
    {{ local_noon('event_date', 'timezone') }} as moved_at,
    event_date as moved_date,
    store_id,
    sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    cast(abs(moved_qty) as integer) as quantity,
    case when moved_qty > 0 then other_location else location end as from_location,
    case when moved_qty > 0 then location else other_location end as to_location,
    case when moved_qty < 0 then condition when other_location like 'in_transit:%' then 'sellable' end as from_condition,
    case when moved_qty > 0 then condition when other_location like 'in_transit:%' then 'sellable' end as to_condition,
    reason,
    'fba_ledger:' || coalesce(reference_id, cast(event_date as {{ dbt.type_string() }})) as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    raw_file,
    raw_line,
    content_hash
from placed
