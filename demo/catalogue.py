"""Whom the made-up seller sells for: stores, products, prices and costs. It draws no orders and writes no files."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa

FIRST_DAY = date(2025, 7, 1)
DAYS = 364
PERIOD_DAYS = 14
PERIODS = DAYS // PERIOD_DAYS
NO_COST_SKU = "HB-024"
LOSS_SKU = "HB-013"
# The carrier with a contract, and its price in US dollars.
CARRIER, PRICE_PER_KG = "UPS", Decimal("4.00")
COLOURS = ("Sand", "Moss", "Slate", "Ochre", "Ivory", "Navy")
THINGS = (("Linen Cushion", "Home"), ("Oak Tray", "Kitchen"), ("Steel Flask", "Outdoor"), ("Yoga Mat", "Sport"))


@dataclass(frozen=True)
class Store:
    """A store and how its marketplace writes settlement files. Prices are the US price times `price_percent` / 100."""

    store_id: str
    marketplace: str
    currency: str
    timezone: str
    format: str
    date_format: str
    decimal_comma: bool
    encoding: str
    order_percent: int
    price_percent: int
    first_settlement_id: int
    order_prefix: str
    withheld_tax_per_mille: int


STORES = (
    Store(
        "acme-us", "Amazon.com", "USD", "America/Los_Angeles", "V2", "%Y-%m-%d", False, "utf-8", 50, 100, 21000000000,
        "111", 82,
    ),
    Store(
        "acme-uk", "Amazon.co.uk", "GBP", "Europe/London", "V2", "%d.%m.%Y", False, "utf-8", 20, 85, 22000000000,
        "204", 0,
    ),
    Store(
        "acme-de", "Amazon.de", "EUR", "Europe/Berlin", "V2", "%d.%m.%Y", True, "cp1252", 20, 95, 23000000000,
        "028", 0,
    ),
    Store(
        "acme-ca", "Amazon.ca", "CAD", "America/Toronto", "V1", "%Y-%m-%d", False, "utf-8", 10, 135, 24000000000,
        "701", 0,
    ),
)  # fmt: skip


def products(count: int, prefix: str = "HB") -> pa.Table:
    """One row per product: number, sku, title, brand, product_line, asin, price and fees in US cents, cost in fen."""
    number = np.arange(count)
    price = 1499 + (number * 617) % 4200
    cost = price * 7 * (22 + number % 9) // 100
    if prefix == "HB":
        cost[number == 12] = price[number == 12] * 7
    names = [(THINGS[n % len(THINGS)], COLOURS[n // len(THINGS) % len(COLOURS)]) for n in range(count)]
    return pa.table(
        {
            "product": number,
            "sku": [f"{prefix}-{n + 1:03d}" for n in range(count)],
            "title": [f"{thing} {colour}" for (thing, _), colour in names],
            "brand": ["Hearth & Birch" if n % 3 else "Nordwind Möbel" for n in range(count)],
            "product_line": [line for (_, line), _ in names],
            "asin": [f"B0DEMO{n:04d}" for n in range(count)],
            "price": price,
            "fulfilment_fee": 322 + (number * 53) % 400,
            "cost": cost,
        }
    )


def period_start(period: int) -> date:
    """The first day of a settlement period."""
    return FIRST_DAY + timedelta(days=period * PERIOD_DAYS)
