{{ config(schema='intermediate', contract={'enforced': false}) }}
{%- set text = dbt.type_string() %}
-- Units that left and did not arrive whole, and purchase orders of which less came than was ordered: gaps without a count.
with days as (
    select
        max(dates.as_of_date) as as_of_date,
        max(case when thresholds.name = 'transfer_overdue' then thresholds.value_days end) as overdue_days,
        max(case when thresholds.name = 'receipt_settled' then thresholds.value_days end) as settled_days
    from {{ ref('int_reporting_date') }} as dates
    inner join {{ ref('goods_thresholds') }} as thresholds on thresholds.valid_from_date <= dates.as_of_date
),

sheets as (
    select * from {{ ref('stg_purchasing__transfers') }}
),

legs as (
    select
        sku,
        case when reason = 'transfer_out' then to_location else from_location end as location,
        max(case when reason = 'transfer_out' then moved_date end) as shipped_date,
        max(case when reason in ('transfer_in', 'fba_receipt') then moved_date end) as arrived_date,
        max(case when reason = 'transfer_out' then store_id end) as store_id,
        max(case when reason = 'transfer_out' then document_id end) as document_id,
        max(case when reason = 'transfer_out' then raw_file end) as raw_file,
        min(case when reason = 'transfer_out' then raw_line end) as raw_line,
        max(case when reason = 'transfer_out' then content_hash end) as content_hash
    from {{ ref('stock_movements') }}
    where
        (reason = 'transfer_out' and to_location like 'in_transit:%')
        or (reason in ('transfer_in', 'fba_receipt') and from_location like 'in_transit:%')
    group by sku, case when reason = 'transfer_out' then to_location else from_location end
),

-- What is under way by the ledger; what was adjusted away for a gap still makes it.
balances as (
    select sku, location, batch_id, sum(quantity) as open_qty
    from (
        select sku, location, batch_id, on_hand_qty as quantity
        from {{ ref('stock_balances') }}
        where location like 'in_transit:%' and valid_until_date is null

        union all

        select sku, from_location as location, batch_id, quantity
        from {{ ref('stock_movements') }}
        where reason = 'stocktake_adjustment' and from_location like 'in_transit:%'
    ) as parts
    group by sku, location, batch_id
    having sum(quantity) > 0
),

-- A sheet that counts what arrived of each batch knows better than a queue which batch is short.
short_rows as (
    select
        sku, 'in_transit:' || shipment_id as location, batch_id, shipped_qty - received_qty as open_qty, raw_file,
        raw_line, content_hash, sum(shipped_qty - received_qty) over (partition by sku, shipment_id) as short_qty
    from sheets
    where received_qty < shipped_qty
),

totals as (select sku, location, sum(open_qty) as open_qty from balances group by sku, location),

open_rows as (
    select
        balances.sku, balances.location, balances.batch_id, balances.open_qty, cast(null as {{ text }}) as raw_file,
        cast(null as integer) as raw_line, cast(null as {{ text }}) as content_hash
    from balances
    inner join totals on totals.sku = balances.sku and totals.location = balances.location
    left join (select distinct sku, location, short_qty from short_rows) as told
        on told.sku = totals.sku and told.location = totals.location and told.short_qty = totals.open_qty
    where told.sku is null

    union all

    select
        short_rows.sku, short_rows.location, short_rows.batch_id, short_rows.open_qty, short_rows.raw_file,
        short_rows.raw_line, short_rows.content_hash
    from short_rows
    inner join totals
        on totals.sku = short_rows.sku and totals.location = short_rows.location and totals.open_qty = short_rows.short_qty
)

select
    'transfer' as kind,
    open_rows.location,
    destinations.destination,
    case when destinations.destination like 'fba:%' then split_part(destinations.destination, ':', 2) else legs.store_id end
        as store_id,
    open_rows.sku,
    open_rows.batch_id,
    'sellable' as condition,
    coalesce(legs.arrived_date, legs.shipped_date) as counted_date,
    cast(open_rows.open_qty as integer) as ledger_qty,
    0 as counted_qty,
    cast(-open_rows.open_qty as integer) as gap_qty,
    case when legs.arrived_date is null then 'transfer_not_received' else 'received_short' end as cause,
    legs.document_id,
    cast(null as {{ text }}) as order_id,
    coalesce(open_rows.raw_file, legs.raw_file) as raw_file,
    coalesce(open_rows.raw_line, legs.raw_line) as raw_line,
    coalesce(open_rows.content_hash, legs.content_hash) as content_hash
from open_rows
inner join legs on legs.sku = open_rows.sku and legs.location = open_rows.location
left join {{ ref('int_shipment_destinations') }} as destinations on destinations.location = open_rows.location
cross join days
where
    legs.shipped_date is not null
    and case
        when legs.arrived_date is null then {{ days_between('legs.shipped_date', 'days.as_of_date') }} > days.overdue_days
        else {{ days_between('legs.arrived_date', 'days.as_of_date') }} > days.settled_days
    end
