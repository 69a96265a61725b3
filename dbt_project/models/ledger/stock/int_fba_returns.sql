{{ config(materialized='view', schema='staging') }}
-- Returns by order, to the centres of the region that the order left from.
with places as (
    select * from {{ ref('int_store_places') }}
),

left_from as (
    select shipped_from_store_id as store_id, order_id, max(from_location) as location
    from {{ ref('int_shipped_units') }}
    where from_location like 'fba:%'
    group by shipped_from_store_id, order_id
)

select
    {{ fingerprint(['returns.store_id', 'returns.content_hash', 'returns.raw_file', 'returns.raw_line']) }} as movement_key,
    returns.returned_at as moved_at,
    {{ local_date('returns.returned_at', 'places.timezone') }} as moved_date,
    returns.store_id,
    returns.sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    returns.returned_qty as quantity,
    'customer' as from_location,
    coalesce(left_from.location, 'fba:' || returns.store_id || ':' || places.fba_region) as to_location,
    cast(null as {{ dbt.type_string() }}) as from_condition,
    coalesce(dispositions.condition, 'inspection') as to_condition,
    'return' as reason,
    'return:' || coalesce(returns.licence_plate_id, returns.order_id) as document_id,
    returns.order_id,
    returns.raw_file,
    returns.raw_line,
    returns.content_hash
from {{ ref('stg_amazon__customer_returns') }} as returns
inner join places on places.store_id = returns.store_id
left join left_from on left_from.store_id = returns.store_id and left_from.order_id = returns.order_id
left join {{ ref('fba_dispositions') }} as dispositions
    on {{ matching_key('dispositions.disposition') }} = {{ matching_key('returns.disposition') }}
where returns.returned_qty > 0
