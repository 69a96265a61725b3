{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Counts that differ from what the ledger had when the day ended. What was adjusted for a count is left out of it, so
-- that an approved gap stays; what the FBA ledger tells of itself is not told again by a snapshot.
with counts as (
    select
        *,
        {{ fingerprint(['kind', 'location', 'sku', 'batch_id', 'condition', 'counted_date']) }} as count_key
    from {{ ref('int_stock_counts') }}
),

balances as (
    select * from {{ ref('stock_balances') }}
),

-- A ledger that knows of nothing that came in says nothing about a count, nor does one of Amazon's that is older than the
-- snapshot, by its reports, and than the other documents, by what moved: then its reports are missing.
kept_places as (
    select location, max(case when batch_id is not null then 1 else 0 end) as has_inflow, max(valid_from_date) as last_date
    from balances
    group by location
),

reported as (
    select store_id, cast(max(reported_at) as date) as reported_date
    from {{ ref('stg_amazon__inventory_ledger_events') }}
    group by store_id
),

held as (
    select
        counts.count_key,
        sum(balances.on_hand_qty) as ledger_qty,
        min_by(balances.batch_id, coalesce(batches.received_date, balances.valid_from_date)) as oldest_batch_id
    from counts
    inner join balances
        on
            balances.sku = counts.sku
            and balances.location = counts.location
            and balances.valid_from_date <= counts.counted_date
            and (balances.valid_until_date is null or balances.valid_until_date > counts.counted_date)
            and (counts.batch_id is null or balances.batch_id = counts.batch_id)
            and (counts.condition is null or balances.condition = counts.condition)
    left join {{ ref('batches') }} as batches on batches.sku = balances.sku and batches.batch_id = balances.batch_id
    where balances.on_hand_qty <> 0
    group by counts.count_key
),

adjusted as (
    select
        counts.count_key,
        sum(case when movements.to_location = counts.location then movements.quantity else -movements.quantity end)
            as adjusted_qty
    from counts
    inner join {{ ref('stock_movements') }} as movements
        on
            movements.sku = counts.sku
            and counts.location in (movements.from_location, movements.to_location)
            and movements.moved_date = counts.counted_date
            and (counts.batch_id is null or movements.batch_id = counts.batch_id)
            and (counts.condition is null or coalesce(movements.to_condition, movements.from_condition) = counts.condition)
    where movements.reason = 'stocktake_adjustment'
    group by counts.count_key
),

told_by_ledger as (
    select location, sku, condition, sum(gap_qty) as gap_qty
    from {{ ref('int_fba_event_gaps') }}
    where 'stocktake:' || {{ stock_gap_id('document_id') }} not in ({{ approved_stock_gaps() }})
    group by location, sku, condition
),

compared as (
    select
        counts.*,
        coalesce(held.ledger_qty, 0) - coalesce(adjusted.adjusted_qty, 0) as ledger_qty,
        counts.counted_qty - coalesce(held.ledger_qty, 0) + coalesce(adjusted.adjusted_qty, 0)
        - case when counts.kind = 'fba' then coalesce(told_by_ledger.gap_qty, 0) else 0 end as gap_qty,
        coalesce(counts.batch_id, held.oldest_batch_id) as oldest_batch_id,
        lag(counts.counted_date) over (
            partition by counts.location, counts.sku, counts.batch_id, counts.condition order by counts.counted_date
        ) as counted_before_date,
        max(counts.counted_date) over (partition by counts.location, counts.sku) as last_counted_date
    from counts
    inner join kept_places on kept_places.location = counts.location
    cross join {{ ref('int_reporting_date') }} as days
    left join reported on reported.store_id = counts.store_id
    left join held on held.count_key = counts.count_key
    left join adjusted on adjusted.count_key = counts.count_key
    left join told_by_ledger
        on
            told_by_ledger.location = counts.location
            and told_by_ledger.sku = counts.sku
            and told_by_ledger.condition = counts.condition
    where
        kept_places.has_inflow = 1
        and (
            counts.kind <> 'fba'
            or kept_places.last_date >= {{ days_after('least(counts.counted_date, days.as_of_date)', -3) }}
            or reported.reported_date >= {{ days_after('counts.counted_date', -3) }}
        )
)

select * from compared where gap_qty <> 0
