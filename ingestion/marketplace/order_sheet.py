"""The order sheet of any storefront or marketplace, CSV or workbook, English or Chinese headings. Books no money."""

from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.headings import heading

TABLE = "marketplace_orders"
REPORTED_AT = Column("reported_at", MOMENT)
COLUMNS = (
    Column(
        "order_id",
        headings=("order id", "order number", "order no", "订单号", "订单编号", "订单ID"),
        required=True,
        filled=True,
    ),
    Column("item_id", headings=("item id", "order item id", "line id", "商品行号", "子订单号", "订单明细号")),
    Column(
        "ordered_at",
        MOMENT,
        ("order date", "ordered at", "order time", "下单时间", "下单日期", "订单日期", "订单时间"),
        required=True,
        filled=True,
    ),
    Column("marketplace", headings=("marketplace", "platform", "平台", "站点", "销售平台"), required=True, filled=True),
    Column("sku", headings=("SKU", "seller sku", "商品编码", "商家SKU"), required=True),
    Column("title", headings=("title", "item title", "product name", "商品名称", "商品标题", "标题", "品名")),
    Column("quantity", COUNT, ("quantity", "qty", "数量"), required=True, filled=True),
    Column("currency", headings=("currency", "币种", "货币"), required=True, filled=True),
    Column("price", MONEY, ("price", "unit price", "单价", "价格", "售价"), required=True, filled=True),
    Column("discount", MONEY, ("discount", "折扣", "优惠", "优惠金额")),
    Column("shipping", MONEY, ("shipping", "shipping price", "运费", "买家运费")),
    Column("tax", MONEY, ("tax", "税费", "税额", "税")),
    Column("order_status", headings=("status", "order status", "状态", "订单状态"), required=True),
    Column("shipped_at", MOMENT, ("shipped at", "ship date", "shipped date", "发货时间", "发货日期")),
    Column(
        "ship_by_at",
        MOMENT,
        ("ship by date", "ship by", "latest ship date", "最晚发货时间", "发货截止时间", "发货期限"),
    ),
)
PERSONAL = ("customer", "customer name", "name", "consignee", "买家", "买家姓名", "客户", "客户姓名", "收货人", "姓名")

ORDER_SHEET = FileFormat(
    kind="marketplace_orders",
    title="order sheet of any marketplace",
    tables={TABLE: table_schema((REPORTED_AT, *COLUMNS))},
    columns=COLUMNS,
    signature=frozenset({"order_id", "ordered_at", "marketplace", "price", "order_status", "shipped_at", "ship_by_at"}),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    personal=frozenset(heading(name) for name in PERSONAL),
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
    one_store_only=True,
)
