{{ config(materialized='view', schema='ledger') }}
-- Units that the money ledger says were sold, and movements that sources tell of themselves.
with sales as (
    select
        entry_id as movement_id,
        booked_at as moved_at,
        booked_date as moved_date,
        store_id,
        sku,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        quantity,
        'marketplace:' || coalesce(marketplace, store_id) as from_location,
        'customer' as to_location,
        'sale' as reason,
        document_id,
        order_id,
        raw_file,
        raw_line,
        content_hash
    from {{ ref('money_entries') }}
    where quantity > 0
)

select * from sales

union all

select
    movement_key as movement_id, moved_at, moved_date, store_id, sku, batch_id, quantity, from_location, to_location,
    reason, document_id, order_id, raw_file, raw_line, content_hash
from {{ ref('int_source_movements') }}
