"""Estimated FBA fees (fee preview): layouts of the US and Europe, English and Spanish headings. Nothing is booked."""

from ingestion.amazon.report_files import NO_ESTIMATE, SNAPSHOT_AT, report
from ingestion.formats import MONEY, Column


def _estimate(name: str, *headings: str) -> Column:
    return Column(name, MONEY, headings, rounds=True, unknown=NO_ESTIMATE)


COUNTRIES = ("uk", "de", "fr", "it", "es", "se")
COLUMNS = (
    Column("sku", required=True, filled=True),
    Column("fnsku"),
    Column("asin"),
    Column("amazon_store"),
    Column("product_name", headings=("product-name", "nombre-del-producto")),
    Column("product_group", headings=("product-group", "grupo-de-productos")),
    Column("brand", headings=("brand", "marca")),
    Column("fulfilled_by", headings=("fulfilled-by", "gestionado-por")),
    _estimate("your_price", "your-price", "tu-precio"),
    _estimate("sales_price", "sales-price", "precio-de-venta"),
    _estimate("longest_side", "longest-side", "lado-mas-largo"),
    _estimate("median_side", "median-side", "lado-medio"),
    _estimate("shortest_side", "shortest-side", "lado-mas-corto"),
    _estimate("length_and_girth", "length-and-girth", "largo-y-contorno"),
    Column("unit_of_dimension", headings=("unit-of-dimension", "unidad-de-dimension")),
    _estimate("item_package_weight", "item-package-weight", "peso-del-paquete"),
    Column("unit_of_weight", headings=("unit-of-weight", "unidad-de-peso")),
    Column(
        "product_size_tier",
        headings=("product-size-tier", "product-size-weight-band", "nivel-de-tamano-del-producto"),
    ),
    Column("currency", headings=("currency", "divisa"), required=True),
    _estimate("estimated_fee_total", "estimated-fee-total", "total-estimado-de-tarifas"),
    _estimate(
        "estimated_referral_fee_per_unit",
        "estimated-referral-fee-per-unit",
        "comision-por-recomendacion-estimada-por-unidad",
    ),
    _estimate("estimated_variable_closing_fee", "estimated-variable-closing-fee", "tarifa-variable-de-cierre-estimada"),
    _estimate(
        "expected_fulfilment_fee_per_unit",
        "expected-fulfillment-fee-per-unit",
        "expected-domestic-fulfilment-fee-per-unit",
        "tarifa-de-gestion-logistica-prevista-por-unidad",
    ),
    *(_estimate(f"expected_efn_fulfilment_fee_per_unit_{country}") for country in COUNTRIES),
)

FEE_ESTIMATES = report(
    "fee_estimates",
    "Amazon estimated FBA fees (fee preview) report",
    "amazon_fee_estimates",
    COLUMNS,
    signature=(
        "estimated_fee_total",
        "estimated_referral_fee_per_unit",
        "estimated_variable_closing_fee",
        "expected_fulfilment_fee_per_unit",
    ),
    signature_minimum=2,
    made_at=SNAPSHOT_AT,
    bare_thousands="decimals",
)
