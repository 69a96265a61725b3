{{ config(materialized='view', schema='staging') }}
-- Shipments to FBA as Amazon's API tells of them: their departure where no transfer sheet has it, their arrival where
-- neither the FBA ledger nor a transfer sheet has it. The API names no day of departure:
-- it is taken to be the day before Amazon was first seen to know of the shipment.
with places as (
    select * from {{ ref('int_store_places') }}
),

shipments as (
    select * from {{ ref('stg_amazon__inbound_shipments') }}
),

ledger_receipts as (
    select store_id, reference_id, min(event_date) as first_date
    from {{ ref('int_fba_events') }}
    where other_place = 'inbound'
    group by store_id, reference_id
),

sheets as (
    select shipment_id, count(received_qty) as received_lines
    from {{ ref('stg_purchasing__transfers') }}
    group by shipment_id
),

items as (
    select
        items.*,
        places.timezone,
        places.inbound_from_location,
        'fba:' || items.store_id || ':' || places.fba_region as location,
        'in_transit:' || items.shipment_id as transit_location,
        {{ local_date('items.first_reported_at', 'places.timezone') }} as first_date,
        {{ local_date('items.reported_at', 'places.timezone') }} as reported_date,
        ledger_receipts.first_date as ledger_date,
        sheets.shipment_id is not null as is_on_sheet,
        coalesce(sheets.received_lines, 0) > 0 or ledger_receipts.first_date is not null as arrival_is_told,
        coalesce(upper(shipments.shipment_status), '') in ('WORKING', 'READY_TO_SHIP', 'CANCELLED', 'DELETED', 'ERROR')
            and coalesce(items.received_qty, 0) = 0 and ledger_receipts.first_date is null as is_not_gone
    from {{ ref('stg_amazon__inbound_shipment_items') }} as items
    inner join places on places.store_id = items.store_id
    left join shipments on shipments.store_id = items.store_id and shipments.shipment_id = items.shipment_id
    left join ledger_receipts
        on ledger_receipts.store_id = items.store_id and ledger_receipts.reference_id = items.shipment_id
    left join sheets on sheets.shipment_id = items.shipment_id
),

legs as (
    select
        store_id, shipment_id, sku, shipped_qty as quantity, timezone, inbound_from_location as from_location,
        transit_location as to_location,
        {{ days_after('least(first_date, coalesce(ledger_date, first_date))', -1) }} as moved_date,
        'transfer_out' as reason, raw_file, raw_line, content_hash
    from items
    where not is_on_sheet and not is_not_gone

    union all

    select
        store_id, shipment_id, sku, received_qty as quantity, timezone, transit_location as from_location,
        location as to_location, reported_date as moved_date, 'fba_receipt' as reason, raw_file, raw_line, content_hash
    from items
    where not arrival_is_told
)

select
    {{ fingerprint(['store_id', 'shipment_id', 'sku', 'reason']) }} as movement_key,
    {{ local_noon('moved_date', 'timezone') }} as moved_at,
    moved_date,
    store_id,
    sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    quantity,
    from_location,
    to_location,
    case when from_location <> 'supplier' then 'sellable' end as from_condition,
    'sellable' as to_condition,
    reason,
    'transfer:' || shipment_id as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    raw_file,
    raw_line,
    content_hash
from legs
where quantity > 0
