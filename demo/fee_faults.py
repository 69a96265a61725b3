"""Fees that Amazon charges wrongly, and the fee previews that show it. Makes no line of a settlement."""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from demo.catalogue import LOSS_SKU, NO_COST_SKU, STORES, Store
from demo.faults import Fault
from demo.goods import date_of
from demo.settlement_text import money

# Jewellery's rate in place of 15 %, and what a larger product takes more for handling, in cents.
WRONG_PERCENT, WRONG_HANDLING = 20, 137
WRONGLY_CHARGED = ("referral", "fulfilment", "referral", "fulfilment")
BEST_SOLD = 12
PREVIEW_DAYS = (90, 270)
PREVIEWS = "fee-previews.zip"
COUNTRIES = {"Amazon.com": "US", "Amazon.co.uk": "UK", "Amazon.de": "DE", "Amazon.ca": "CA"}
HEADINGS = (
    "sku", "fnsku", "asin", "amazon-store", "product-name", "product-group", "brand", "fulfilled-by", "your-price",
    "sales-price", "product-size-tier", "currency", "estimated-fee-total", "estimated-referral-fee-per-unit",
    "estimated-variable-closing-fee", "expected-fulfillment-fee-per-unit",
)  # fmt: skip


@dataclass(frozen=True)
class WrongFee:
    """From a day on one fee of a SKU in one store is too high."""

    store: int
    sku: str
    fee_kind: str
    from_day: int


def charge_wrongly(connection: duckdb.DuckDBPyConnection, seed: int) -> list[WrongFee]:
    """Change the fees of some orders in `items`: of well sold SKUs, from the middle of their orders on."""
    sold = connection.execute(
        """
        select store, sku, list(day order by day) as days from items where sku not in (?, ?)
        group by all order by count(*) desc, store, sku limit ?
        """,
        [LOSS_SKU, NO_COST_SKU, BEST_SOLD],
    ).fetchall()
    chosen = np.random.Generator(np.random.PCG64([seed, 61])).permutation(len(sold))[: len(WRONGLY_CHARGED)]
    wrong = [
        WrongFee(sold[place][0], sold[place][1], kind, sold[place][2][len(sold[place][2]) // 2])
        for place, kind in zip(chosen.tolist(), WRONGLY_CHARGED, strict=False)
    ]
    for one in wrong:
        change = (
            f"referral_percent = {WRONG_PERCENT}"
            if one.fee_kind == "referral"
            else f"handling_extra = {WRONG_HANDLING}"
        )
        connection.execute(
            f"update items set {change} where store = ? and sku = ? and day >= ?", [one.store, one.sku, one.from_day]
        )
    return wrong


def wrong_fee_faults(connection: duckdb.DuckDBPyConnection, wrong: list[WrongFee]) -> Iterator[Fault]:
    """As the answer key tells of them, of what settlements have in the end.

    The amount is what was charged too much, before any rounding of an order's; the quantity is in units.
    """
    for one in wrong:
        too_much = (
            f"principal * {WRONG_PERCENT} // 100 - principal * 15 // 100"
            if one.fee_kind == "referral"
            else f"{WRONG_HANDLING} * units"
        )
        units, cents = connection.execute(
            f"""
            select cast(coalesce(sum(units), 0) as bigint), cast(coalesce(sum({too_much}), 0) as bigint)
            from items semi join lines on lines.number = items.number and lines.transaction_type = 'Order'
            where store = ? and sku = ? and day >= ?
            """,
            [one.store, one.sku, one.from_day],
        ).fetchall()[0]
        store, day = STORES[one.store], date_of(one.from_day)
        name = {"referral": ("referral fee", "佣金"), "fulfilment": ("fulfilment fee", "配送费")}[one.fee_kind]
        yield Fault(
            "fee_overcharged", store.store_id, f"The {name[0]} of {one.sku} is too high from {day} on",
            f"{one.sku} 的{name[1]}自 {day} 起多收", document_id=one.fee_kind, sku=one.sku, amount=money(cents),
            currency=store.currency, quantity=units,
        )  # fmt: skip


def write_fee_previews(
    connection: duckdb.DuckDBPyConnection, folder: Path, store: Store, number: int, measured: Collection[str]
) -> None:
    """Write the fee previews of some days, together in an archive, since a preview tells its day by its file's.

    The SKUs of `measured` are only in the first.
    """
    products = connection.execute(
        f"""
        select sku, product, asin, title, product_line, brand, price * {store.price_percent} // 100, fulfilment_fee
        from products where exists (from items where items.sku = products.sku and items.store = ?) order by product
        """,
        [number],
    ).fetchall()
    rows = [(sku, _preview(store, sku, *product)) for sku, *product in products]
    with zipfile.ZipFile(folder / PREVIEWS, "w", zipfile.ZIP_DEFLATED) as archive:
        for day in PREVIEW_DAYS:
            moment = date_of(day)
            told = [row for sku, row in rows if day == PREVIEW_DAYS[0] or sku not in measured]
            # Two previews with the same bytes would be one file to the archive.
            text = "\n".join(["\t".join(HEADINGS), *told, ""])
            text = text.replace("Standard", f"Standard {moment.year}-{moment.month}")
            member = zipfile.ZipInfo(f"fee-preview {moment}.txt", (moment.year, moment.month, moment.day, 12, 0, 0))
            archive.writestr(member, text, zipfile.ZIP_DEFLATED)


def _preview(
    store: Store, sku: str, product: int, asin: str, title: str, group: str, brand: str, price: int, handling: int
) -> str:
    """A row of a fee preview; money in cents."""
    referral = price * 15 // 100
    cells = [
        sku, f"X00{product:07d}", asin, COUNTRIES[store.marketplace], title, group, brand, "AMAZON", money(price),
        money(price), "Standard", store.currency, money(referral + handling), money(referral), "0.00", money(handling),
    ]  # fmt: skip
    return "\t".join(cells)
