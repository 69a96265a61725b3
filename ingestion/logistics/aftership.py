"""AfterShip's trackings: API answers (one, a list, the older envelope) and webhooks. Names and mails are not read.

`checkpoint_time` is the clock on the carrier's wall and mostly says no zone. It is kept as it stands in `event_time`,
and read as if it were UTC in `event_at`; the models say of each event whether its zone is known.
"""

from functools import partial

from ingestion.logistics.tracking import tracking_document

TRACKING = partial(
    tracking_document,
    "aftership",
    parcel={
        "tracking_number": "tracking_number",
        "carrier": "slug",
        "order_id": "order_id",
        "reference": "order_number",
        "status": "tag",
        "status_detail": "subtag",
        "stated_at": "updated_at",
        "shipped_at": "shipment_pickup_date",
        "estimated_arrival_at": "courier_estimated_delivery_date.estimated_delivery_date|expected_delivery",
        "origin_country": "origin_country_region|origin_country_iso3",
        "destination_country": "destination_country_region|destination_country_iso3",
    },
    way_to_events=("checkpoints",),
    event={
        "tracking_number": "^.tracking_number",
        "carrier": "slug",
        "event_time": "checkpoint_time",
        "status": "tag",
        "status_detail": "subtag",
        "description": "message",
        "location": "location",
        "city": "city",
        "country": "country_region|country_iso3",
    },
)

AFTERSHIP_WEBHOOK = TRACKING(
    title="AfterShip webhook (tracking_update)",
    known_by=("event", "msg", "checkpoints"),
    way_to_parcels=("msg",),
)
AFTERSHIP_LIST = TRACKING(
    title="AfterShip list of trackings",
    known_by=("meta", "trackings", "checkpoints"),
    way_to_parcels=("data.trackings",),
)
AFTERSHIP_OLDER_ANSWER = TRACKING(
    title="AfterShip tracking (API v4)",
    known_by=("meta", "tracking", "checkpoints"),
    way_to_parcels=("data.tracking",),
)
AFTERSHIP_TRACKING = TRACKING(
    title="AfterShip tracking", known_by=("meta", "data", "checkpoints"), way_to_parcels=("data",)
)
