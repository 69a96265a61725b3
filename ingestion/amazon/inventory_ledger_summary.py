"""FBA inventory ledger, summary view: balances and movements of a day or a month. Nothing is added up here."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, DATE, Column

PERIOD = ("Date",)
MOVEMENTS = (
    "receipts",
    "customer_shipments",
    "customer_returns",
    "vendor_returns",
    "warehouse_transfer_in_out",
    "found",
    "lost",
    "damaged",
    "disposed",
    "other_events",
)
COLUMNS = (
    # The same cell twice: its first day, and as it is printed, which tells a month from a day.
    Column("period_start_date", DATE, PERIOD, required=True, filled=True, months=True),
    Column("period", headings=PERIOD, required=True),
    Column("fnsku", required=True),
    Column("asin"),
    Column("msku", required=True),
    Column("title"),
    Column("disposition", required=True),
    Column("starting_warehouse_balance", COUNT, required=True),
    Column("in_transit_between_warehouses", COUNT, required=True),
    *(Column(name, COUNT, required=True) for name in MOVEMENTS),
    Column("ending_warehouse_balance", COUNT, required=True),
    Column("unknown_events", COUNT, required=True),
    Column("location", required=True),
    Column("store"),
)

INVENTORY_LEDGER_SUMMARY = report(
    "inventory_ledger_summary",
    "Amazon FBA inventory ledger, summary view",
    "amazon_inventory_ledger_summary",
    COLUMNS,
    signature=("starting_warehouse_balance", "ending_warehouse_balance", "customer_shipments", "unknown_events"),
    signature_minimum=2,
    bare_slashes="month_first",
)
