"""FBA removal order detail: what was asked to be sent back or disposed of, and how far it is. No fee is booked here."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, MONEY, Column

COLUMNS = (
    Column("requested_at", MOMENT, ("request-date",), required=True, filled=True),
    Column("order_id", required=True, filled=True),
    Column("order_source"),
    Column("order_type", required=True),
    Column("service_speed"),
    Column("order_status", required=True),
    Column("last_updated_at", MOMENT, ("last-updated-date",)),
    Column("sku", required=True),
    Column("fnsku"),
    Column("disposition", required=True),
    Column("requested_quantity", COUNT, required=True),
    Column("cancelled_quantity", COUNT, required=True),
    Column("disposed_quantity", COUNT, required=True),
    Column("shipped_quantity", COUNT, required=True),
    Column("in_process_quantity", COUNT),
    Column("removal_fee", MONEY),
    Column("currency"),
)

REMOVAL_ORDERS = report(
    "removal_orders",
    "Amazon FBA removal order detail report",
    "amazon_removal_orders",
    COLUMNS,
    signature=("requested_quantity", "cancelled_quantity", "disposed_quantity", "in_process_quantity", "removal_fee"),
    signature_minimum=3,
)
