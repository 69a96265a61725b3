{{ config(materialized='view', schema='ledger') }}
-- Each unit costs what its place in its batch makes it: a unit that comes back, or moves on, costs what it cost before,
-- and all units of a batch together cost what the batch cost.
select
    units.movement_id,
    units.movement_key,
    units.moved_at,
    units.moved_date,
    units.store_id,
    units.sku,
    units.batch_id,
    units.stated_batch_id,
    units.batch_unit_from,
    units.quantity,
    units.from_location,
    units.to_location,
    units.from_condition,
    units.to_condition,
    units.reason,
    {{ cost_of_batch_units(
        'batches.landed_amount', 'batches.unit_cost_amount', 'units.batch_unit_from', 'units.quantity'
    ) }} as cost_amount,
    batches.currency,
    units.document_id,
    units.order_id,
    units.raw_file,
    units.raw_line,
    units.content_hash
from {{ ref('int_traced_units') }} as units
left join {{ ref('batches') }} as batches on batches.sku = units.sku and batches.batch_id = units.batch_id
