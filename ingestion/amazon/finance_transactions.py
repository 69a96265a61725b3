"""Transactions of the Finances API 2024-06-19 with the trees that break them down. Nothing is booked from them here."""

from ingestion.amazon.report_files import REPORTED_AT
from ingestion.formats import COUNT, MOMENT, MONEY, TEXT, Column, FileFormat, OneTableASet, table_schema
from ingestion.json_rows import UP, RowSet, json_layout

DEEPEST = 6
"""Levels of a breakdown that become rows; `first_part_type` of the deepest shows whether there were more."""
CONTEXTS = 3
"""How many contexts of an item are looked at for its SKU: their order is not said."""

TRANSACTION_ID = Column("transaction_id")
TRANSACTIONS = (
    TRANSACTION_ID,
    Column("transaction_type"),
    Column("transaction_status"),
    Column("description"),
    Column("posted_at", MOMENT),
    Column("total_amount", MONEY),
    Column("currency"),
    Column("account_type"),
    Column("marketplace_id"),
    Column("marketplace_name"),
)
ITEMS = tuple(
    Column(f"context_{number}_{name}", COUNT if name == "quantity" else TEXT)
    for number in range(1, CONTEXTS + 1)
    for name in ("sku", "asin", "quantity")
)
BREAKDOWNS = (
    TRANSACTION_ID,
    Column("row_set"),
    *(Column(f"level_{number}_type") for number in range(1, DEEPEST + 1)),
    Column("breakdown_amount", MONEY),
    Column("currency"),
    Column("first_part_type"),
    Column("item_description"),
    *ITEMS,
)
IDENTIFIERS = (TRANSACTION_ID, Column("identifier_name"), Column("identifier_value"))
CONTEXT_COLUMNS = (
    TRANSACTION_ID,
    Column("context_type"),
    Column("deferral_reason"),
    Column("matures_at", MOMENT),
    Column("payment_type"),
    Column("payment_method"),
    Column("paid_at", MOMENT),
)
ROWS = ("payload.transactions",)
ID = "transactionId"


def _up(levels: int) -> str:
    return f"{UP}." * levels


def _breakdowns(holder: str, depth: int) -> RowSet:
    """The breakdowns of one depth, of the transactions themselves (no holder) or of what they hold."""
    inner = (holder,) if holder else ()
    types = {f"level_{depth - up}_type": f"{_up(up)}breakdownType" for up in range(depth)}
    paths = {
        "transaction_id": f"{_up(depth + len(inner))}{ID}",
        **types,
        "breakdown_amount": "breakdownAmount.currencyAmount",
        "currency": "breakdownAmount.currencyCode",
        "first_part_type": "breakdowns.0.breakdownType",
    }
    if holder:
        paths["item_description"] = f"{_up(depth)}description"
        for number in range(1, CONTEXTS + 1):
            for name, path in (("sku", "sku"), ("asin", "asin"), ("quantity", "quantityShipped")):
                paths[f"context_{number}_{name}"] = f"{_up(depth)}contexts.{number - 1}.{path}"
    return RowSet(f"{holder or 'transaction'}_{depth}", (*ROWS, *inner, *["breakdowns"] * depth), paths)


ROW_SETS = (
    RowSet(
        "transactions",
        ROWS,
        {
            "transaction_id": ID,
            "transaction_type": "transactionType",
            "transaction_status": "transactionStatus",
            "description": "description",
            "posted_at": "postedDate",
            "total_amount": "totalAmount.currencyAmount",
            "currency": "totalAmount.currencyCode",
            "account_type": "sellingPartnerMetadata.accountType",
            "marketplace_id": "sellingPartnerMetadata.marketplaceId",
            "marketplace_name": "marketplaceDetails.marketplaceName",
        },
    ),
    RowSet(
        "identifiers",
        (*ROWS, "relatedIdentifiers"),
        {
            "transaction_id": f"^.{ID}",
            "identifier_name": "relatedIdentifierName",
            "identifier_value": "relatedIdentifierValue",
        },
    ),
    RowSet(
        "contexts",
        (*ROWS, "contexts"),
        {
            "transaction_id": f"^.{ID}",
            "context_type": "contextType",
            "deferral_reason": "deferralReason",
            "matures_at": "maturityDate",
            "payment_type": "paymentType",
            "payment_method": "paymentMethod",
            "paid_at": "paymentDate",
        },
    ),
    *(_breakdowns(holder, depth) for holder in ("", "items") for depth in range(1, DEEPEST + 1)),
)
TABLES = {
    "amazon_finance_transactions": TRANSACTIONS,
    "amazon_finance_identifiers": IDENTIFIERS,
    "amazon_finance_contexts": CONTEXT_COLUMNS,
    "amazon_finance_breakdowns": BREAKDOWNS,
}
TABLE_OF_SET = {
    "transactions": "amazon_finance_transactions",
    "identifiers": "amazon_finance_identifiers",
    "contexts": "amazon_finance_contexts",
} | {row_set.name: "amazon_finance_breakdowns" for row_set in ROW_SETS[3:]}

FINANCE_TRANSACTIONS = FileFormat(
    kind="finance_transactions",
    title="Amazon finance transactions (API)",
    tables={name: table_schema((REPORTED_AT, *columns)) for name, columns in TABLES.items()},
    columns=tuple({column.name: column for columns in TABLES.values() for column in columns}.values()),
    arrange=lambda: OneTableASet(TABLE_OF_SET),
    bare_thousands="decimals",
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
    layout=json_layout(("transactions", "transactionType", "sellingPartnerMetadata"), ROW_SETS),
)
