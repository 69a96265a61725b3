"""Purchase orders: what was ordered of whom, at which price, and when it should arrive. No stock moves by it."""

from ingestion.formats import COUNT, DATE, MONEY, Column
from ingestion.purchasing.sheet import own_sheet
from ingestion.purchasing.words import CURRENCY, SKU

PURCHASE_ORDER = Column(
    "purchase_order_id",
    headings=("purchase order", "purchase order number", "PO", "PO number", "采购单号", "采购订单号", "采购单"),
    required=True,
    filled=True,
)
COLUMNS = (
    PURCHASE_ORDER,
    Column("line_number", headings=("order line", "line", "line number", "行号", "序号")),
    Column("supplier", headings=("supplier", "vendor", "供应商")),
    SKU,
    Column("quantity", COUNT, ("ordered quantity", "quantity", "采购数量", "数量"), required=True, filled=True),
    Column(
        "unit_cost",
        MONEY,
        ("unit cost", "unit price", "purchase price", "采购单价", "单价"),
        required=True,
        filled=True,
        rounds=True,
    ),
    CURRENCY,
    Column("ordered_date", DATE, ("ordered date", "order date", "下单日期", "采购日期"), required=True, filled=True),
    Column("expected_date", DATE, ("expected date", "expected arrival", "预计到货日期", "预计到货")),
    Column("warehouse", headings=("destination warehouse", "warehouse", "目的仓库", "仓库")),
    Column("minimum_order_quantity", COUNT, ("minimum order quantity", "MOQ", "起订量", "最小起订量")),
    Column("case_quantity", COUNT, ("units per case", "case quantity", "箱规", "每箱数量")),
)

PURCHASE_ORDERS = own_sheet(
    "purchasing_purchase_order_lines",
    COLUMNS,
    {"purchase_order_id", "unit_cost", "ordered_date"},
    2,
    "Purchase orders",
    "采购单",
)
