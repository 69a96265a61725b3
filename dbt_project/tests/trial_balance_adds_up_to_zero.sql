-- Every entry has two sides of one amount, so the balances of all accounts cancel out in each currency.
select currency, sum(balance_amount) as balance_amount
from {{ ref('trial_balance') }}
group by currency
having sum(balance_amount) <> 0
