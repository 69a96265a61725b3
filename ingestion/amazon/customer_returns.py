"""FBA customer returns, English and Spanish headings. What customers write is theirs and is dropped."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, Column

COLUMNS = (
    Column("returned_at", MOMENT, ("return-date", "fecha-de-devolucion"), required=True, filled=True),
    Column("order_id", headings=("order-id", "identificador-del-pedido"), required=True),
    Column("sku", required=True),
    Column("asin"),
    Column("fnsku"),
    Column("product_name", headings=("product-name", "nombre-del-producto")),
    Column("quantity", COUNT, ("quantity", "cantidad"), required=True, filled=True),
    Column("fulfillment_center_id", headings=("fulfillment-center-id", "identificador-del-centro-logistico")),
    Column("detailed_disposition", headings=("detailed-disposition", "disposicion-detallada"), required=True),
    Column("reason", headings=("reason", "motivo"), required=True),
    Column("status", headings=("status", "estado")),
    Column("license_plate_number", headings=("license-plate-number", "numero-de-matricula")),
)
PERSONAL = ("customer-comments", "comentarios-del-cliente")

CUSTOMER_RETURNS = report(
    "customer_returns",
    "Amazon FBA customer returns report",
    "amazon_customer_returns",
    COLUMNS,
    signature=("returned_at", "detailed_disposition", "license_plate_number"),
    signature_minimum=2,
    personal=PERSONAL,
)
