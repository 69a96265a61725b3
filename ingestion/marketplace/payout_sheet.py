"""The payout sheet of any storefront or marketplace, CSV or workbook, English or Chinese headings. Judges no kind."""

from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.headings import heading
from ingestion.marketplace.order_sheet import PERSONAL, REPORTED_AT

TABLE = "marketplace_payout_lines"
COLUMNS = (
    Column(
        "payout_id",
        headings=("payout id", "settlement id", "打款编号", "结算单号", "结算编号", "提现编号"),
        required=True,
        filled=True,
    ),
    Column(
        "posted_at",
        MOMENT,
        ("date", "posted at", "transaction date", "日期", "入账日期", "入账时间", "交易时间"),
        required=True,
        filled=True,
    ),
    Column("marketplace", headings=("marketplace", "platform", "平台", "站点", "销售平台")),
    Column("order_id", headings=("order id", "order number", "order no", "订单号", "订单编号", "订单ID")),
    Column("item_id", headings=("item id", "order item id", "line id", "商品行号", "子订单号", "订单明细号")),
    Column("sku", headings=("SKU", "seller sku", "商品编码", "商家SKU"), required=True),
    Column("kind", headings=("kind", "type", "类型", "费用类型", "交易类型"), required=True, filled=True),
    Column("description", headings=("description", "memo", "说明", "描述", "备注")),
    Column("amount", MONEY, ("amount", "金额"), required=True, filled=True),
    Column("currency", headings=("currency", "币种", "货币"), required=True, filled=True),
    Column("quantity", COUNT, ("quantity", "qty", "数量")),
)

PAYOUT_SHEET = FileFormat(
    kind="marketplace_payouts",
    title="payout sheet of any marketplace",
    tables={TABLE: table_schema((REPORTED_AT, *COLUMNS))},
    columns=COLUMNS,
    signature=frozenset({"payout_id", "posted_at", "kind", "amount", "sku"}),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    personal=frozenset(heading(name) for name in PERSONAL),
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
    one_store_only=True,
)
