"""FBA reimbursements: what Amazon owes for lost and damaged units, in money or in kind. Payment is the settlement's."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, MONEY, Column

COLUMNS = (
    Column("approved_at", MOMENT, ("approval-date",), required=True, filled=True),
    Column("reimbursement_id", required=True, filled=True),
    Column("case_id"),
    Column("amazon_order_id"),
    Column("reason", required=True),
    Column("sku", required=True),
    Column("fnsku"),
    Column("asin"),
    Column("product_name"),
    Column("condition"),
    Column("currency", headings=("currency-unit",), required=True),
    Column("amount_per_unit", MONEY),
    Column("amount_total", MONEY, required=True),
    Column("quantity_reimbursed_cash", COUNT, required=True),
    Column("quantity_reimbursed_inventory", COUNT, required=True),
    Column("quantity_reimbursed_total", COUNT, required=True),
    Column("original_reimbursement_id"),
    Column("original_reimbursement_type"),
)

REIMBURSEMENTS = report(
    "reimbursements",
    "Amazon FBA reimbursements report",
    "amazon_reimbursements",
    COLUMNS,
    signature=("approved_at", "reimbursement_id", "quantity_reimbursed_cash", "quantity_reimbursed_inventory"),
    signature_minimum=2,
)
