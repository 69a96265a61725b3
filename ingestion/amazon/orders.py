"""All-orders reports (by order date and by last update), English and Spanish headings. No amount is judged here."""

from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.headings import heading

TABLE = "amazon_orders"
COLUMNS = (
    Column(
        "amazon_order_id",
        headings=("amazon-order-id", "identificador-del-pedido-de-amazon"),
        required=True,
        filled=True,
    ),
    Column("merchant_order_id", headings=("merchant-order-id", "identificador-del-pedido-del-comerciante")),
    Column("purchased_at", MOMENT, ("purchase-date", "fecha-de-la-compra"), required=True, filled=True),
    Column("last_updated_at", MOMENT, ("last-updated-date", "fecha-de-la-ultima-actualizacion")),
    Column("order_status", headings=("order-status", "estado-del-pedido"), required=True),
    Column("fulfillment_channel", headings=("fulfillment-channel", "canal-de-gestion-logistica")),
    Column("sales_channel", headings=("sales-channel", "canal-de-venta"), required=True),
    Column("order_channel", headings=("order-channel", "canal-del-pedido")),
    Column("ship_service_level", headings=("ship-service-level", "nivel-de-servicio-de-envio")),
    Column("product_name", headings=("product-name", "nombre-del-producto")),
    Column("sku", required=True),
    Column("asin"),
    Column("item_status", headings=("item-status", "estado-del-articulo")),
    Column("quantity", COUNT, ("quantity", "cantidad"), required=True),
    Column("currency", headings=("currency", "divisa"), required=True),
    Column("item_price", MONEY, ("item-price", "precio-del-articulo"), required=True),
    Column("item_tax", MONEY, ("item-tax", "impuesto-del-articulo")),
    Column("shipping_price", MONEY, ("shipping-price", "precio-del-envio")),
    Column("shipping_tax", MONEY, ("shipping-tax", "impuesto-del-envio")),
    Column("gift_wrap_price", MONEY, ("gift-wrap-price", "precio-del-envoltorio")),
    Column("gift_wrap_tax", MONEY, ("gift-wrap-tax", "impuesto-del-envoltorio")),
    Column("item_promotion_discount", MONEY, ("item-promotion-discount", "descuento-promocional-del-articulo")),
    Column("ship_promotion_discount", MONEY, ("ship-promotion-discount", "descuento-promocional-del-envio")),
    Column("ship_country", headings=("ship-country", "pais-de-envio")),
    Column("promotion_ids", headings=("promotion-ids", "identificadores-de-promocion")),
    Column("is_business_order", headings=("is-business-order", "es-pedido-de-empresa")),
)
PERSONAL = ("ship-state", "provincia-de-envio", "cpf")

ALL_ORDERS = FileFormat(
    kind="all_orders",
    title="Amazon all-orders report",
    tables={TABLE: table_schema(COLUMNS)},
    columns=COLUMNS,
    signature=frozenset(
        {"amazon_order_id", "last_updated_at", "order_status", "order_channel", "item_status", "is_business_order"}
    ),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    personal=frozenset(heading(name) for name in PERSONAL),
    bare_thousands="thousands",
)
