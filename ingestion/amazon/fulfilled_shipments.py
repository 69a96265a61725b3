"""Amazon fulfilled shipments: what left a fulfilment centre, item by item. Buyers' names and addresses are dropped."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, MONEY, Column

COLUMNS = (
    Column("amazon_order_id", required=True, filled=True),
    Column("merchant_order_id"),
    Column("shipment_id", required=True),
    Column("shipment_item_id", required=True, filled=True),
    Column("amazon_order_item_id"),
    Column("merchant_order_item_id"),
    Column("purchased_at", MOMENT, ("purchase-date",)),
    Column("paid_at", MOMENT, ("payments-date",)),
    Column("shipped_at", MOMENT, ("shipment-date",), required=True, filled=True),
    Column("reporting_at", MOMENT, ("reporting-date",)),
    Column("sku", required=True),
    Column("product_name"),
    Column("quantity_shipped", COUNT, required=True),
    Column("currency", required=True),
    Column("item_price", MONEY, required=True),
    Column("item_tax", MONEY),
    Column("shipping_price", MONEY),
    Column("shipping_tax", MONEY),
    Column("gift_wrap_price", MONEY),
    Column("gift_wrap_tax", MONEY),
    Column("ship_service_level"),
    Column("ship_country"),
    Column("item_promotion_discount", MONEY),
    Column("ship_promotion_discount", MONEY),
    Column("carrier"),
    Column("tracking_number"),
    Column("estimated_arrival_at", MOMENT, ("estimated-arrival-date",)),
    Column("fulfillment_center_id"),
    Column("fulfillment_channel"),
    Column("sales_channel"),
)
PERSONAL = (
    *("buyer-email", "buyer-name", "buyer-phone-number", "recipient-name", "ship-phone-number"),
    *(f"ship-{part}" for part in ("address-1", "address-2", "address-3", "city", "state", "postal-code")),
    *(f"bill-{part}" for part in ("address-1", "address-2", "address-3", "city", "state", "postal-code", "country")),
)

FULFILLED_SHIPMENTS = report(
    "fulfilled_shipments",
    "Amazon fulfilled shipments report",
    "amazon_fulfilled_shipments",
    COLUMNS,
    signature=("shipment_item_id", "amazon_order_item_id", "shipped_at", "reporting_at", "quantity_shipped"),
    signature_minimum=3,
    personal=PERSONAL,
)
