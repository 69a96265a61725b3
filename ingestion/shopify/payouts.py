"""Payouts of Shopify Payments, exported or as pages of the API: one table. Whether one has arrived is not said here."""

from ingestion.formats import MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.json_rows import RowSet
from ingestion.shopify.pages import page_format

TABLE = "shopify_payouts"
COLUMNS = (
    Column("payout_id", headings=("Payout ID",)),
    Column("issued_at", MOMENT, ("Payout Date",), required=True, filled=True),
    Column("status", required=True, filled=True),
    Column("direction"),
    Column("charges", MONEY, required=True),
    Column("refunds", MONEY, required=True),
    Column("adjustments", MONEY),
    Column("reserved_funds", MONEY, ("Reserved Funds",)),
    Column("fees", MONEY),
    Column("retried_amount", MONEY, ("Retried Amount",)),
    Column("net", MONEY, ("Total",), required=True, filled=True),
    Column("currency", required=True, filled=True),
)

PAYOUTS_EXPORT = FileFormat(
    kind="shopify_payouts_export",
    title="Shopify payouts export",
    tables={TABLE: table_schema(COLUMNS)},
    columns=COLUMNS,
    signature=frozenset({"issued_at", "charges", "refunds", "adjustments", "reserved_funds", "retried_amount"}),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    bare_thousands="decimals",
    one_store_only=True,
)

PAGE_COLUMNS = tuple(
    Column(column.name, column.type, filled=column.filled or column.name == "payout_id") for column in COLUMNS
)

PAYOUTS_PAGE = page_format(
    "shopify_payouts_page",
    "Shopify payouts (GraphQL page)",
    ("data", "shopifyPaymentsAccount", "payouts"),
    {TABLE: PAGE_COLUMNS},
    {
        TABLE: [
            RowSet(
                "payouts",
                ("data.shopifyPaymentsAccount.payouts.nodes",),
                {
                    "payout_id": "id",
                    "issued_at": "issuedAt",
                    "status": "status",
                    "direction": "transactionType",
                    "charges": "summary.chargesGross.amount",
                    "refunds": "summary.refundsFeeGross.amount",
                    "adjustments": "summary.adjustmentsGross.amount",
                    "reserved_funds": "summary.reservedFundsGross.amount",
                    "retried_amount": "summary.retriedPayoutsGross.amount",
                    "net": "net.amount",
                    "currency": "net.currencyCode",
                },
            )
        ]
    },
)

PAYOUTS_REST_PAGE = page_format(
    "shopify_payouts_rest_page",
    "Shopify payouts (REST page)",
    ("payouts", "charges_gross_amount"),
    {TABLE: PAGE_COLUMNS},
    {
        TABLE: [
            RowSet(
                "payouts",
                ("payouts",),
                {
                    "payout_id": "id",
                    "issued_at": "date",
                    "status": "status",
                    "charges": "summary.charges_gross_amount",
                    "refunds": "summary.refunds_gross_amount",
                    "adjustments": "summary.adjustments_gross_amount",
                    "reserved_funds": "summary.reserved_funds_gross_amount",
                    "retried_amount": "summary.retried_payouts_gross_amount",
                    "net": "amount",
                    "currency": "currency",
                },
            )
        ]
    },
)
