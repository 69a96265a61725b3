"""Settlement reports as flat files, V2 (long) and V1 (wide): their columns. No sign, category or total is judged."""

from collections.abc import Callable, Mapping
from typing import Any

from ingestion.amazon.settlement_rows import SettlementRows
from ingestion.formats import COUNT, DATE, MOMENT, MONEY, Column, FileFacts, FileFormat, table_schema

SETTLEMENTS = "amazon_settlements"
LINES = "amazon_settlement_lines"
V1_LINES = "amazon_settlement_v1_lines"

FORMAT = Column("format")
TOTAL_ROW = (
    Column("settlement_id", required=True),
    Column("settlement_start_at", MOMENT, ("settlement-start-date",), required=True),
    Column("settlement_end_at", MOMENT, ("settlement-end-date",), required=True),
    Column("deposit_at", MOMENT, ("deposit-date",)),
    Column("total_amount", MONEY, ("total-amount",), required=True),
    Column("currency", required=True),
)
ORDER = (
    Column("transaction_type", required=True),
    Column("order_id", required=True),
    Column("merchant_order_id"),
    Column("adjustment_id"),
    Column("shipment_id"),
    Column("marketplace_name", required=True),
)
ITEM = (
    Column("order_item_code"),
    Column("merchant_order_item_id"),
    Column("merchant_adjustment_item_id"),
    Column("sku", required=True),
    Column("quantity_purchased", COUNT, required=True),
)
AMOUNT = Column("amount", MONEY, required=True)
POSTED_AT = Column("posted_at", MOMENT, ("posted-date-time",), required=True)
V2_LINE = (
    *ORDER,
    Column("amount_type", required=True),
    Column("amount_description", required=True),
    AMOUNT,
    Column("fulfillment_id"),
    Column("posted_date", DATE, required=True),
    POSTED_AT,
    *ITEM,
    Column("promotion_id"),
)
V1_LINE = (
    *ORDER,
    Column("shipment_fee_type"),
    Column("shipment_fee_amount", MONEY, required=True),
    Column("order_fee_type"),
    Column("order_fee_amount", MONEY, required=True),
    Column("fulfillment_id"),
    Column("posted_at", MOMENT, ("posted-date-time", "posted-date"), required=True),
    *ITEM,
    Column("price_type"),
    Column("price_amount", MONEY, required=True),
    Column("item_related_fee_type"),
    Column("item_related_fee_amount", MONEY, required=True),
    Column("misc_fee_amount", MONEY),
    Column("other_fee_amount", MONEY, required=True),
    Column("other_fee_reason_description"),
    Column("promotion_id"),
    Column("promotion_type"),
    Column("promotion_amount", MONEY),
    Column("direct_payment_type"),
    Column("direct_payment_amount", MONEY),
    Column("other_amount", MONEY, required=True),
)

SETTLEMENT_ID, *TOTALS = TOTAL_ROW
SETTLEMENTS_SCHEMA = table_schema((SETTLEMENT_ID, FORMAT, *TOTALS))
LINES_SCHEMA = table_schema((SETTLEMENT_ID, FORMAT, *V2_LINE))
V1_LINES_SCHEMA = table_schema((SETTLEMENT_ID, *V1_LINE))


def _named(name: str) -> Callable[[FileFacts], Mapping[str, Any]]:
    return lambda _facts: {"format": name}


SETTLEMENT_V2 = FileFormat(
    kind="settlement_v2",
    title="Amazon settlement report, flat file V2",
    tables={SETTLEMENTS: SETTLEMENTS_SCHEMA, LINES: LINES_SCHEMA},
    columns=(*TOTAL_ROW, *V2_LINE),
    signature=frozenset({"settlement_id", "amount_type", "amount_description", "amount", "posted_at", "total_amount"}),
    signature_minimum=4,
    arrange=lambda: SettlementRows(SETTLEMENTS, LINES, (AMOUNT, POSTED_AT)),
    bare_thousands="thousands",
    constants=_named("V2"),
    constant_columns=(FORMAT,),
    one_store_only=True,
)

SETTLEMENT_V1 = FileFormat(
    kind="settlement_v1",
    title="Amazon settlement report, flat file V1",
    tables={SETTLEMENTS: SETTLEMENTS_SCHEMA, V1_LINES: V1_LINES_SCHEMA},
    columns=(*TOTAL_ROW, *V1_LINE),
    signature=frozenset(
        {
            "settlement_id",
            "price_type",
            "price_amount",
            "item_related_fee_amount",
            "shipment_fee_amount",
            "other_amount",
        }
    ),
    signature_minimum=4,
    arrange=lambda: SettlementRows(SETTLEMENTS, V1_LINES, (POSTED_AT,)),
    bare_thousands="thousands",
    constants=_named("V1"),
    constant_columns=(FORMAT,),
    one_store_only=True,
)
