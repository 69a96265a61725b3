-- Every entry has two sides of one amount, so the balances of all accounts cancel out in each currency; what exchange rates
-- did has two sides too.
select currency, sum(balance_amount) as balance_amount, sum(balance_amount_base) as balance_amount_base
from {{ ref('trial_balance') }}
group by currency
having sum(balance_amount) <> 0 or sum(balance_amount_base) <> 0
