-- What each policy buys on one day of the back-test, as `inventory.replenishment` would say it of the policy's own SKUs.
with purchases as (
    select * from {{ ref('int_transports') }} where action = 'purchase'
),

rates as (
    {{ rates_of_the_day() }}
)

select
    shelves.policy_number,
    shelves.sku_number,
    purchases.suggested_qty as ordered_qty,
    purchases.arrival_days,
    cast(coalesce(purchases.arrival_days, round(purchases.travel_days)) as integer) as planned_days,
    coalesce({{ converted('purchases.cost_amount', 'rates.fx_rate') }}, 0) as purchase_amount,
    coalesce({{ converted('purchases.transport_cost_amount', 'purchases.fx_rate') }}, 0) as transport_amount
from purchases
inner join backtest.shelves as shelves on shelves.policy_sku = purchases.sku
left join rates on rates.currency = purchases.currency
