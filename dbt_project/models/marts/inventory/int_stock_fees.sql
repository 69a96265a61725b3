{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- What Amazon takes in a month for stock that is about to run out or has lain too long, by the rates of that day.
with days as (
    select * from {{ ref('int_reporting_date') }}
),

rates as (
    select rates.*
    from {{ ref('fba_stock_fee_rates') }} as rates
    cross join days
    where
        rates.valid_from_date <= days.as_of_date
        and (rates.valid_until_date is null or rates.valid_until_date > days.as_of_date)
),

-- Both views must be below 28 days; the fee goes by the longer of the two.
low as (
    select
        position.sku,
        position.location,
        rates.currency,
        cast(rates.rate_amount * position.shipped_30_days_qty as decimal(18, 4)) as fee_amount
    from {{ ref('int_stock_quantities') }} as position
    inner join rates
        on
            rates.fee_kind = 'low_inventory'
            and rates.region = position.region
            and greatest(position.supply_30_days, position.supply_90_days) >= rates.from_days
            and greatest(position.supply_30_days, position.supply_90_days) < rates.until_days
    where position.location_type = 'fba' and position.supply_30_days is not null and position.supply_90_days is not null
),

volumes as (
    select store_id, sku, max(per_unit_volume) as unit_volume
    from {{ ref('stg_amazon__long_term_storage_fees') }}
    where lower(volume_unit) like 'cubic f%'
    group by store_id, sku
),

lying as (
    select
        balances.sku,
        balances.location,
        split_part(balances.location, ':', 2) as store_id,
        split_part(balances.location, ':', 3) as region,
        balances.batch_id,
        sum(balances.on_hand_qty) as on_hand_qty,
        max({{ days_between('batches.received_date', 'days.as_of_date') }}) as age_days
    from {{ ref('stock_balances') }} as balances
    inner join {{ ref('batches') }} as batches on batches.sku = balances.sku and batches.batch_id = balances.batch_id
    cross join days
    where balances.location like 'fba:%' and balances.valid_until_date is null and balances.on_hand_qty > 0
    group by balances.sku, balances.location, balances.batch_id
),

aged_by_batch as (
    select
        lying.sku,
        lying.location,
        lying.batch_id,
        max(rates.currency) as currency,
        max(cast(
            rates.rate_amount * lying.on_hand_qty
            * case rates.charged_per when 'unit' then 1 else cast(volumes.unit_volume as decimal(12, 4)) end
            as decimal(18, 4)
        )) as fee_amount
    from lying
    inner join rates
        on
            rates.fee_kind = 'aged_inventory'
            and rates.region = lying.region
            and lying.age_days >= rates.from_days
            and (rates.until_days is null or lying.age_days < rates.until_days)
    left join volumes on volumes.store_id = lying.store_id and volumes.sku = lying.sku
    group by lying.sku, lying.location, lying.batch_id
),

fees as (
    select sku, location, currency, fee_amount as low_amount, cast(null as decimal(18, 4)) as aged_amount from low
    union all
    select sku, location, currency, cast(null as decimal(18, 4)) as low_amount, fee_amount as aged_amount from aged_by_batch
)

select
    sku,
    location,
    max(currency) as fee_currency,
    cast(sum(low_amount) as decimal(18, 4)) as low_inventory_fee_amount,
    cast(sum(aged_amount) as decimal(18, 4)) as aged_inventory_fee_amount
from fees
group by sku, location
