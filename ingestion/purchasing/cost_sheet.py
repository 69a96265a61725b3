"""The product and cost sheet, CSV or workbook, with the headings sellers use for it. No cost is computed here."""

from ingestion.formats import COUNT, DATE, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.purchasing.words import CURRENCIES

TABLE = "purchasing_product_costs"
COLUMNS = (
    Column(
        "sku",
        headings=("SKU", "seller-sku", "merchant sku", "MSKU", "商品编码", "商家SKU", "产品编号"),
        required=True,
        filled=True,
    ),
    Column("title", headings=("title", "product name", "name", "品名", "产品名称", "商品名称", "标题")),
    Column("brand", headings=("brand", "品牌")),
    Column("product_line", headings=("product line", "category", "产品线", "类目", "品类", "分类")),
    Column(
        "referral_category",
        headings=("referral category", "fee category", "amazon category", "佣金类目", "费用类目", "亚马逊类目"),
    ),
    Column("supplier", headings=("supplier", "vendor", "供应商")),
    Column("asin", headings=("ASIN",)),
    Column("parent_asin", headings=("parent asin", "父ASIN", "父体ASIN")),
    Column(
        "effective_from", DATE, ("effective from", "valid from", "effective date", "生效日期", "开始日期", "生效时间")
    ),
    Column(
        "purchase_cost",
        MONEY,
        ("purchase cost", "purchase price", "unit cost", "cost", "采购成本", "采购价", "采购单价", "成本", "成本价"),
        required=True,
        rounds=True,
    ),
    Column(
        "currency",
        headings=("currency", "cost currency", "币种", "货币", "采购币种"),
        required=True,
        choices=CURRENCIES,
    ),
    Column(
        "freight_cost", MONEY, ("freight cost", "freight", "shipping cost", "运费", "头程运费", "头程"), rounds=True
    ),
    Column("duty_cost", MONEY, ("duty cost", "duty", "customs", "tariff", "关税", "税费"), rounds=True),
    Column("other_cost", MONEY, ("other cost", "other costs", "其他成本", "其他费用", "其它费用"), rounds=True),
    Column("weight_kg", MONEY, ("weight kg", "weight (kg)", "重量", "重量kg", "毛重"), rounds=True),
    Column("length_cm", MONEY, ("length cm", "length (cm)", "长", "长cm", "长度"), rounds=True),
    Column("width_cm", MONEY, ("width cm", "width (cm)", "宽", "宽cm", "宽度"), rounds=True),
    Column("height_cm", MONEY, ("height cm", "height (cm)", "高", "高cm", "高度"), rounds=True),
    Column("lead_time_days", COUNT, ("lead time days", "lead time", "交期", "交货周期", "采购周期", "备货天数")),
)

COST_SHEET = FileFormat(
    kind="product_costs",
    title="product and cost sheet",
    tables={TABLE: table_schema(COLUMNS)},
    columns=COLUMNS,
    signature=frozenset({"sku", "purchase_cost", "freight_cost", "duty_cost", "lead_time_days", "supplier"}),
    signature_minimum=2,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    sheet_names=("Products and costs", "商品与成本"),
)
