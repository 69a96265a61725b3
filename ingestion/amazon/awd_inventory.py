"""Stock at Amazon Warehousing and Distribution, as pages of the AWD API tell of it. Adds nothing up."""

from ingestion.amazon.report_files import SNAPSHOT_AT, report
from ingestion.formats import COUNT, Column
from ingestion.json_rows import RowSet, json_layout

COLUMNS = (
    Column("sku", required=True, filled=True),
    Column("total_onhand_quantity", COUNT),
    Column("total_inbound_quantity", COUNT),
    Column("available_distributable_quantity", COUNT),
    Column("reserved_distributable_quantity", COUNT),
    Column("replenishment_quantity", COUNT),
)
SUMMARIES = RowSet(
    "inventory",
    ("inventory",),
    {
        "sku": "sku",
        "total_onhand_quantity": "totalOnhandQuantity",
        "total_inbound_quantity": "totalInboundQuantity",
        "available_distributable_quantity": "inventoryDetails.availableDistributableQuantity",
        "reserved_distributable_quantity": "inventoryDetails.reservedDistributableQuantity",
        "replenishment_quantity": "inventoryDetails.replenishmentQuantity",
    },
)

AWD_INVENTORY = report(
    "awd_inventory",
    "Amazon Warehousing and Distribution inventory (API)",
    "amazon_awd_inventory",
    COLUMNS,
    signature=(),
    signature_minimum=1,
    made_at=SNAPSHOT_AT,
    bare_thousands="decimals",
    layout=json_layout(("inventory", "sku", "totalOnhandQuantity"), (SUMMARIES,)),
)
