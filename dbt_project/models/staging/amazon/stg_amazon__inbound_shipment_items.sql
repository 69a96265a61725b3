with items as (
    select
        *,
        min(reported_at) over (partition by store_id, shipment_id, sku) as first_reported_at,
        row_number() over (
            partition by store_id, shipment_id, sku
            order by reported_at desc, load_id desc, content_hash desc, raw_line desc
        ) as page_rank
    from {{ source('raw', 'amazon_inbound_shipment_items') }}
)

select
    store_id,
    shipment_id,
    sku,
    fnsku,
    quantity_shipped as shipped_qty,
    quantity_received as received_qty,
    quantity_in_case as in_case_qty,
    release_date,
    first_reported_at,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from items
where page_rank = 1
