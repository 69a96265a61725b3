"""Shipments to FBA and their items, of Amazon's Fulfillment Inbound API. What they carry is costed elsewhere."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ingestion.amazon.api.paged import Paged
from ingestion.amazon.api.windows import Schedule, Window, as_text

UPDATED = Schedule(every=timedelta(hours=6), longest=timedelta(days=30), overlap=timedelta(days=1))
PATH = "/fba/inbound/v0"


def _updated(window: Window, marketplace: str | None) -> Mapping[str, Any]:
    return {
        "QueryType": "DATE_RANGE",
        "LastUpdatedAfter": as_text(window.start),
        "LastUpdatedBefore": as_text(window.end),
        "MarketplaceId": marketplace,
    }


def _with_token(first: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    return {"QueryType": "NEXT_TOKEN", "NextToken": token, "MarketplaceId": first["MarketplaceId"]}


SHIPMENTS = Paged(
    stream="inbound_shipments",
    operation="getShipments",
    path=f"{PATH}/shipments",
    schedule=UPDATED,
    records=("payload", "ShipmentData"),
    token=("payload", "NextToken"),
    first=_updated,
    following=_with_token,
)

SHIPMENT_ITEMS = Paged(
    stream="inbound_shipment_items",
    operation="getShipmentItems",
    path=f"{PATH}/shipmentItems",
    schedule=UPDATED,
    records=("payload", "ItemData"),
    token=("payload", "NextToken"),
    first=_updated,
    following=_with_token,
)
