"""Movements of the Shopify Payments balance, exported or as pages of the API: one table. Judges no type of movement."""

from ingestion.formats import DATE, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.json_rows import RowSet
from ingestion.shopify.pages import page_format

TABLE = "shopify_balance_transactions"
COLUMNS = (
    Column("transaction_id"),
    Column("transaction_at", MOMENT, ("Transaction Date",), required=True, filled=True),
    Column("transaction_type", headings=("Type",), required=True, filled=True),
    Column("order_name", headings=("Order",)),
    Column("order_id"),
    Column("payout_id", headings=("Payout ID",)),
    Column("payout_status", headings=("Payout Status",), required=True),
    Column("payout_date", DATE, ("Payout Date",)),
    Column("available_date", DATE, ("Available On",)),
    Column("amount", MONEY, required=True, filled=True),
    Column("fee", MONEY, required=True, filled=True),
    Column("net", MONEY, required=True, filled=True),
    Column("currency", required=True, filled=True),
    Column("vat", MONEY),
    Column("reason"),
    Column("source_type"),
    Column("is_test"),
    Column("card_brand", headings=("Card Brand",)),
    Column("checkout"),
    Column("payment_method", headings=("Payment Method Name",)),
    Column("presentment_amount", MONEY, ("Presentment Amount",)),
    Column("presentment_currency", headings=("Presentment Currency",)),
)
SCHEMA = table_schema(COLUMNS)

TRANSACTIONS_EXPORT = FileFormat(
    kind="shopify_transactions_export",
    title="Shopify Payments transactions export",
    tables={TABLE: SCHEMA},
    columns=COLUMNS,
    signature=frozenset(
        {"transaction_at", "payout_status", "payout_date", "available_date", "card_brand", "presentment_amount"}
    ),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    bare_thousands="decimals",
    one_store_only=True,
)

PAGE_COLUMNS = tuple(
    Column(column.name, column.type, filled=column.filled or column.name == "transaction_id") for column in COLUMNS
)

TRANSACTIONS_PAGE = page_format(
    "shopify_transactions_page",
    "Shopify balance transactions (GraphQL page)",
    ("data", "shopifyPaymentsAccount", "balanceTransactions"),
    {TABLE: PAGE_COLUMNS},
    {
        TABLE: [
            RowSet(
                "balance_transactions",
                ("data.shopifyPaymentsAccount.balanceTransactions.nodes",),
                {
                    "transaction_id": "id",
                    "transaction_at": "transactionDate",
                    "transaction_type": "type",
                    "order_name": "associatedOrder.name",
                    "order_id": "associatedOrder.id",
                    "payout_id": "associatedPayout.id",
                    "payout_status": "associatedPayout.status",
                    "amount": "amount.amount",
                    "fee": "fee.amount",
                    "net": "net.amount",
                    "currency": "net.currencyCode",
                    "reason": "adjustmentReason",
                    "source_type": "sourceType",
                    "is_test": "test",
                },
            )
        ]
    },
)

TRANSACTIONS_REST_PAGE = page_format(
    "shopify_transactions_rest_page",
    "Shopify balance transactions (REST page)",
    ("transactions", "payout_id", "source_order_id", "net"),
    {TABLE: PAGE_COLUMNS},
    {
        TABLE: [
            RowSet(
                "balance_transactions",
                ("transactions",),
                {
                    "transaction_id": "id",
                    "transaction_at": "processed_at",
                    "transaction_type": "type",
                    "order_id": "source_order_id",
                    "payout_id": "payout_id",
                    "payout_status": "payout_status",
                    "amount": "amount",
                    "fee": "fee",
                    "net": "net",
                    "currency": "currency",
                    "reason": "adjustment_reason",
                    "source_type": "source_type",
                    "is_test": "test",
                },
            )
        ]
    },
)
