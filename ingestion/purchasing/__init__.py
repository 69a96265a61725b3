"""What a seller records himself, each a sheet of one workbook or a CSV of its own. No costing and no booking.

products and costs -> purchasing_product_costs     purchase orders -> purchasing_purchase_order_lines
price breaks       -> purchasing_price_breaks
receipts, transfers, stock-takes, warehouse stock -> purchasing_receipts, _transfers, _stock_takes, _warehouse_stock
expenses, budgets, opening balances               -> purchasing_expenses, _budgets, _opening_balances

`sellerhouse template` writes the workbook from these declarations: of a column's headings, of a choice's words and of a
sheet's names the first is the English one, the first with Chinese characters the Chinese one.
"""

from ingestion.formats import Source
from ingestion.purchasing.cost_sheet import COST_SHEET
from ingestion.purchasing.money_records import BUDGETS, EXPENSES, OPENING_BALANCES
from ingestion.purchasing.price_breaks import PRICE_BREAKS
from ingestion.purchasing.purchase_orders import PURCHASE_ORDERS
from ingestion.purchasing.stock_records import RECEIPTS, STOCK_TAKES, TRANSFERS, WAREHOUSE_STOCK

SOURCE = Source(
    name="purchasing",
    formats=(
        COST_SHEET,
        PURCHASE_ORDERS,
        PRICE_BREAKS,
        RECEIPTS,
        TRANSFERS,
        STOCK_TAKES,
        WAREHOUSE_STOCK,
        EXPENSES,
        BUDGETS,
        OPENING_BALANCES,
    ),
)
