"""What all tellers of parcels have in common: two raw tables, their columns, one JSON shape. Names no provider.

Never a column here: a recipient's name, street, phone or mail. Where an event was seen (town, country) may be kept.
"""

from collections.abc import Callable, Mapping, Sequence

from ingestion.formats import MOMENT, Arrangement, Column, FileFormat, OneTableASet, table_schema
from ingestion.json_rows import ROW_SET, RowSet, json_layout
from ingestion.rewrites import LOCAL_CLOCK_AS_UTC, WITHOUT_SIGNER

PARCELS = "logistics_parcels"
EVENTS = "logistics_tracking_events"

PROVIDER = Column("provider")
REPORTED_AT = Column("reported_at", MOMENT)
TRACKING_NUMBER = Column(
    "tracking_number",
    headings=("tracking number", "tracking no", "waybill number", "运单号", "物流单号", "跟踪号", "快递单号"),
    required=True,
    filled=True,
)
CARRIER = Column("carrier", headings=("carrier", "courier", "承运商", "物流商", "快递公司", "物流公司"))
ORDER_ID = Column("order_id", headings=("order id", "order number", "order no", "订单号", "订单编号"))
SHIPPED_AT = Column(
    "shipped_at",
    MOMENT,
    ("shipped at", "ship date", "shipped date", "发货时间", "发货日期"),
    rewrites=LOCAL_CLOCK_AS_UTC,
)
EVENT_TIME_HEADINGS = ("event time", "event date", "scan time", "轨迹时间", "事件时间", "扫描时间")
EVENT_TIME = Column("event_time", headings=EVENT_TIME_HEADINGS)
EVENT_AT = Column("event_at", MOMENT, EVENT_TIME_HEADINGS, rewrites=LOCAL_CLOCK_AS_UTC)
STATUS = Column("status", headings=("status", "状态", "物流状态"))
STATUS_DETAIL = Column("status_detail")
DESCRIPTION = Column(
    "description",
    headings=("description", "event description", "event", "描述", "轨迹描述", "事件描述", "轨迹"),
    rewrites=WITHOUT_SIGNER,
)
LOCATION = Column("location", headings=("location", "event location", "地点", "所在地", "轨迹地点"))
CITY = Column("city")
COUNTRY = Column("country")

PARCEL_COLUMNS = (
    TRACKING_NUMBER,
    CARRIER,
    ORDER_ID,
    Column("reference"),
    STATUS,
    STATUS_DETAIL,
    Column("stated_at", MOMENT, rewrites=LOCAL_CLOCK_AS_UTC),
    SHIPPED_AT,
    Column("estimated_arrival_at", MOMENT, rewrites=LOCAL_CLOCK_AS_UTC),
    Column("origin_country"),
    Column("destination_country"),
)
EVENT_COLUMNS = (
    TRACKING_NUMBER,
    CARRIER,
    EVENT_AT,
    EVENT_TIME,
    STATUS,
    STATUS_DETAIL,
    DESCRIPTION,
    LOCATION,
    CITY,
    COUNTRY,
)
CONSTANTS = (PROVIDER, REPORTED_AT)
TABLES = {
    PARCELS: table_schema((*CONSTANTS, *PARCEL_COLUMNS)),
    EVENTS: table_schema((*CONSTANTS, *EVENT_COLUMNS)),
}
ALL_COLUMNS = tuple(dict.fromkeys((Column(ROW_SET), *PARCEL_COLUMNS, *EVENT_COLUMNS)))


def by_row_set() -> Arrangement:
    """The arrangement of documents whose row sets are named `parcels` and `events`."""
    return OneTableASet({"parcels": PARCELS, "events": EVENTS})


def tracking_document(
    provider: str,
    title: str,
    *,
    known_by: Sequence[str],
    way_to_parcels: Sequence[str],
    parcel: Mapping[str, str],
    way_to_events: Sequence[str],
    event: Mapping[str, str],
    more_rows: Sequence[RowSet] = (),
    more_columns: Sequence[Column] = (),
    arrange: Callable[[], Arrangement] = by_row_set,
) -> FileFormat:
    """A provider's JSON document. `way_to_events` leads on from a parcel; `^.` in `event` leads back up.

    The provider's name and the file's own time stand in every row: few documents say when they were made.
    """
    row_sets = (
        RowSet("parcels", tuple(way_to_parcels), parcel),
        RowSet("events", (*way_to_parcels, *way_to_events), event),
        *more_rows,
    )
    return FileFormat(
        kind=f"{provider}_tracking",
        title=title,
        tables=TABLES,
        columns=(*ALL_COLUMNS, *more_columns),
        arrange=arrange,
        constants=lambda facts: {PROVIDER.name: provider, REPORTED_AT.name: facts.modified_at},
        constant_columns=CONSTANTS,
        layout=json_layout(known_by, row_sets),
    )
