"""A small company's files of goods in their true formats: headings, and rows of them. Asserts nothing itself."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.ingestion.report_builders import as_text, line, total_row

SETTINGS = """[stores.acme]
marketplaces = ["Amazon.com"]
timezone = "UTC"
[stores.shop]
platform = "shopify"
ships_from = "Ningbo"
[stores.mall]
platform = "other"
"""
LEDGER = [
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Event Type",
    "Reference ID",
    "Quantity",
    "Fulfillment Center",
    "Disposition",
    "Reason",
    "Country",
    "Reconciled Quantity",
    "Unreconciled Quantity",
]
SUMMARY = [
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Disposition",
    "Starting Warehouse Balance",
    "In Transit Between Warehouses",
    "Receipts",
    "Customer Shipments",
    "Customer Returns",
    "Vendor Returns",
    "Warehouse Transfer In/Out",
    "Found",
    "Lost",
    "Damaged",
    "Disposed",
    "Other Events",
    "Ending Warehouse Balance",
    "Unknown Events",
    "Location",
]
SHIPMENTS = [
    "amazon-order-id",
    "merchant-order-id",
    "shipment-id",
    "shipment-item-id",
    "amazon-order-item-id",
    "shipment-date",
    "reporting-date",
    "sku",
    "quantity-shipped",
    "currency",
    "item-price",
    "ship-country",
    "sales-channel",
]
ORDERS = [
    "amazon-order-id",
    "merchant-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "order-channel",
    "sku",
    "item-status",
    "quantity",
    "currency",
    "item-price",
    "is-business-order",
]
RETURNS = [
    "return-date",
    "order-id",
    "sku",
    "asin",
    "fnsku",
    "quantity",
    "fulfillment-center-id",
    "detailed-disposition",
    "reason",
    "status",
    "license-plate-number",
]
REMOVALS = [
    "request-date",
    "order-id",
    "order-source",
    "order-type",
    "order-status",
    "last-updated-date",
    "sku",
    "fnsku",
    "disposition",
    "requested-quantity",
    "cancelled-quantity",
    "disposed-quantity",
    "shipped-quantity",
    "in-process-quantity",
    "removal-fee",
]
MALL = [
    "Order ID",
    "Item ID",
    "Order Date",
    "Marketplace",
    "SKU",
    "Quantity",
    "Currency",
    "Price",
    "Status",
    "Ship Date",
    "Ship By Date",
]
MALL_PAYOUTS = [
    "Payout ID",
    "Date",
    "Marketplace",
    "Order ID",
    "SKU",
    "Type",
    "Description",
    "Amount",
    "Currency",
    "Quantity",
]
RECEIPTS = [
    "receipt number",
    "purchase order",
    "SKU",
    "batch",
    "received quantity",
    "received date",
    "receiving location",
]
TRANSFERS = [
    "shipment number",
    "SKU",
    "from warehouse",
    "to warehouse",
    "shipped date",
    "shipped quantity",
    "received date",
    "received quantity",
]
STOCK_TAKES = ["counted date", "counted location", "SKU", "batch", "counted quantity", "counted by"]


def write(path: Path, headings: list[str], *rows: str, delimiter: str = "\t") -> None:
    """Rows as one text each, cells parted by a bar; what is left away at their end is empty."""
    lines = [headings, *([cell.strip() for cell in row.split("|")] for row in rows)]
    filled = (cells + [""] * (len(headings) - len(cells)) for cells in lines)
    write_text(path, "".join(delimiter.join(cells) + "\n" for cells in filled))


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def event(day: str, sku: str, kind: str, quantity: int, reference: str = "", disposition: str = "SELLABLE",
          reason: str = "", country: str = "US", centre: str = "ONT8") -> str:  # fmt: skip
    """A row of the FBA ledger's detail view."""
    cells = [day, f"X-{sku}", "B0", sku, "", kind, reference, str(quantity), centre, disposition, reason, country]
    return "|".join([*cells, "0", "0"])


def balance(month: str, sku: str, start: int, movements: str, end: int, unknown: int = 0, disposition: str = "SELLABLE",
            location: str = "US") -> str:  # fmt: skip
    """A row of the ledger's summary; `movements` from receipts to other events."""
    cells = [month, f"X-{sku}", "B0", sku, "", disposition, str(start), "0", *movements.split()]
    return "|".join([*cells, str(end), str(unknown), location])


def shipment(
    day: str, order: str, sku: str, quantity: int, channel: str = "amazon.com", merchant_order: str = ""
) -> str:
    """A row of the fulfilled shipments report."""
    moment, number = f"{day}T10:00:00+00:00", f"{order}-{sku}"
    cells = [order, merchant_order, f"S-{order}", number, number, moment, moment, sku, str(quantity), "USD", "20", "US"]
    return "|".join([*cells, channel])


def order(day: str, number: str, sku: str, quantity: int, status: str = "Shipped", channel: str = "Amazon") -> str:
    """A row of the all-orders report; its merchant's number is that of the order, as it often is."""
    moment = f"{day}T10:00:00+00:00"
    cells = [number, number, moment, moment, status, channel, "Amazon.com", "", sku, status, str(quantity)]
    return "|".join([*cells, "USD", "20", "false"])


def returned(day: str, number: str, sku: str, disposition: str) -> str:
    """A row of the customer returns report."""
    return f"{day}T10:00:00+00:00|{number}|{sku}|B0|X|1|YYZ1|{disposition}|DEFECTIVE||LPN-{number}"


def removal(day: str, number: str, sku: str, kind: str, disposition: str, disposed: int = 0, shipped: int = 0) -> str:
    """A row of the removal order detail report."""
    moment = f"{day}T10:00:00+00:00"
    return f"{moment}|{number}|S|{kind}|Completed|{moment}|{sku}|X|{disposition}|9|0|{disposed}|{shipped}|0|1"


def settlement(path: Path, *sold: tuple[str, str, str, str]) -> None:
    """Units sold: order, SKU, how many, and the day they were posted."""
    rows = [
        line(
            order_id=number, sku=sku, quantity_purchased=units, posted_date=day, posted_date_time=f"{day} 10:00:00 UTC"
        )
        for number, sku, units, day in sold
    ]
    write_text(path, as_text([total_row(f"{10 * len(rows)}.00"), *rows]))


def inbound(folder: Path, shipment: str, status: str, items: Iterable[tuple[str, int, int]]) -> None:
    """Pages of the inbound API: a shipment, and SKU, units shipped and units received of its items."""
    head = {"ShipmentId": shipment, "ShipmentName": "n", "ShipmentStatus": status}
    write_text(folder / "shipments.json", json.dumps({"payload": {"ShipmentData": [head]}}))
    rows = [
        {"ShipmentId": shipment, "SellerSKU": sku, "QuantityShipped": shipped, "QuantityReceived": received}
        for sku, shipped, received in items
    ]
    write_text(folder / "items.json", json.dumps({"payload": {"ItemData": rows}}))
