{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- Shipping is given free on any day; rebates of a tenth of a day's sales (or what the seller sets) are a promotion.
with plan as (
    {{ planning_settings(['promotion_share']) }}
),

figures as (
    select
        store_id,
        sku,
        booked_date,
        sum(
            case when debit_account = 'promotions' then amount when credit_account = 'promotions' then -amount else 0 end
        ) as rebate_amount,
        sum(case when credit_account = 'product_sales' then amount else 0 end) as sales_amount
    from {{ ref('money_entries') }}
    where sku is not null and (debit_account = 'promotions' or credit_account in ('promotions', 'product_sales'))
    group by store_id, sku, booked_date
)

select
    figures.store_id,
    figures.sku,
    figures.booked_date as promotion_date
from figures
cross join plan
where figures.rebate_amount > 0 and figures.rebate_amount >= plan.promotion_share * figures.sales_amount
