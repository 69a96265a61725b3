"""The other files of the seller: cost sheets, orders and inventory reports, settings. It writes no settlements."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import xlsxwriter

from demo.catalogue import CARRIER, NO_COST_SKU, PRICE_PER_KG, STORES, Store
from demo.goods import RECORDS_STORE, date_of
from demo.goods_faults import UNRECORDED_ORDER, UNRECORDED_ORDER_ID, UNRECORDED_ORDERED_DAY
from demo.lines import POSTED_AT
from demo.order_faults import DEARER_CENTS, OrderFaults
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
# Of a unit, in fen.
SHEET_FREIGHT, SHEET_DUTY = 350, 120
WRITTEN_AT = datetime(2026, 7, 1, tzinfo=UTC)


def cost_rows(products: pa.Table) -> list[list[str]]:
    """A cost for each product in CNY, and a higher one for every third from the new year on."""
    rows = []
    for row in products.to_pylist():
        if row["sku"] == NO_COST_SKU:
            continue
        start = [row["sku"], row["title"], row["brand"], row["product_line"], "Ningbo Goods Co", row["asin"]]
        rest = ["CNY", money(SHEET_FREIGHT), money(SHEET_DUTY), "0.45", "45"]
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


def write_all_orders(
    connection: duckdb.DuckDBPyConnection, path: Path, store: Store, number: int, told: OrderFaults
) -> None:
    """The all-orders report of one store: tab separated, one row per order item, and what it is to ship itself."""
    connection.execute(
        f"""
        copy (
            (select
                order_id as "amazon-order-id", order_id as "merchant-order-id",
                strftime({POSTED_AT} - interval 1 day, '%Y-%m-%dT%H:%M:%S+00:00') as "purchase-date",
                strftime({POSTED_AT}, '%Y-%m-%dT%H:%M:%S+00:00') as "last-updated-date", 'Shipped' as "order-status",
                'Amazon' as "fulfillment-channel", '{store.marketplace}' as "sales-channel", 'Standard' as
                "ship-service-level", title as "product-name", items.sku, asin, 'Shipped' as "item-status",
                units as quantity, '{store.currency}' as currency,
                cast(cast(
                    principal + case when list_contains({told.dearer}, items.number) then {DEARER_CENTS} else 0 end
                    as decimal(16, 0)
                ) * 0.01 as decimal(18, 2)) as "item-price"
            from items inner join products on products.product = items.product
            where store = {number} and not list_contains({told.unreported}, items.number) order by items.number)
            {_replacement(store) if store.store_id == RECORDS_STORE else ""}
        ) to '{path}' (delimiter '\t', header true, quote '')
        """
    )


def _replacement(store: Store) -> str:
    """A replacement, free of charge, that the seller ships himself and whose order still waits."""
    moment = f"{date_of(UNRECORDED_ORDERED_DAY)}T09:00:00+00:00"
    cells = [
        UNRECORDED_ORDER_ID,
        UNRECORDED_ORDER_ID,
        moment,
        moment,
        "Unshipped",
        "Merchant",
        store.marketplace,
        "Standard",
    ]
    values = ", ".join(f"'{cell}'" for cell in cells)
    product, units = UNRECORDED_ORDER.product, -UNRECORDED_ORDER.units
    return f"""
        union all
        select {values}, title, sku, asin, 'Unshipped', {units}, '{store.currency}', 0.00
        from products where product = {product}
    """


TRANSPORT = """
[planning.transport_modes.sea]
from = "Shenzhen"
days = 32
cost_per_kg = 1.10
currency = "USD"

[planning.transport_modes.air]
from = "Shenzhen"
days = 8
cost_per_kg = 6.50
currency = "USD"

[planning.transport_modes.lorry]
from = "Los Angeles 3PL"
to = "fba:acme-us"
days = 4
cost_per_unit = 0.25
currency = "USD"
"""
"""How goods go on from the seller's own warehouses."""


def settings_text() -> str:
    """A settings file that names the four stores and how goods travel."""
    text = ['reporting_currency = "USD"\n']
    for store in STORES:
        text.append(
            f'\n[stores.{store.store_id}]\nlegal_entity = "Acme Trading Ltd"\nplatform = "amazon"\n'
            f'marketplaces = ["{store.marketplace}"]\ncurrency = "{store.currency}"\ntimezone = "{store.timezone}"\n'
            f"fees = {{ tax_percent = 0 }}\n"
        )
    text.append(f'\n[carriers.{CARRIER}]\nprice_per_kg = {PRICE_PER_KG}\ncurrency = "USD"\n')
    return "".join([*text, TRANSPORT])
