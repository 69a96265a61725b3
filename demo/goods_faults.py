"""What is wrong with the goods on purpose, and where it is put into what happened. faults.py tells of the money's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import duckdb

from demo.goods import BOUGHT_ON, CENTRES, FULFILMENT_ON, OVERSEAS_PRODUCTS, OVERSTOCKED, SLOW_MOVER, WAREHOUSE

if TYPE_CHECKING:
    from demo.supply import Shipment


@dataclass(frozen=True)
class PlantedEvent:
    """A row of a store's ledger that nothing else explains."""

    store: int
    day: int
    product: int
    quantity: int
    reference: str


@dataclass(frozen=True)
class ShortTransfer:
    """A shipment of which fewer units come than were sent; it is made large enough for that."""

    store: int
    product: int
    lot: int
    at_least: int
    missing: int


@dataclass(frozen=True)
class Miscount:
    """By how much the count of a product differs from the books, after what is planted."""

    product: int
    units: int


LOST = PlantedEvent(0, 30, 3, -3, "TI0900001")
FOUND = PlantedEvent(3, 45, 4, 2, "TI3900002")
NOT_RECORDED = PlantedEvent(1, 40, 6, -2, "")
SHORT_TRANSFER = ShortTransfer(store=1, product=1, lot=2, at_least=20, missing=6)
NEVER_RECEIVED = PlantedEvent(2, 150, 9, 30, "FBA15D000901")

COUNTED_LOST = Miscount(2, -7)
COUNTED_FOUND = Miscount(14, 3)
UNRECORDED_ORDER = Miscount(10, -5)
UNRECORDED_ORDER_ID, UNRECORDED_ORDERED_DAY = "111-9999999-0000011", 350
MISCOUNTS = (COUNTED_LOST, COUNTED_FOUND, UNRECORDED_ORDER)
OVERSEAS_LOST = Miscount(15, -2)
BOOKED_TWICE, ORDERED_MORE = 5, Miscount(8, 12)
BOUGHT_LATE, LAST_LOT = (BOOKED_TWICE, ORDERED_MORE.product), len(BOUGHT_ON) - 1
SECOND_RECEIPT = "GR-2601-9"

# What has a story of its own does not run out as well.
SPARED = frozenset(
    {(store, product) for store in range(len(CENTRES)) for product in (0, 1, 2)}
    | {(one.store, one.product) for one in (LOST, FOUND, NOT_RECORDED, NEVER_RECEIVED, SHORT_TRANSFER)}
    | {SLOW_MOVER, OVERSTOCKED}
)


def never_scanned(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The refunded orders whose goods came back unseen: one to a store's centres, one to the overseas warehouse."""
    overseas = tuple(product for product in OVERSEAS_PRODUCTS if product != OVERSEAS_LOST.product)
    places = ("store <> 0", f"store = 0 and product in {overseas}")
    query = "select number from items where refund_day >= 0 and {} order by day, number limit 1"
    return [number for place in places for (number,) in connection.execute(query.format(place)).fetchall()]


def ordered_more(product: int, arrives: int) -> int:
    """How many units of an order's line its receipt lacks."""
    is_short = (product, arrives) == (ORDERED_MORE.product, BOUGHT_ON[LAST_LOT])
    return ORDERED_MORE.units if is_short else 0


def plant_shipments(shipments: "list[Shipment]") -> "list[Shipment]":
    """Send more where some will be missing, and something that nobody will receive."""
    more = [
        replace(one, shipped=one.shipped + SHORT_TRANSFER.missing, received=one.shipped + SHORT_TRANSFER.missing)
        if _is_short(one)
        else one
        for one in shipments
    ]
    store = NEVER_RECEIVED.store
    never = replace(
        shipments[0], shipment_id=NEVER_RECEIVED.reference, product=NEVER_RECEIVED.product, origin=WAREHOUSE,
        target=CENTRES[store].name, store=store, shipped_day=NEVER_RECEIVED.day, shipped=NEVER_RECEIVED.quantity,
        received_day=None, received=None,
    )  # fmt: skip
    return [*more, never]


def cut_short(shipments: "Iterable[Shipment]") -> "list[Shipment]":
    """Receive fewer units of the largest batch of the short shipment."""
    cut = list(shipments)
    short = [number for number, one in enumerate(cut) if _is_short(one)]
    largest = max(short, key=lambda number: cut[number].shipped)
    cut[largest] = replace(cut[largest], received=cut[largest].shipped - SHORT_TRANSFER.missing)
    return cut


def _is_short(shipment: "Shipment") -> bool:
    arrives = FULFILMENT_ON[SHORT_TRANSFER.lot]
    there = (shipment.store, shipment.product, shipment.received_day)
    return there == (SHORT_TRANSFER.store, SHORT_TRANSFER.product, arrives)
