"""The sheet of parcels and scans that carriers export, CSV or workbook, English or Chinese. Judges no status.

One sheet for both: a row without an event time is the parcel itself, a row with one is a scan of it.

tracking number | order id | carrier | shipped at | event time | status | description | location
"""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import TEXT, FileFormat
from ingestion.headings import heading
from ingestion.logistics.tracking import (
    CARRIER,
    CONSTANTS,
    DESCRIPTION,
    EVENT_AT,
    EVENT_TIME,
    EVENTS,
    LOCATION,
    ORDER_ID,
    PARCELS,
    PROVIDER,
    REPORTED_AT,
    SHIPPED_AT,
    STATUS,
    TABLES,
    TRACKING_NUMBER,
)

COLUMNS = (TRACKING_NUMBER, ORDER_ID, CARRIER, SHIPPED_AT, EVENT_AT, EVENT_TIME, STATUS, DESCRIPTION, LOCATION)
PERSONAL = ("name", "receiver", "consignee", "signed by", "signer", "姓名", "收货人", "签收人", "收件地址")


class ParcelsAndScans:
    """Scans are rows of their own; of what they repeat about their parcel, one row a block is kept."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """Scans to the events; parcels once, without the status of a scan, which is the event's."""
        rows = _complete(rows)
        is_scan = rows["event_time"].is_valid()
        scans = rows.filter(is_scan)
        if scans.num_rows:
            yield EVENTS, scans
        status = pc.if_else(is_scan, None, rows["status"].cast(TEXT))
        parcels = rows.set_column(rows.column_names.index("status"), "status", status)
        yield PARCELS, _first_of_alike(parcels)

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()


def _complete(rows: pa.Table) -> pa.Table:
    """The rows with every column of both tables: a sheet does not state all of them."""
    for schema in TABLES.values():
        for field in schema:
            if field.name not in rows.column_names:
                rows = rows.append_column(field.name, pa.nulls(rows.num_rows, field.type))
    return rows


def _first_of_alike(parcels: pa.Table) -> pa.Table:
    names = ["tracking_number", "order_id", "carrier", "shipped_at", "status"]
    keys = pa.table({name: _plain(parcels[name]) for name in names}).append_column("raw_line", parcels["raw_line"])
    first = keys.group_by(names, use_threads=False).aggregate([("raw_line", "min")])["raw_line_min"]
    return parcels.filter(pc.is_in(parcels["raw_line"], first.combine_chunks()))


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(TEXT) if pa.types.is_dictionary(column.type) else column


PARCEL_SHEET = FileFormat(
    kind="parcel_sheet",
    title="carrier's parcel sheet (tracking number, event time, status …)",
    tables=TABLES,
    columns=COLUMNS,
    signature=frozenset({"tracking_number", "event_time", "shipped_at", "status", "description", "location"}),
    signature_minimum=3,
    arrange=ParcelsAndScans,
    quoted_tabs=True,
    personal=frozenset(heading(name) for name in PERSONAL),
    constants=lambda facts: {PROVIDER.name: "carrier", REPORTED_AT.name: facts.modified_at},
    constant_columns=CONSTANTS,
)
