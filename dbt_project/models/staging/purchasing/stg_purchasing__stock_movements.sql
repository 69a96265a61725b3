with receipts as (
    select * from {{ ref('stg_purchasing__receipts') }}
),

transfers as (
    select * from {{ ref('stg_purchasing__transfers') }}
),

stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

movements as (
    select
        store_id,
        received_date as moved_date,
        sku,
        batch_id,
        received_qty as quantity,
        'supplier' as from_location,
        location as to_location,
        'receipt' as reason,
        'receipt:' || coalesce(receipt_id, purchase_order_id, cast(received_date as {{ dbt.type_string() }}))
            as document_id,
        purchase_order_id as order_id,
        raw_file,
        raw_line,
        content_hash
    from receipts

    union all

    select
        store_id,
        shipped_date as moved_date,
        sku,
        batch_id,
        shipped_qty as quantity,
        from_location,
        'in_transit:' || shipment_id as to_location,
        'transfer_out' as reason,
        'transfer:' || shipment_id as document_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        raw_file,
        raw_line,
        content_hash
    from transfers

    union all

    select
        store_id,
        -- A count of what arrived is no less true for having no date.
        coalesce(received_date, shipped_date) as moved_date,
        sku,
        batch_id,
        received_qty as quantity,
        'in_transit:' || shipment_id as from_location,
        to_location,
        'transfer_in' as reason,
        'transfer:' || shipment_id as document_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        raw_file,
        raw_line,
        content_hash
    from transfers
    where received_qty is not null
)

select
    {{ fingerprint(['movements.content_hash', 'movements.raw_file', 'movements.raw_line', 'movements.reason']) }}
        as movement_key,
    {{ local_noon('movements.moved_date', "coalesce(stores.timezone, 'UTC')") }} as moved_at,
    movements.moved_date,
    movements.store_id,
    movements.sku,
    movements.batch_id,
    -- What is less than nothing went back.
    abs(movements.quantity) as quantity,
    case when movements.quantity > 0 then movements.from_location else movements.to_location end as from_location,
    case when movements.quantity > 0 then movements.to_location else movements.from_location end as to_location,
    case when movements.from_location <> 'supplier' or movements.quantity < 0 then 'sellable' end as from_condition,
    case when movements.from_location <> 'supplier' or movements.quantity > 0 then 'sellable' end as to_condition,
    movements.reason,
    movements.document_id,
    movements.order_id,
    movements.raw_file,
    movements.raw_line,
    movements.content_hash
from movements
left join stores on stores.store_id = movements.store_id
where movements.quantity <> 0
