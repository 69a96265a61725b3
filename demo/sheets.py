"""The other files of the seller: cost sheets, orders and inventory reports, settings. It writes no settlements."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import xlsxwriter

from demo.catalogue import NO_COST_SKU, STORES, Store
from demo.lines import POSTED_AT
from demo.settlement_text import money

COST_HEADINGS = [
    "sku",
    "title",
    "brand",
    "product_line",
    "supplier",
    "asin",
    "effective_from",
    "purchase_cost",
    "currency",
    "freight_cost",
    "duty_cost",
    "weight_kg",
    "lead_time_days",
]
RAISED_FROM = date(2026, 1, 1)
WRITTEN_AT = datetime(2026, 7, 1, tzinfo=UTC)


def cost_rows(products: pa.Table) -> list[list[str]]:
    """A cost for each product in CNY, and a higher one for every third from the new year on."""
    rows = []
    for row in products.to_pylist():
        if row["sku"] == NO_COST_SKU:
            continue
        start = [row["sku"], row["title"], row["brand"], row["product_line"], "Ningbo Goods Co", row["asin"]]
        rest = ["CNY", "3.50", "1.20", "0.45", "45"]
        rows.append([*start, "", money(row["cost"]), *rest])
        if row["product"] % 3 == 0:
            rows.append([*start, RAISED_FROM.isoformat(), money(row["cost"] * 106 // 100), *rest])
    return rows


def write_cost_csv(path: Path, products: pa.Table) -> None:
    """The cost sheet as CSV, UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COST_HEADINGS, *cost_rows(products)])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def write_cost_xlsx(path: Path, products: pa.Table) -> None:
    """The cost sheet as a workbook, the same bytes whenever it is written."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("costs")
        for number, row in enumerate([COST_HEADINGS, *cost_rows(products)]):
            sheet.write_row(number, 0, row)


def write_all_orders(connection: duckdb.DuckDBPyConnection, path: Path, store: Store, number: int) -> None:
    """The all-orders report of one store: tab separated, one row per order item."""
    connection.execute(
        f"""
        copy (
            select
                order_id as "amazon-order-id", order_id as "merchant-order-id",
                strftime({POSTED_AT} - interval 1 day, '%Y-%m-%dT%H:%M:%S+00:00') as "purchase-date",
                strftime({POSTED_AT}, '%Y-%m-%dT%H:%M:%S+00:00') as "last-updated-date", 'Shipped' as "order-status",
                'Amazon' as "fulfillment-channel", '{store.marketplace}' as "sales-channel", 'Standard' as
                "ship-service-level", title as "product-name", items.sku, asin, 'Shipped' as "item-status",
                units as quantity, '{store.currency}' as currency,
                cast(cast(principal as decimal(16, 0)) * 0.01 as decimal(18, 2)) as "item-price"
            from items inner join products on products.product = items.product
            where store = {number} order by items.number
        ) to '{path}' (delimiter '\t', header true, quote '')
        """
    )


def write_inventory(path: Path, products: pa.Table) -> None:
    """The FBA inventory report of one store."""
    headings = [
        "sku",
        "fnsku",
        "asin",
        "product-name",
        "condition",
        "your-price",
        "mfn-listing-exists",
        "mfn-fulfillable-quantity",
        "afn-listing-exists",
        "afn-warehouse-quantity",
        "afn-fulfillable-quantity",
        "afn-unsellable-quantity",
        "afn-reserved-quantity",
        "afn-total-quantity",
        "per-unit-volume",
        "afn-inbound-working-quantity",
        "afn-inbound-shipped-quantity",
        "afn-inbound-receiving-quantity",
    ]
    lines = ["\t".join(headings)]
    for row in products.to_pylist():
        units = 40 + row["product"] * 7 % 90
        cells = [
            row["sku"],
            f"X00{row['product']:07d}",
            row["asin"],
            row["title"],
            "New",
            money(row["price"]),
            "No",
            "",
        ]
        quantities = [units + 5, units, 2, 3, units + 5 + 24, "0.02", 0, 24, 0]
        lines.append("\t".join([*cells, "Yes", *map(str, quantities)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")


def settings_text() -> str:
    """A settings file that names the four stores."""
    text = ['reporting_currency = "USD"\n']
    for store in STORES:
        text.append(
            f'\n[stores.{store.store_id}]\nlegal_entity = "Acme Trading Ltd"\nplatform = "amazon"\n'
            f'marketplaces = ["{store.marketplace}"]\ncurrency = "{store.currency}"\ntimezone = "{store.timezone}"\n'
        )
    return "".join(text)
