"""Pages of the Transaction Search API (/v1/reporting/transactions) as JSON. Fetches nothing and judges no status."""

from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.json_rows import RowSet, json_layout

TABLE = "paypal_api_transactions"
COLUMNS = (
    Column("account_id"),
    Column("transaction_id", required=True, filled=True),
    Column("reference_id"),
    Column("reference_id_type"),
    Column("event_code", required=True, filled=True),
    Column("initiated_at", MOMENT, required=True, filled=True),
    Column("updated_at", MOMENT),
    Column("currency", required=True, filled=True),
    Column("gross_amount", MONEY, required=True, filled=True),
    Column("fee_currency"),
    Column("fee_amount", MONEY),
    Column("transaction_status", required=True),
    Column("invoice_id"),
    Column("custom_field"),
    Column("bank_reference_id"),
    Column("balance_currency"),
    Column("ending_balance_amount", MONEY),
    Column("page", COUNT),
    Column("total_pages", COUNT),
    Column("requested_from", MOMENT),
    Column("requested_until", MOMENT),
)
# The payer, the cart and the shipping address stand beside `transaction_info`; what is not named here is not read.
TRANSACTIONS = RowSet(
    name="transactions",
    levels=("transaction_details",),
    paths={
        "account_id": "^.account_number",
        "transaction_id": "transaction_info.transaction_id",
        "reference_id": "transaction_info.paypal_reference_id",
        "reference_id_type": "transaction_info.paypal_reference_id_type",
        "event_code": "transaction_info.transaction_event_code",
        "initiated_at": "transaction_info.transaction_initiation_date",
        "updated_at": "transaction_info.transaction_updated_date",
        "currency": "transaction_info.transaction_amount.currency_code",
        "gross_amount": "transaction_info.transaction_amount.value",
        "fee_currency": "transaction_info.fee_amount.currency_code",
        "fee_amount": "transaction_info.fee_amount.value",
        "transaction_status": "transaction_info.transaction_status",
        "invoice_id": "transaction_info.invoice_id",
        "custom_field": "transaction_info.custom_field",
        "bank_reference_id": "transaction_info.bank_reference_id",
        "balance_currency": "transaction_info.ending_balance.currency_code",
        "ending_balance_amount": "transaction_info.ending_balance.value",
        "page": "^.page",
        "total_pages": "^.total_pages",
        "requested_from": "^.start_date",
        "requested_until": "^.end_date",
    },
)

API_PAGE = FileFormat(
    kind="paypal_api_page",
    title="PayPal Transaction Search page (JSON)",
    tables={TABLE: table_schema(COLUMNS)},
    columns=COLUMNS,
    arrange=lambda: OneTable(TABLE),
    bare_thousands="decimals",
    one_store_only=True,
    layout=json_layout(("transaction_details", "transaction_info"), (TRANSACTIONS,)),
)
