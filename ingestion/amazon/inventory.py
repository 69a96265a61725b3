"""FBA inventory ("manage inventory") snapshots, English and Spanish headings. Quantities are taken as they stand."""

from collections.abc import Mapping
from typing import Any

from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFacts, FileFormat, OneTable, table_schema

TABLE = "amazon_fba_inventory"
SNAPSHOT = Column("snapshot_at", MOMENT)
COLUMNS = (
    Column("sku", required=True, filled=True),
    Column("fnsku", required=True),
    Column("asin"),
    Column("product_name", headings=("product-name", "nombre-del-producto")),
    Column("condition", headings=("condition", "estado")),
    Column("your_price", MONEY, ("your-price", "tu-precio")),
    Column("afn_warehouse_quantity", COUNT, ("afn-warehouse-quantity", "cantidad-en-almacen-de-amazon")),
    Column(
        "afn_fulfillable_quantity",
        COUNT,
        ("afn-fulfillable-quantity", "cantidad-disponible-gestionada-por-amazon"),
        required=True,
    ),
    Column("afn_unsellable_quantity", COUNT, ("afn-unsellable-quantity", "cantidad-no-vendible"), required=True),
    Column("afn_reserved_quantity", COUNT, ("afn-reserved-quantity", "cantidad-reservada"), required=True),
    Column("afn_total_quantity", COUNT, ("afn-total-quantity", "cantidad-total-gestionada-por-amazon"), required=True),
    Column("per_unit_volume", MONEY, ("per-unit-volume", "volumen-por-unidad"), rounds=True),
    Column("afn_inbound_working_quantity", COUNT, ("afn-inbound-working-quantity", "cantidad-entrante-en-preparacion")),
    Column("afn_inbound_shipped_quantity", COUNT, ("afn-inbound-shipped-quantity", "cantidad-entrante-enviada")),
    Column(
        "afn_inbound_receiving_quantity", COUNT, ("afn-inbound-receiving-quantity", "cantidad-entrante-en-recepcion")
    ),
    Column("afn_researching_quantity", COUNT, ("afn-researching-quantity", "cantidad-en-investigacion")),
    Column("afn_reserved_future_supply", COUNT, ("afn-reserved-future-supply", "cantidad-reservada-suministro-futuro")),
    Column("afn_future_supply_buyable", COUNT, ("afn-future-supply-buyable", "suministro-futuro-comprable")),
)


def _snapshot(facts: FileFacts) -> Mapping[str, Any]:
    """The report does not say when it was made; the file's own time does."""
    return {SNAPSHOT.name: facts.modified_at}


FBA_INVENTORY = FileFormat(
    kind="fba_inventory",
    title="Amazon FBA inventory (manage inventory) report",
    tables={TABLE: table_schema((SNAPSHOT, *COLUMNS))},
    columns=COLUMNS,
    signature=frozenset(
        {
            "fnsku",
            "afn_warehouse_quantity",
            "afn_fulfillable_quantity",
            "afn_unsellable_quantity",
            "afn_reserved_quantity",
            "afn_total_quantity",
            "afn_researching_quantity",
        }
    ),
    signature_minimum=4,
    arrange=lambda: OneTable(TABLE),
    bare_thousands="decimals",
    constants=_snapshot,
    constant_columns=(SNAPSHOT,),
)
