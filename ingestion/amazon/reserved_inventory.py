"""FBA reserved inventory: units that wait for customers, transfers or processing. Nothing is added up."""

from ingestion.amazon.report_files import SNAPSHOT_AT, report
from ingestion.formats import COUNT, Column

COLUMNS = (
    Column("sku", required=True, filled=True),
    Column("fnsku"),
    Column("asin"),
    Column("product_name"),
    Column("reserved_qty", COUNT, required=True),
    Column("reserved_customer_orders", COUNT, ("reserved_customerorders",), required=True),
    Column("reserved_fc_transfers", COUNT, required=True),
    Column("reserved_fc_processing", COUNT, required=True),
)

RESERVED_INVENTORY = report(
    "reserved_inventory",
    "Amazon FBA reserved inventory report",
    "amazon_reserved_inventory",
    COLUMNS,
    signature=("reserved_customer_orders", "reserved_fc_transfers", "reserved_fc_processing"),
    signature_minimum=2,
    made_at=SNAPSHOT_AT,
)
