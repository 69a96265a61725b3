"""Products whose fee only their measures tell, and what Amazon takes for heavier ones. Makes no line of a settlement.

Rates are those of Amazon's card of January 2026 for 340 to 454 and for 567 to 680 grams.
"""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from demo.catalogue import LOSS_SKU, NO_COST_SKU, STORES
from demo.faults import Fault
from demo.goods import date_of
from demo.settlement_text import money

STORE, FROM_DAY, SURCHARGE_DAY = 0, 270, 290
MEASURED_DAY = 250
EACH, BEST_SOLD, UP_TO_PRICE = 2, 6, 5000
FEE, SURCHARGED_FEE, HEAVIER_FEE, SURCHARGED_HEAVIER_FEE = 460, 476, 542, 561
HEADINGS = (
    "sku", "title", "brand", "product_line", "supplier", "asin", "effective_from", "purchase_cost", "currency",
    "referral_category", "weight_kg", "length_cm", "width_cm", "height_cm", "lead_time_days",
)  # fmt: skip
# The day in Los Angeles while summer time holds there.
_DAY = "(day * 86400 + second - 25200) // 86400"


@dataclass(frozen=True)
class Measured:
    """A product with measures, and from when on, in seconds of the year, it is charged as a heavier one."""

    sku: str
    heavier_from: int


def measure(connection: duckdb.DuckDBPyConnection, seed: int, spared: Collection[str]) -> list[Measured]:
    """Change the handling fees of two SKUs in `items` from the day on that no preview tells of them."""
    sold = connection.execute(
        f"""
        select sku, list(day * 86400 + second order by day, second) from items join products using (sku)
        where store = {STORE} and {_DAY} >= {FROM_DAY} and price <= {UP_TO_PRICE} and not list_contains(?, sku)
        group by sku having count(*) > 1 order by count(*) desc, sku limit {BEST_SOLD}
        """,
        [[LOSS_SKU, NO_COST_SKU, *spared]],
    ).fetchall()
    chosen = np.random.Generator(np.random.PCG64([seed, 71])).permutation(len(sold))[:EACH].tolist()
    products = [Measured(sku, moments[len(moments) // 2]) for sku, moments in (sold[place] for place in chosen)]
    for one in products:
        connection.execute(
            f"""
            update items set
                fulfilment_fee = case when {_DAY} < {SURCHARGE_DAY} then {FEE} else {SURCHARGED_FEE} end,
                handling_extra = case
                    when day * 86400 + second < ? then 0
                    when {_DAY} < {SURCHARGE_DAY} then {HEAVIER_FEE - FEE}
                    else {SURCHARGED_HEAVIER_FEE - SURCHARGED_FEE}
                end
            where store = {STORE} and sku = ? and {_DAY} >= {FROM_DAY}
            """,
            [one.heavier_from, one.sku],
        )
    return products


def measured_faults(connection: duckdb.DuckDBPyConnection, products: list[Measured]) -> list[Fault]:
    """As the answer key tells of them, of what settlements have in the end; the quantity is in units."""
    store, faults = STORES[STORE], []
    for one in products:
        [(units, cents)] = connection.execute(
            f"""
            select cast(coalesce(sum(units), 0) as bigint), cast(coalesce(sum(handling_extra * units), 0) as bigint)
            from items semi join lines on lines.number = items.number and lines.transaction_type = 'Order'
            where store = {STORE} and sku = ? and handling_extra > 0
            """,
            [one.sku],
        ).fetchall()
        if units:
            faults.append(
                Fault(
                    "fee_overcharged", store.store_id, f"{one.sku} is charged as if it were heavier",
                    f"{one.sku} 按更重的商品收费", document_id="fulfilment", sku=one.sku, amount=money(cents),
                    currency=store.currency, quantity=units,
                )
            )  # fmt: skip
    return faults


def write_measures(connection: duckdb.DuckDBPyConnection, path: Path, products: list[Measured]) -> None:
    """The product sheet's rows with measures, as CSV, UTF-8; what the products cost stands elsewhere."""
    rows = connection.execute(
        "select sku, title, brand, product_line, asin from products where list_contains(?, sku) order by sku",
        [[one.sku for one in products]],
    ).fetchall()
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(HEADINGS)
    for *names, asin in rows:
        measures = ("Home and Kitchen", "0.45", "28", "18", "4", "45")
        sheet.writerow([*names, "Ningbo Goods Co", asin, date_of(MEASURED_DAY).isoformat(), "", "CNY", *measures])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
