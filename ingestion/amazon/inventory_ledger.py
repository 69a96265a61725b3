"""FBA inventory ledger, detail view: one row an event, English and Spanish headings. Identical rows are all kept."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, DATE, Column

COLUMNS = (
    Column("event_date", DATE, ("Date", "Fecha"), required=True, filled=True),
    Column("fnsku", required=True),
    Column("asin"),
    Column("msku", required=True),
    Column("title", headings=("Title", "Título")),
    Column("event_type", headings=("Event Type", "Tipo de evento"), required=True, filled=True),
    Column("reference_id", headings=("Reference ID", "ID de referencia")),
    Column("quantity", COUNT, ("Quantity", "Cantidad"), required=True, filled=True),
    Column("fulfillment_center", headings=("Fulfillment Center", "Centro logístico"), required=True),
    Column("disposition", headings=("Disposition", "Estado"), required=True),
    Column("reason", headings=("Reason", "Motivo")),
    Column("country", headings=("Country", "País")),
    Column("reconciled_quantity", COUNT, ("Reconciled Quantity", "Cantidad conciliada")),
    Column("unreconciled_quantity", COUNT, ("Unreconciled Quantity", "Cantidad sin conciliar")),
    # Text: some files print no zone with it, and none may be guessed.
    Column("date_and_time", headings=("Date and Time", "Fecha y hora")),
    Column("store", headings=("Store", "Tienda")),
)

INVENTORY_LEDGER = report(
    "inventory_ledger",
    "Amazon FBA inventory ledger, detail view",
    "amazon_inventory_ledger",
    COLUMNS,
    signature=("msku", "event_type", "reference_id", "reconciled_quantity", "unreconciled_quantity"),
    signature_minimum=4,
    bare_slashes="month_first",
)
