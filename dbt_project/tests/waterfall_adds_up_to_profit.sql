-- Profit is net sales, cost of goods, fees, advertising and the rest, in every row and in both currencies.
select store_id, sku, month, currency, profit_amount
from {{ ref('sku_profit_monthly') }}
where
    profit_amount <> net_sales_amount + cogs_amount + fees_amount + advertising_amount + other_amount
    or profit_amount_base
    <> net_sales_amount_base + cogs_amount_base + fees_amount_base + advertising_amount_base + other_amount_base
