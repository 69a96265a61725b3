with shipments as (
    select
        *,
        row_number() over (
            partition by store_id, shipment_id
            order by reported_at desc, load_id desc, content_hash desc, raw_line desc
        ) as page_rank
    from {{ source('raw', 'amazon_inbound_shipments') }}
)

select
    store_id,
    shipment_id,
    shipment_name,
    shipment_status,
    fulfilment_centre_id,
    ship_from_country as ship_from_country_code,
    label_prep_type,
    box_contents_source,
    needed_by_date,
    box_contents_fee as box_contents_fee_amount,
    box_contents_fee_currency as currency,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from shipments
where page_rank = 1
