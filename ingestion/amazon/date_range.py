"""The date-range ("custom unified transaction") CSV, whose headings follow the seller's language. No type is judged."""

import re
from collections.abc import Mapping
from typing import Any

from ingestion.amazon.date_range_headings import HEADINGS, PERSONAL
from ingestion.formats import COUNT, MOMENT, MONEY, TEXT, Column, FileFacts, FileFormat, OneTable, table_schema
from ingestion.headings import heading

TABLE = "amazon_date_range_transactions"
CURRENCY = Column("currency")
STATED_CURRENCY = re.compile(r"(?<![A-Za-z])(?!FBA)([A-Z]{3})(?![A-Za-z])")
AMOUNTS_IN = re.compile(
    r"amounts|montants|betr[äa]ge|importi|importes|cantidades|bedragen|valores|belopp|kwoty|金額", re.I
)

REQUIRED = ("transaction_at", "settlement_id", "transaction_type", "product_sales", "selling_fees", "total_amount")
TYPES = {
    "transaction_at": MOMENT,
    "settlement_id": TEXT,
    "transaction_type": TEXT,
    "order_id": TEXT,
    "sku": TEXT,
    "description": TEXT,
    "quantity": COUNT,
    "marketplace": TEXT,
    "account_type": TEXT,
    "fulfillment": TEXT,
    "tax_collection_model": TEXT,
    "product_sales": MONEY,
    "product_sales_tax": MONEY,
    "shipping_credits": MONEY,
    "shipping_credits_tax": MONEY,
    "gift_wrap_credits": MONEY,
    "gift_wrap_credits_tax": MONEY,
    "regulatory_fee": MONEY,
    "tax_on_regulatory_fee": MONEY,
    "promotional_rebates": MONEY,
    "promotional_rebates_tax": MONEY,
    "marketplace_withheld_tax": MONEY,
    "sales_tax_collected": MONEY,
    "low_value_goods": MONEY,
    "selling_fees": MONEY,
    "fba_fees": MONEY,
    "other_transaction_fees": MONEY,
    "points_granted": MONEY,
    "other_amount": MONEY,
    "total_amount": MONEY,
    "transaction_status": TEXT,
    "released_at": MOMENT,
}
FILLED = ("transaction_at", "total_amount")
COLUMNS = tuple(
    Column(name, kind, HEADINGS.get(name, ()), required=name in REQUIRED, filled=name in FILLED)
    for name, kind in TYPES.items()
)


def _currency(facts: FileFacts) -> Mapping[str, Any]:
    """The currency stands in the lines above the header: "All amounts in USD, unless specified"."""
    for line in facts.preamble:
        if AMOUNTS_IN.search(line) and (match := STATED_CURRENCY.search(line)):
            return {CURRENCY.name: match[1]}
    return {CURRENCY.name: None}


DATE_RANGE = FileFormat(
    kind="date_range",
    title="Amazon date-range transaction report",
    tables={TABLE: table_schema((*COLUMNS, CURRENCY))},
    columns=COLUMNS,
    signature=frozenset(
        {"transaction_at", "settlement_id", "product_sales", "selling_fees", "fba_fees", "other_transaction_fees"}
    ),
    signature_minimum=3,
    arrange=lambda: OneTable(TABLE),
    personal=frozenset(heading(name) for name in PERSONAL),
    bare_thousands="thousands",
    constants=_currency,
    constant_columns=(CURRENCY,),
    one_store_only=True,
)
