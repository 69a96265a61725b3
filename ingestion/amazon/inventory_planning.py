"""FBA inventory planning: age, sales and cover of each SKU on the day that the report names. Nothing is judged."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, DATE, MONEY, Column

COLUMNS = (
    Column("snapshot_date", DATE, required=True, filled=True),
    Column("sku", required=True, filled=True),
    Column("fnsku"),
    Column("asin"),
    Column("product_name"),
    Column("condition"),
    Column("available", COUNT, required=True),
    Column("pending_removal_quantity", COUNT),
    Column("inv_age_0_to_90_days", COUNT),
    Column("inv_age_91_to_180_days", COUNT),
    Column("inv_age_181_to_270_days", COUNT),
    Column("inv_age_271_to_365_days", COUNT),
    Column("inv_age_365_plus_days", COUNT),
    Column("currency"),
    Column("units_shipped_t7", COUNT),
    Column("units_shipped_t30", COUNT),
    Column("units_shipped_t60", COUNT),
    Column("units_shipped_t90", COUNT),
    Column("your_price", MONEY),
    Column("sales_price", MONEY),
    Column("recommended_removal_quantity", COUNT),
    Column("sell_through", MONEY, rounds=True),
    Column("storage_type"),
    Column("marketplace"),
    Column("days_of_supply", COUNT),
    Column("estimated_excess_quantity", COUNT),
    Column("inbound_quantity", COUNT),
    Column("total_reserved_quantity", COUNT),
    Column("unfulfillable_quantity", COUNT),
)

INVENTORY_PLANNING = report(
    "inventory_planning",
    "Amazon FBA inventory planning report",
    "amazon_inventory_planning",
    COLUMNS,
    signature=("snapshot_date", "inv_age_0_to_90_days", "units_shipped_t30", "estimated_excess_quantity"),
    signature_minimum=3,
    bare_thousands="decimals",
)
