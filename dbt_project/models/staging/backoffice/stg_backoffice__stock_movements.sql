-- What an approved stock-take adds to a place or takes away from it, so that the ledger meets the count.
with adjustments as (
    select * from {{ ref('stg_backoffice__stock_adjustments') }}
),

stores as (
    select * from {{ ref('stg_backoffice__stores') }}
)

select
    {{ fingerprint(['adjustments.content_hash', 'adjustments.raw_file', 'adjustments.raw_line']) }} as movement_key,
    {{ local_noon('adjustments.counted_date', "coalesce(stores.timezone, 'UTC')") }} as moved_at,
    adjustments.counted_date as moved_date,
    adjustments.store_id,
    adjustments.sku,
    adjustments.batch_id,
    abs(adjustments.adjusted_qty) as quantity,
    case when adjustments.adjusted_qty > 0 then 'adjustment' else adjustments.location end as from_location,
    case when adjustments.adjusted_qty > 0 then adjustments.location else 'adjustment' end as to_location,
    case when adjustments.adjusted_qty < 0 then adjustments.condition end as from_condition,
    case when adjustments.adjusted_qty > 0 then adjustments.condition end as to_condition,
    'stocktake_adjustment' as reason,
    'stocktake:' || adjustments.gap_id as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    adjustments.raw_file,
    adjustments.raw_line,
    adjustments.content_hash
from adjustments
left join stores on stores.store_id = adjustments.store_id
