{{ config(materialized='view') }}
-- Always as the ledger stands: a view, so that ten million lines are not written a second time.
{{ with_profits() }},

days as (
    select
        store_id,
        marketplace,
        sku,
        booked_date,
        currency,
        cast(coalesce(sum(sold_quantity), 0) as bigint) as units_sold_qty,
        cast(coalesce(sum(uncosted_quantity), 0) as bigint) as units_uncosted_qty,
        {{- waterfall_steps() }}
    from profits
    group by 1, 2, 3, 4, 5
),

refunds as (
    select
        store_id, marketplace, sku, first_refunded_date as booked_date, currency,
        cast(sum(units_refunded_qty) as bigint) as units_refunded_qty
    from {{ ref('int_refunded_items') }}
    group by 1, 2, 3, 4, 5
)

select
    days.store_id,
    days.marketplace,
    days.sku,
    days.booked_date,
    days.currency,
    days.units_sold_qty,
    coalesce(refunds.units_refunded_qty, 0) as units_refunded_qty,
    sum(days.units_uncosted_qty) over sku_day = 0 as is_cost_complete,
    {{- waterfall_columns() }}
from days
left join refunds
    on
        refunds.store_id = days.store_id
        and refunds.marketplace is not distinct from days.marketplace
        and refunds.sku = days.sku
        and refunds.booked_date = days.booked_date
        and refunds.currency = days.currency
window sku_day as (partition by days.store_id, days.marketplace, days.sku, days.booked_date)
