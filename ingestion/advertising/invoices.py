"""Invoices of Amazon Ads: the API's list, one invoice with its lines, or a table. Books nothing and drops no month.

The month still running has no number yet and the status ACCUMULATING; it is loaded like the others.
"""

from collections.abc import Sequence
from typing import Any

from ingestion.advertising.columns import REPORTED_AT, money
from ingestion.formats import DATE, Column, FileFormat, OneTable, table_schema
from ingestion.json_rows import ROW_SET, RowSet, json_layout
from ingestion.rewrites import UNWRAPPED

TABLE = "advertising_invoices"
COMPACT_DAY = ((r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3"),)
"""20240304, as the API writes days."""


def _day(name: str, *headings: str) -> Column:
    return Column(name, DATE, headings, rewrites=COMPACT_DAY)


COLUMNS = (
    Column("invoice_id", headings=("Invoice ID", "Invoice number", "Número de factura", "账单号"), rewrites=UNWRAPPED),
    Column("status", headings=("Status", "Invoice status", "Estado")),
    _day("invoice_date", "Invoice date", "Issue date", "Fecha de factura"),
    _day("from_date", "From", "Start date", "Billing period start", "Fecha de inicio"),
    _day("to_date", "To", "End date", "Billing period end", "Fecha de fin"),
    _day("due_date", "Due date", "Payment due date"),
    Column("payment_method", headings=("Payment method", "Método de pago")),
    money("amount_due", "Amount billed", "Amount due", "Importe facturado", required=True),
    money("tax_amount_due", "Tax amount due", "Tax amount", "Impuestos"),
    money("remaining_amount_due", "Remaining amount due", "Balance due"),
    Column("currency", headings=("Currency", "Divisa", "币种"), required=True, filled=True),
)
SUMMARY = {
    "invoice_id": "id",
    "status": "status",
    "invoice_date": "invoiceDate",
    "from_date": "fromDate",
    "to_date": "toDate",
    "due_date": "dueDate",
    "payment_method": "paymentMethod",
    "amount_due": "amountDue.amount",
    "tax_amount_due": "taxAmountDue.amount",
    "remaining_amount_due": "remainingAmountDue.amount",
    "currency": "amountDue.currencyCode",
}


def _invoices(kind: str, title: str, columns: Sequence[Column], **conventions: Any) -> FileFormat:
    return FileFormat(
        kind=kind,
        title=title,
        tables={TABLE: table_schema((REPORTED_AT, *COLUMNS))},
        columns=columns,
        arrange=lambda: OneTable(TABLE),
        bare_thousands="thousands",
        constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
        constant_columns=(REPORTED_AT,),
        **conventions,
    )


INVOICE_LIST = _invoices(
    "advertising_invoice_list",
    "Amazon Ads API list of invoices",
    (Column(ROW_SET), *COLUMNS),
    layout=json_layout(("payload", "invoiceSummaries"), (RowSet("invoices", ("payload.invoiceSummaries",), SUMMARY),)),
)
INVOICE = _invoices(
    "advertising_invoice",
    "Amazon Ads API invoice",
    (Column(ROW_SET), *COLUMNS),
    layout=json_layout(("payload", "invoiceSummary"), (RowSet("invoices", ("payload.invoiceSummary",), SUMMARY),)),
)
INVOICE_SHEET = _invoices(
    "advertising_invoice_sheet",
    "Amazon Ads invoices (invoice ID, invoice date, from, to, amount billed, currency)",
    COLUMNS,
    signature=frozenset({"invoice_id", "invoice_date", "from_date", "to_date", "amount_due"}),
    signature_minimum=5,
    quoted_tabs=True,
)
