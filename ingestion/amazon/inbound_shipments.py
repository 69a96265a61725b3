"""Shipments to FBA and their items, as the Fulfillment Inbound API tells of them. The sender's address is not read."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, DATE, MONEY, Column
from ingestion.json_rows import RowSet, json_layout

SHIPMENT_COLUMNS = (
    Column("shipment_id", required=True, filled=True),
    Column("shipment_name"),
    Column("shipment_status", required=True),
    Column("fulfilment_centre_id"),
    Column("ship_from_country"),
    Column("label_prep_type"),
    Column("box_contents_source"),
    Column("needed_by_date", DATE),
    Column("box_contents_fee", MONEY),
    Column("box_contents_fee_currency"),
)
ITEM_COLUMNS = (
    Column("shipment_id", required=True, filled=True),
    Column("sku", required=True, filled=True),
    Column("fnsku"),
    Column("quantity_shipped", COUNT, required=True),
    Column("quantity_received", COUNT),
    Column("quantity_in_case", COUNT),
    Column("release_date", DATE),
)
SHIPMENTS = RowSet(
    "shipments",
    ("payload.ShipmentData",),
    {
        "shipment_id": "ShipmentId",
        "shipment_name": "ShipmentName",
        "shipment_status": "ShipmentStatus",
        "fulfilment_centre_id": "DestinationFulfillmentCenterId",
        "ship_from_country": "ShipFromAddress.CountryCode",
        "label_prep_type": "LabelPrepType",
        "box_contents_source": "BoxContentsSource",
        "needed_by_date": "ConfirmedNeedByDate",
        "box_contents_fee": "EstimatedBoxContentsFee.TotalFee.Value",
        "box_contents_fee_currency": "EstimatedBoxContentsFee.TotalFee.CurrencyCode",
    },
)
ITEMS = RowSet(
    "items",
    ("payload.ItemData",),
    {
        "shipment_id": "ShipmentId",
        "sku": "SellerSKU",
        "fnsku": "FulfillmentNetworkSKU",
        "quantity_shipped": "QuantityShipped",
        "quantity_received": "QuantityReceived",
        "quantity_in_case": "QuantityInCase",
        "release_date": "ReleaseDate",
    },
)

INBOUND_SHIPMENTS = report(
    "inbound_shipments",
    "Amazon shipments to FBA (API)",
    "amazon_inbound_shipments",
    SHIPMENT_COLUMNS,
    signature=(),
    signature_minimum=1,
    bare_thousands="decimals",
    layout=json_layout(("ShipmentData", "ShipmentId", "ShipmentStatus"), (SHIPMENTS,)),
)

INBOUND_SHIPMENT_ITEMS = report(
    "inbound_shipment_items",
    "Amazon items of shipments to FBA (API)",
    "amazon_inbound_shipment_items",
    ITEM_COLUMNS,
    signature=(),
    signature_minimum=1,
    bare_thousands="decimals",
    layout=json_layout(("ItemData", "ShipmentId", "SellerSKU"), (ITEMS,)),
)
