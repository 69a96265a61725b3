"""Suppliers' prices by quantity: from how many units on one costs how much. Which one is paid is not chosen here."""

from ingestion.formats import COUNT, DATE, MONEY, Column
from ingestion.purchasing.sheet import own_sheet
from ingestion.purchasing.words import CURRENCY, SKU

PRICE_BREAKS = own_sheet(
    "purchasing_price_breaks",
    (
        Column("supplier", headings=("supplier", "vendor", "供应商")),
        SKU,
        Column(
            "minimum_quantity",
            COUNT,
            ("minimum quantity", "minimum qty", "from quantity", "阶梯起订量", "阶梯数量", "起始数量"),
            required=True,
            filled=True,
        ),
        Column(
            "unit_price",
            MONEY,
            ("unit price", "price", "阶梯单价", "阶梯价", "单价"),
            required=True,
            filled=True,
            rounds=True,
        ),
        CURRENCY,
        Column("effective_from", DATE, ("effective from", "valid from", "生效日期", "开始日期")),
    ),
    {"minimum_quantity", "unit_price"},
    2,
    "Price breaks",
    "阶梯价",
)
