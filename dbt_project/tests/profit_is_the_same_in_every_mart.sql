-- A store's profit in a month and currency is one figure, whether added up by SKU or by account. What money gained by
-- its currency alone no SKU earned.
with by_sku as (
    select store_id, month, currency, sum(profit_amount) as profit_amount, sum(profit_amount_base) as profit_amount_base
    from {{ ref('sku_profit_monthly') }}
    group by 1, 2, 3
),

by_account as (
    select store_id, month, currency, sum(amount) as profit_amount, sum(amount_base) as profit_amount_base
    from {{ ref('income_statement') }}
    where account_id not in ('exchange_differences', 'unrealised_exchange_differences')
    group by 1, 2, 3
)

select by_sku.*, by_account.profit_amount as stated_amount
from by_sku
full outer join by_account
    on
        by_account.store_id = by_sku.store_id
        and by_account.month = by_sku.month
        and by_account.currency = by_sku.currency
where
    coalesce(by_sku.profit_amount, 0) <> coalesce(by_account.profit_amount, 0)
    or coalesce(by_sku.profit_amount_base, 0) <> coalesce(by_account.profit_amount_base, 0)
