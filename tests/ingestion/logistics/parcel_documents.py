"""Documents of 17TRACK, AfterShip and EasyPost in their true form, built by the tests. Nothing here is asserted."""

import json
from pathlib import Path
from typing import Any

SCANS_17TRACK = (
    ("2026-05-03T09:00:00+02:00", "Delivered", "Delivered_Other", "Delivered, signed by Erika Mustermann", "Bonn"),
    ("2026-05-01T10:00:00+08:00", "PickedUp", "InTransit_PickedUp", "Picked up", "Shenzhen"),
)
SCANS_AFTERSHIP = (
    ("2026-05-01T08:00:00", "InTransit", "InTransit_001", "Departed facility"),
    ("2026-05-02T08:00:00-04:00", "OutForDelivery", "OutForDelivery_001", "Out for delivery"),
)
SCANS_EASYPOST = (
    ("2026-05-01T08:00:00Z", "in_transit", "arrived_at_facility", "Arrived"),
    ("2026-05-04T08:00:00Z", "return_to_sender", "return", "Return to sender"),
)


def saved(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def item_17track(number: str = "RR1CN", scans: Any = SCANS_17TRACK, status: str = "Delivered") -> dict[str, Any]:
    """What 17TRACK says of one number, with the recipient's data that it has."""
    return {
        "number": number,
        "carrier": 3011,
        "param": None,
        "tag": "#1001",
        "track_info": {
            "shipping_info": {
                "shipper_address": {"country": "CN", "city": "Shenzhen"},
                "recipient_address": {"country": "DE", "street": "Geheimweg 7", "postal_code": "53111"},
            },
            "latest_status": {"status": status, "sub_status": f"{status}_Other"},
            "latest_event": {"time_iso": scans[0][0] if scans else None, "description": "…"},
            "time_metrics": {"estimated_delivery_date": {"source": "Official", "from": "2026-05-04T00:00:00+02:00"}},
            "tracking": {
                "providers": [
                    {
                        "provider": {"key": 3011, "name": "China Post"},
                        "events": [
                            {
                                "time_iso": at,
                                "stage": stage,
                                "sub_status": detail,
                                "description": text,
                                "location": city.upper(),
                                "address": {"country": "DE", "city": city, "street": "Geheimweg 7"},
                            }
                            for at, stage, detail, text, city in scans
                        ],
                    }
                ]
            },
        },
    }


def answer_17track(*items: dict[str, Any], rejected: tuple[str, ...] = ()) -> dict[str, Any]:
    errors = [
        {"number": number, "error": {"code": -18019902, "message": "The number is not registered."}}
        for number in rejected
    ]
    return {"code": 0, "data": {"accepted": list(items), "rejected": errors}}


def webhook_17track(item: dict[str, Any]) -> dict[str, Any]:
    return {"event": "TRACKING_UPDATED", "data": item}


def tracking_aftership(
    number: str = "1Z1", scans: Any = SCANS_AFTERSHIP, tag: str = "OutForDelivery"
) -> dict[str, Any]:
    """What AfterShip says of one number, with the recipient's data that it has."""
    return {
        "id": "bff5",
        "created_at": "2026-05-01T00:00:00+00:00",
        "updated_at": "2026-05-02T13:00:00+00:00",
        "tracking_number": number,
        "slug": "ups",
        "order_id": "4711",
        "order_number": "#4711",
        "customer_name": "Erika Mustermann",
        "signed_by": "Erika Mustermann",
        "emails": ["erika@example.com"],
        "shipment_pickup_date": "2026-05-01T06:00:00",
        "destination_country_iso3": "USA",
        "tag": tag,
        "subtag": f"{tag}_001",
        "checkpoints": [
            {
                "slug": "ups",
                "created_at": "2026-05-02T12:10:00+00:00",
                "checkpoint_time": at,
                "tag": tag_then,
                "subtag": subtag,
                "message": message,
                "location": "Reno, NV",
                "city": "Reno",
                "country_iso3": "USA",
                "zip": "89501",
            }
            for at, tag_then, subtag, message in scans
        ],
    }


def webhook_aftership(tracking: dict[str, Any]) -> dict[str, Any]:
    return {
        "ts": 1777726800,
        "event": "tracking_update",
        "event_id": "94da",
        "is_tracking_first_tag": True,
        "msg": tracking,
    }


def tracker_easypost(
    number: str = "9400", scans: Any = SCANS_EASYPOST, status: str = "return_to_sender"
) -> dict[str, Any]:
    """What EasyPost says of one number, with the recipient's data that it has."""
    return {
        "id": "trk_1",
        "object": "Tracker",
        "tracking_code": number,
        "status": status,
        "status_detail": "return",
        "updated_at": "2026-05-04T09:00:00Z",
        "signed_by": "Erika Mustermann",
        "est_delivery_date": None,
        "shipment_id": "shp_1",
        "carrier": "USPS",
        "tracking_details": [
            {
                "message": message,
                "status": then,
                "status_detail": detail,
                "datetime": at,
                "source": "USPS",
                "tracking_location": {"city": "RENO", "state": "NV", "country": "US", "zip": "89501"},
            }
            for at, then, detail, message in scans
        ],
        "carrier_detail": None,
    }


def event_easypost(tracker: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": "tracker.updated",
        "object": "Event",
        "id": "evt_1",
        "previous_attributes": {"status": "in_transit"},
        "result": tracker,
    }
