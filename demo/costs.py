"""What the sold goods cost, unit by unit as they left Amazon's centres: for the answer key. No file is written here."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

import duckdb

from demo.catalogue import NO_COST_SKU
from demo.fba_events import SELLABLE
from demo.goods import goods, sku_of
from demo.own_sheets import DUTY, RECEIPT_FREIGHT, is_booked_twice, transfer_freight
from demo.sheets import SHEET_DUTY, SHEET_FREIGHT
from demo.stock import Goods

# What happens to a day's units, in its order: they come before they leave.
COMES, RETURNS, LEAVES = range(3)
NOON = 43_200


@dataclass(frozen=True, order=True)
class Happening:
    """What happens to some units of a product at a store's centres; `order` is that which they are sold to."""

    day: int
    kind: int
    second: int
    units: int
    batch: str = ""
    order: int = -1
    is_sellable: bool = True


def cost_of_goods(
    connection: duckdb.DuckDBPyConnection, story: Goods, store: int, unbooked: Collection[str] = ()
) -> int:
    """What the units that a store sold and that did not come back cost to land, in fen, first in first out.

    Batches that arrive on one day leave in an order that nobody wrote down, so it is true to some thousandths.
    Of the shipments in `unbooked` no sheet tells the freight.
    """
    costs = unit_costs(story, unbooked)
    total = Fraction(0)
    for product, happenings in _happenings(connection, story, store).items():
        if sku_of(product) != NO_COST_SKU:
            total += sum(units * costs[product, batch] for batch, units in _kept_by_buyers(happenings).items())
    return round(total)


def unit_costs(story: Goods, unbooked: Collection[str]) -> dict[tuple[int, str], Fraction]:
    """What a unit of each product's batch cost with all freight and duty, in fen, as the sheets book it."""
    units: Counter[tuple[int, str]] = Counter()
    fen: Counter[tuple[int, str]] = Counter()
    for one in story.purchases:
        if one.receipt_id:
            booked = one.received * (2 if is_booked_twice(one) else 1)
            units[one.product, one.batch] += booked
            fen[one.product, one.batch] += booked * (one.unit_cost + RECEIPT_FREIGHT + DUTY)
    for way in (one for one in story.shipments if one.shipment_id not in unbooked):
        fen[way.product, way.batch] += way.shipped * transfer_freight(way)
    # What is found before anything came costs what the first cost sheet says.
    sheet = enumerate(goods()["cost"].to_pylist())
    by_sheet = {(product, ""): Fraction(cost + SHEET_FREIGHT + SHEET_DUTY) for product, cost in sheet}
    return by_sheet | {batch: Fraction(fen[batch], count) for batch, count in units.items()}


def _happenings(connection: duckdb.DuckDBPyConnection, story: Goods, store: int) -> dict[int, list[Happening]]:
    found: dict[int, list[Happening]] = defaultdict(list)
    for way in story.shipments:
        if way.store == store and way.received_day is not None:
            found[way.product].append(Happening(way.received_day, COMES, 0, way.received or 0, way.batch))
    for query in _MOVED:
        for product, day, kind, second, units, order, is_sellable in connection.execute(query, [store]).fetchall():
            found[product].append(Happening(day, kind, second, units, "", order, is_sellable))
    return found


def _kept_by_buyers(happenings: Iterable[Happening]) -> Counter[str]:
    """Units by batch. What is found is of the batch that left last."""
    shelf: deque[str] = deque()
    left = ""
    sold: defaultdict[int, deque[str]] = defaultdict(deque)
    for one in sorted(happenings):
        for _ in range(one.units):
            if one.kind == COMES:
                shelf.append(one.batch or left)
            elif one.kind == LEAVES:
                left = shelf.popleft()
                sold[one.order].append(left)
            else:
                batch = sold[one.order].popleft()
                shelf.extend([batch] if one.is_sellable else [])
    return Counter(batch for order, batches in sold.items() if order >= 0 for batch in batches)


_MOVED = (
    f"select product, local_day, {LEAVES}, second, units, number, true from shipped where store = ?",
    f"""
    select product, return_day, {RETURNS}, 0, units, number, disposition = '{SELLABLE}'
    from returned where store = ?
    """,
    f"""
    select product, day, if(quantity < 0, {LEAVES}, {COMES}), {NOON}, cast(abs(quantity) as integer), -1, true
    from events where event_type = 'Adjustments' and disposition = '{SELLABLE}' and store = ?
    """,
)
