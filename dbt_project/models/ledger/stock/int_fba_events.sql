-- The FBA inventory ledger in the stock ledger's words. What no rule knows is an adjustment, and shows.
with events as (
    select * from {{ ref('stg_amazon__inventory_ledger_events') }} where moved_qty <> 0
),

kinds as (
    select
        *,
        {{ matching_key('event_type') }} as event_key
    from {{ ref('fba_ledger_events') }}
)

select
    events.store_id,
    events.event_date,
    {{ first_of_month('events.event_date') }} as event_month,
    coalesce(nullif(events.sku, ''), events.fnsku) as sku,
    events.reference_id,
    events.moved_qty,
    'fba:' || events.store_id || ':' || coalesce(regions.region, stores.fba_region, 'US') as location,
    coalesce(dispositions.condition, 'inspection') as condition,
    coalesce(
        case when events.moved_qty > 0 then of_code.reason_in else of_code.reason_out end,
        case when events.moved_qty > 0 then of_type.reason_in else of_type.reason_out end,
        'ledger_adjustment'
    ) as reason,
    coalesce(of_code.other_place, of_type.other_place, 'adjustment') as other_place,
    coalesce(of_code.covered_by, of_type.covered_by, 'none') as covered_by,
    events.fulfilment_centre_id,
    coalesce(stores.timezone, 'UTC') as timezone,
    events.raw_file,
    events.raw_line,
    events.content_hash
from events
left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = events.store_id
left join {{ ref('fba_regions') }} as regions on regions.name = lower(events.country_code)
left join {{ ref('fba_dispositions') }} as dispositions
    on {{ matching_key('dispositions.disposition') }} = {{ matching_key('events.disposition') }}
left join kinds as of_code
    on
        of_code.event_key = {{ matching_key('events.event_type') }}
        and lower(of_code.reason_code) = lower(events.reason)
left join kinds as of_type
    on of_type.event_key = {{ matching_key('events.event_type') }} and of_type.reason_code = 'any'
