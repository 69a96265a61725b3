"""Parcels, their tracking, and what carriers charge. What a status or a charge means is decided in the models.

17TRACK, AfterShip, EasyPost (API answers and webhook bodies, JSON) -> logistics_parcels + logistics_tracking_events
carrier's parcel sheet (CSV, XLSX)                                  -> logistics_parcels + logistics_tracking_events
carrier's or freight forwarder's invoice (CSV, XLSX)                -> logistics_invoice_lines
"""

from ingestion.formats import Source
from ingestion.logistics.aftership import AFTERSHIP_LIST, AFTERSHIP_OLDER_ANSWER, AFTERSHIP_TRACKING, AFTERSHIP_WEBHOOK
from ingestion.logistics.easypost import EASYPOST_EVENT, EASYPOST_LIST, EASYPOST_TRACKER
from ingestion.logistics.invoices import CARRIER_INVOICE
from ingestion.logistics.parcel_sheet import PARCEL_SHEET
from ingestion.logistics.seventeentrack import SEVENTEENTRACK_ANSWER, SEVENTEENTRACK_WEBHOOK

SOURCE = Source(
    name="logistics",
    formats=(
        SEVENTEENTRACK_WEBHOOK,
        SEVENTEENTRACK_ANSWER,
        EASYPOST_EVENT,
        EASYPOST_LIST,
        EASYPOST_TRACKER,
        AFTERSHIP_WEBHOOK,
        AFTERSHIP_LIST,
        AFTERSHIP_OLDER_ANSWER,
        AFTERSHIP_TRACKING,
        PARCEL_SHEET,
        CARRIER_INVOICE,
    ),
)
