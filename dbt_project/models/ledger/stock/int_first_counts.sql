{{ config(materialized='view', schema='staging') }}
-- The first count of each SKU and place: a stock-take, a third party's report, or the first starting balance of the FBA
-- ledger's summary, which is what was there when the day before ended.
with stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

centres as (
    select store_id, fulfilment_centre_id, max(location) as location
    from {{ ref('int_fba_events') }}
    group by store_id, fulfilment_centre_id
),

counts as (
    select
        store_id, sku, batch_id, location, 'sellable' as condition, counted_date as held_date, 1 as source_rank,
        counted_qty as quantity, 'stock_take:' || cast(counted_date as {{ dbt.type_string() }}) as document_id,
        raw_file, raw_line, content_hash
    from {{ ref('stg_purchasing__stock_takes') }}

    union all

    select
        store_id, sku, batch_id, location, 'sellable' as condition, snapshot_date as held_date, 2 as source_rank,
        on_hand_qty as quantity, 'warehouse_stock:' || cast(snapshot_date as {{ dbt.type_string() }}) as document_id,
        raw_file, raw_line, content_hash
    from {{ ref('stg_purchasing__warehouse_stock') }}

    union all

    select
        balances.store_id, coalesce(nullif(balances.sku, ''), balances.fnsku) as sku,
        cast(null as {{ dbt.type_string() }}) as batch_id,
        coalesce(
            'fba:' || balances.store_id || ':' || regions.region, centres.location,
            'fba:' || balances.store_id || ':' || stores.fba_region
        ) as location,
        coalesce(dispositions.condition, 'inspection') as condition,
        {{ days_after('balances.period_start_date', -1) }} as held_date,
        -- A country's balance and those of its centres are the same units, and so are a month's and its first day's.
        case when regions.region is not null then 3 else 5 end + case when balances.is_whole_month then 0 else 1 end
            as source_rank,
        balances.starting_qty as quantity,
        'fba_balance:' || cast(balances.period_start_date as {{ dbt.type_string() }}) as document_id,
        balances.raw_file, balances.raw_line, balances.content_hash
    from {{ ref('stg_amazon__inventory_ledger_balances') }} as balances
    left join stores on stores.store_id = balances.store_id
    left join {{ ref('fba_regions') }} as regions on regions.name = lower(balances.location)
    left join centres
        on centres.store_id = balances.store_id and centres.fulfilment_centre_id = balances.location
    left join {{ ref('fba_dispositions') }} as dispositions
        on {{ matching_key('dispositions.disposition') }} = {{ matching_key('balances.disposition') }}
),

ranked as (
    select
        *,
        rank() over (partition by sku, location order by held_date, source_rank) as count_rank
    from counts
)

select
    {{ fingerprint(['ranked.store_id', 'ranked.content_hash', 'ranked.raw_file', 'ranked.raw_line', "'opening'"]) }}
        as movement_key,
    {{ local_noon('ranked.held_date', "coalesce(stores.timezone, 'UTC')") }} as moved_at,
    ranked.held_date as moved_date,
    ranked.store_id,
    ranked.sku,
    ranked.batch_id,
    ranked.quantity,
    ranked.location,
    ranked.condition,
    ranked.document_id,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
left join stores on stores.store_id = ranked.store_id
where ranked.count_rank = 1 and ranked.quantity > 0
