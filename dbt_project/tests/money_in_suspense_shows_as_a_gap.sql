-- What no rule knows counts in suspense and stands among the gaps, to the cent.
with booked as (
    select currency, sum(balance_amount) as amount
    from {{ ref('trial_balance') }}
    where account_id = 'suspense'
    group by currency
),

shown as (
    select currency, -sum(amount) as amount
    from {{ ref('gaps') }}
    where kind = 'suspense'
    group by currency
)

select currency, booked.amount as booked_amount, shown.amount as shown_amount
from booked
full outer join shown using (currency)
where booked.amount is distinct from shown.amount
