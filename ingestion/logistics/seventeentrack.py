"""17TRACK's API v2.2: answers to gettrackinfo and bodies of webhooks. Its stages are read as they are, not judged.

An answer has status 200 even where it rejects every number; what was rejected is told as a warning of the file.
"""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import Column, OneTableASet
from ingestion.json_rows import RowSet
from ingestion.logistics.tracking import EVENTS, PARCELS, tracking_document
from ingestion.refusal import shown

PROVIDER = "17track"
REJECTION = Column("rejection")
PARCEL = {
    "tracking_number": "^.number",
    "carrier": "tracking.providers.0.provider.name",
    "reference": "^.tag",
    "status": "latest_status.status",
    "status_detail": "latest_status.sub_status",
    "stated_at": "latest_event.time_iso|latest_event.time_utc",
    "estimated_arrival_at": "time_metrics.estimated_delivery_date.from",
    "origin_country": "shipping_info.shipper_address.country",
    "destination_country": "shipping_info.recipient_address.country",
}
WAY_TO_EVENTS = ("tracking.providers", "events")
EVENT = {
    "tracking_number": "^.^.^.number",
    "carrier": "^.provider.name",
    "event_time": "time_iso|time_utc",
    "status": "stage",
    "status_detail": "sub_status",
    "description": "description",
    "location": "location",
    "city": "address.city",
    "country": "address.country",
}


class WithRejections(OneTableASet):
    """Parcels and events, and a warning for the numbers of which 17TRACK says nothing."""

    def __init__(self) -> None:
        super().__init__({"parcels": PARCELS, "events": EVENTS})
        self._rejected: list[dict[str, Any]] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows of each set; rejections are kept for the end."""
        rejected = rows.filter(pc.equal(rows["row_set"].cast(pa.string()), "rejected"))
        self._rejected += rejected.select(["tracking_number", REJECTION.name]).to_pylist()
        return super().add(rows)

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing but the warning."""
        if self._rejected:
            first = self._rejected[0]
            self.warnings.append(
                f"17TRACK rejected {len(self._rejected)} of the numbers asked for, such as "
                f"{shown(first['tracking_number'])}: {shown(first[REJECTION.name] or 'no reason given')}"
            )
        return ()


SEVENTEENTRACK_ANSWER = tracking_document(
    PROVIDER,
    "17TRACK answer (gettrackinfo, v2.2)",
    known_by=("code", "accepted", "rejected"),
    way_to_parcels=("data.accepted", "track_info"),
    parcel=PARCEL,
    way_to_events=WAY_TO_EVENTS,
    event=EVENT,
    more_rows=(RowSet("rejected", ("data.rejected",), {"tracking_number": "number", REJECTION.name: "error.message"}),),
    more_columns=(REJECTION,),
    arrange=WithRejections,
)
SEVENTEENTRACK_WEBHOOK = tracking_document(
    PROVIDER,
    "17TRACK webhook (TRACKING_UPDATED)",
    known_by=("event", "data", "track_info"),
    way_to_parcels=("data", "track_info"),
    parcel=PARCEL,
    way_to_events=WAY_TO_EVENTS,
    event=EVENT,
)
