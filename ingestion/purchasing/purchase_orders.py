"""Purchase orders: what was ordered of whom, at which price, and when it should arrive. No stock moves by it."""

from ingestion.formats import COUNT, DATE, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.purchasing.words import CURRENCY, REPORTED_AT, SKU, reported

PURCHASE_ORDER = Column(
    "purchase_order_id",
    headings=("purchase order", "purchase order number", "PO", "PO number", "采购单号", "采购订单号", "采购单"),
    required=True,
    filled=True,
)
TABLE = "purchasing_purchase_order_lines"
COLUMNS = (
    PURCHASE_ORDER,
    Column("line_number", headings=("order line", "line", "line number", "行号", "序号")),
    Column("supplier", headings=("supplier", "vendor", "供应商")),
    SKU,
    Column(
        "quantity", COUNT, ("ordered quantity", "quantity", "采购数量", "数量"), required=True, filled=True
    ),
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

PURCHASE_ORDERS = FileFormat(
    kind="purchase_orders",
    title="purchase orders",
    tables={TABLE: table_schema((*COLUMNS, REPORTED_AT))},
    columns=COLUMNS,
    signature=frozenset({"purchase_order_id", "unit_cost", "ordered_date"}),
    signature_minimum=2,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    constants=reported,
    constant_columns=(REPORTED_AT,),
    sheet_names=("Purchase orders", "采购单"),
)
