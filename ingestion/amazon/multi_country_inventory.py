"""FBA multi-country inventory: the units in each country, English and Spanish headings. Nothing is added up."""

from ingestion.amazon.report_files import SNAPSHOT_AT, report
from ingestion.formats import COUNT, Column

COLUMNS = (
    Column("seller_sku", headings=("seller-sku", "sku-del-vendedor"), required=True, filled=True),
    Column("fulfillment_channel_sku", headings=("fulfillment-channel-sku", "sku-del-canal-de-gestion"), required=True),
    Column("asin"),
    Column("condition_type", headings=("condition-type", "tipo-de-estado")),
    Column("country", headings=("country", "pais"), required=True, filled=True),
    Column(
        "quantity_for_local_fulfillment",
        COUNT,
        ("quantity-for-local-fulfillment", "cantidad-para-gestion-local"),
        required=True,
    ),
)

MULTI_COUNTRY_INVENTORY = report(
    "multi_country_inventory",
    "Amazon FBA multi-country inventory report",
    "amazon_multi_country_inventory",
    COLUMNS,
    signature=("fulfillment_channel_sku", "quantity_for_local_fulfillment"),
    signature_minimum=2,
    made_at=SNAPSHOT_AT,
)
