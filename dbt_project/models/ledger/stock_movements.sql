{{ config(materialized='view', schema='ledger') }}
-- What is known so far: units that settlements say were sold. Their batch and exact warehouse are not in these files.
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
