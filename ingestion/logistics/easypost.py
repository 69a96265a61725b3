"""EasyPost's trackers: one, a list of them, or the Event of a webhook. Who signed (`signed_by`) is not read."""

from functools import partial

from ingestion.logistics.tracking import tracking_document

TRACKER = partial(
    tracking_document,
    "easypost",
    parcel={
        "tracking_number": "tracking_code",
        "carrier": "carrier",
        "reference": "shipment_id",
        "status": "status",
        "status_detail": "status_detail",
        "stated_at": "updated_at",
        "estimated_arrival_at": "est_delivery_date",
        "origin_country": "carrier_detail.origin_tracking_location.country",
        "destination_country": "carrier_detail.destination_tracking_location.country",
    },
    way_to_events=("tracking_details",),
    event={
        "tracking_number": "^.tracking_code",
        "carrier": "^.carrier",
        "event_time": "datetime",
        "status": "status",
        "status_detail": "status_detail",
        "description": "message",
        "city": "tracking_location.city",
        "country": "tracking_location.country",
    },
)

EASYPOST_EVENT = TRACKER(
    title="EasyPost event with a tracker (webhook)",
    known_by=("result", "previous_attributes", "tracking_code", "tracking_details"),
    way_to_parcels=("result",),
)
EASYPOST_LIST = TRACKER(
    title="EasyPost list of trackers", known_by=("trackers", "tracking_details"), way_to_parcels=("trackers",)
)
EASYPOST_TRACKER = TRACKER(title="EasyPost tracker", known_by=("tracking_code", "tracking_details"), way_to_parcels=())
