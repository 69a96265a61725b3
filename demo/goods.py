"""Places, calendar and SKUs of the made-up seller's goods: which plays which part. It moves no unit."""

from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from demo.catalogue import DAYS, FIRST_DAY, STORES, products

# Days are counted from FIRST_DAY. Goods were bought and sent before the first order.
HISTORY = 140
LAST_DAY = DAYS
COUNTED_DAYS = (183, LAST_DAY)

WAREHOUSE = "Shenzhen"
OVERSEAS = "Los Angeles 3PL"
# A store's own sheets tell of the goods of all stores.
RECORDS_STORE = "acme-us"

# When a lot is there: at Shenzhen from the supplier, at the overseas warehouse, at a fulfilment centre.
BOUGHT_ON = (-75, 16, 107, 198)
OVERSEAS_ON = (-30, 61, 152, 243)
FULFILMENT_ON = (-16, 75, 166, 257)
UNDER_WAY_UNTIL = 376
OVERSEAS_DAYS, FROM_OVERSEAS_DAYS, AIR_DAYS = 32, 6, 9

NEW_PRODUCT = 24
OVERSEAS_PRODUCTS = (0, 5, 10, 15, 20)
SLOW_MOVER = (2, 12)
OVERSTOCKED = (0, 7)
SUPPLIERS = ("Ningbo Goods Co", "Yiwu Craft Works")
CASES = (12, 20, 24, 30)
CASES_AT_LEAST = 2


@dataclass(frozen=True)
class Fulfilment:
    """Amazon's centres that serve a store, as its reports name them; how many days the sea takes to them."""

    name: str
    letter: str
    country: str
    centres: tuple[str, str]
    sea_days: int


CENTRES = (
    Fulfilment("FBA US", "A", "US", ("ONT8", "MDW2"), 33),
    Fulfilment("FBA UK", "B", "GB", ("BHX4", "LTN1"), 36),
    Fulfilment("FBA DE", "D", "DE", ("LEJ1", "DTM2"), 35),
    Fulfilment("FBA CA", "C", "CA", ("YYZ4", "YVR3"), 31),
)


def goods() -> pa.Table:
    """The products, with one that is new and that nobody has ordered yet."""
    return products(NEW_PRODUCT + 1)


def sku_of(product: int) -> str:
    """The SKU of a product's number."""
    return f"HB-{product + 1:03d}"


def fnsku_of(product: int) -> str:
    """Amazon's own number of a product."""
    return f"X00{product:07d}"


def supplier_of(product: int) -> int:
    """Which of the suppliers makes the product."""
    return 1 if product % 4 == 3 else 0


def date_of(day: int) -> date:
    """The calendar day of a day's number."""
    return FIRST_DAY + timedelta(days=day)


def fulfilment_table() -> pa.Table:
    """One row per store: how its reports name its place, for queries over all stores."""
    return pa.table(
        {
            "store": list(range(len(STORES))),
            "timezone": [store.timezone for store in STORES],
            "country": [place.country for place in CENTRES],
            "centre": [place.centres[0] for place in CENTRES],
            "letter": [place.letter for place in CENTRES],
        }
    )
