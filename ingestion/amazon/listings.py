"""All-listings reports: every offer of a seller on one marketplace, which the report does not name. Judges no price."""

from ingestion.amazon.report_files import SNAPSHOT_AT, report
from ingestion.formats import COUNT, MOMENT, MONEY, Column

COLUMNS = (
    Column("item_name", required=True),
    Column("item_description"),
    Column("listing_id", required=True, filled=True),
    Column("seller_sku", required=True, filled=True),
    Column("price", MONEY, required=True),
    Column("quantity", COUNT, required=True),
    Column("opened_at", MOMENT, ("open-date",), required=True),
    Column("image_url"),
    Column("item_is_marketplace"),
    Column("product_id_type"),
    Column("item_note"),
    Column("item_condition"),
    Column("asin1"),
    Column("product_id"),
    Column("pending_quantity", COUNT),
    Column("fulfillment_channel"),
    Column("merchant_shipping_group"),
    Column("status", required=True),
)

LISTINGS = report(
    "listings",
    "Amazon all-listings report",
    "amazon_listings",
    COLUMNS,
    signature=("listing_id", "seller_sku", "opened_at", "item_is_marketplace", "merchant_shipping_group"),
    signature_minimum=3,
    made_at=SNAPSHOT_AT,
    # Europe prints 08/07/2016 for the 8th of July; America prints years first.
    bare_slashes="day_first",
)
