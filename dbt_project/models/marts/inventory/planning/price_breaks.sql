-- At which prices a SKU can be had today by how many are bought at once: the newest list of its supplier, or of nobody's
-- name, holds whole.
with lists as (
    select
        breaks.*,
        rank() over (
            partition by breaks.sku
            order by breaks.valid_from_date desc, coalesce(breaks.supplier, '') desc, breaks.store_id
        ) as list_rank
    from {{ ref('stg_purchasing__price_breaks') }} as breaks
    inner join {{ ref('int_reporting_date') }} as reporting on breaks.valid_from_date <= reporting.as_of_date
    left join {{ ref('int_supply_terms') }} as terms on terms.sku = breaks.sku
    where breaks.supplier is null or coalesce(terms.supplier, breaks.supplier) = breaks.supplier
)

select
    sku,
    minimum_qty,
    unit_price_amount,
    currency,
    supplier,
    valid_from_date,
    raw_file,
    raw_line,
    content_hash
from lists
where list_rank = 1
