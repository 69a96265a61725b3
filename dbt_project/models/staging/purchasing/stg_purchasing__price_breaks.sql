with rows_of_sheets as (
    select *, coalesce(effective_from, date '0001-01-01') as valid_from_date
    from {{ source('raw', 'purchasing_price_breaks') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'supplier', 'sku', 'valid_from_date']) }} as file_rank
    from rows_of_sheets
)

select
    store_id,
    supplier,
    sku,
    valid_from_date,
    cast(greatest(minimum_quantity, 1) as integer) as minimum_qty,
    unit_price as unit_price_amount,
    currency,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1 and unit_price > 0
