{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Shipments and returns that the FBA ledger tells of and documents of orders do not. The other way round tells nothing:
-- orders are shipped days after they are placed, and a ledger may not be loaded for every day. Days that differ by the
-- clock alone cancel each other.
with events as (
    select store_id, location, sku, covered_by as kind, event_date, sum(moved_qty) as moved_qty, max(condition) as condition,
        max(raw_file) as raw_file, min(raw_line) as raw_line, max(content_hash) as content_hash
    from {{ ref('int_fba_events') }}
    where covered_by in ('shipments', 'returns')
    group by store_id, location, sku, covered_by, event_date
),

told as (
    select min(event_date) as first_date, max(event_date) as last_date, location
    from {{ ref('int_fba_events') }}
    group by location
),

by_order as (
    select
        sku,
        case when to_location = 'customer' then from_location else to_location end as location,
        case when to_location = 'customer' then 'shipments' else 'returns' end as kind,
        moved_date,
        cast(sum(case when to_location = 'customer' then -quantity else quantity end) as bigint) as moved_qty
    from {{ ref('stock_movements') }}
    where
        document_id not like 'fba_ledger:%'
        and ((to_location = 'customer' and from_location like 'fba:%')
        or (from_location = 'customer' and to_location like 'fba:%'))
    group by 1, 2, 3, 4
),

covered as (
    select distinct location, kind, {{ first_of_month('moved_date') }} as month from by_order
),

compared as (
    select
        coalesce(events.location, by_order.location) as location,
        coalesce(events.sku, by_order.sku) as sku,
        coalesce(events.kind, by_order.kind) as kind,
        coalesce(events.event_date, by_order.moved_date) as event_date,
        coalesce(events.condition, 'sellable') as condition,
        coalesce(events.moved_qty, 0) - coalesce(by_order.moved_qty, 0) as gap_qty,
        events.raw_file, events.raw_line, events.content_hash
    from events
    full outer join by_order
        on
            by_order.location = events.location and by_order.sku = events.sku
            and by_order.kind = events.kind and by_order.moved_date = events.event_date
),

summed as (
    select compared.*, sum(compared.gap_qty) over (partition by compared.location, compared.sku, compared.kind) as total_qty
    from compared
    inner join told
        on
            told.location = compared.location
            and compared.event_date >= told.first_date
            and compared.event_date <= told.last_date
    inner join covered
        on
            covered.location = compared.location
            and covered.kind = compared.kind
            and covered.month = {{ first_of_month('compared.event_date') }}
    where compared.gap_qty <> 0
),

ranked as (
    select
        *,
        coalesce(sum(abs(gap_qty)) over (
            partition by location, sku, kind
            order by case when gap_qty = total_qty then 0 else 1 end, event_date desc
            rows between unbounded preceding and 1 preceding
        ), 0) as before_qty
    from summed
    where sign(gap_qty) = sign(total_qty) and sign(total_qty) = case kind when 'shipments' then -1 else 1 end
),

differences as (
    select
        location, split_part(location, ':', 2) as store_id, sku, condition, event_date as counted_date,
        cast(sign(gap_qty) * least(abs(gap_qty), abs(total_qty) - before_qty) as integer) as gap_qty,
        case kind when 'shipments' then 'shipped_not_recorded' else 'return_not_scanned' end as cause,
        raw_file, raw_line, content_hash
    from ranked
    where abs(total_qty) > before_qty
),

-- What no document names is of the batch that was there longest.
batched as (
    select
        differences.location, differences.sku, differences.counted_date,
        min_by(balances.batch_id, coalesce(batches.received_date, balances.valid_from_date)) as batch_id
    from differences
    inner join {{ ref('stock_balances') }} as balances
        on
            balances.sku = differences.sku
            and balances.location = differences.location
            and balances.valid_from_date < differences.counted_date
            and (balances.valid_until_date is null or balances.valid_until_date >= differences.counted_date)
            and balances.on_hand_qty > 0
    left join {{ ref('batches') }} as batches on batches.sku = balances.sku and batches.batch_id = balances.batch_id
    group by differences.location, differences.sku, differences.counted_date
)

select
    'fba_events' as kind, one.location, one.store_id, one.sku, batched.batch_id, one.condition, one.counted_date,
    one.gap_qty, one.cause, cast(null as {{ dbt.type_string() }}) as document_id, one.raw_file, one.raw_line, one.content_hash
from differences as one
left join batched
    on batched.location = one.location and batched.sku = one.sku and batched.counted_date = one.counted_date
