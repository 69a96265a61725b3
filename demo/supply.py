"""Plans what is bought and sent, so that no order finds an empty shelf save where one is wanted. Writes no files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from demo import goods_faults
from demo.catalogue import STORES
from demo.goods import (
    AIR_DAYS,
    BOUGHT_ON,
    CASES,
    CASES_AT_LEAST,
    CENTRES,
    FROM_OVERSEAS_DAYS,
    FULFILMENT_ON,
    HISTORY,
    LAST_DAY,
    NEW_PRODUCT,
    OVERSEAS,
    OVERSEAS_DAYS,
    OVERSEAS_ON,
    OVERSEAS_PRODUCTS,
    OVERSTOCKED,
    SLOW_MOVER,
    UNDER_WAY_UNTIL,
    WAREHOUSE,
)
from demo.stock_outs import StockOut

Days = npt.NDArray[np.int64]
KEPT_AT_WAREHOUSE, KEPT_OVERSEAS = 20, 6
NEW_BOUGHT_ON, NEW_ARRIVES_ON, NEW_UNITS = 300, 340, 40
SLOW_UNITS, OVERSTOCKED_UNITS = 60, 150
UNDER_WAY = {0: 1, 2: 1}


@dataclass(frozen=True)
class Lot:
    """Units of one product that reach a place on a day; `by` is how: sea, air or road."""

    target: str
    store: int | None
    product: int
    arrives: int
    units: int
    by: str = "sea"


@dataclass(frozen=True)
class Shipment:
    """One batch of a product on its way: days are counted from the first; what is not there yet is None."""

    shipment_id: str
    product: int
    batch: str
    origin: str
    target: str
    store: int | None
    shipped_day: int
    shipped: int
    received_day: int | None
    received: int | None


def lots_needed(
    outflow: Days, arrivals: Sequence[int], spare: int, at_least: Mapping[int, int], case: int = 1, fewest: int = 0
) -> list[int]:
    """What each arrival must bring, so that stock lasts until the next one is there; bought in whole cases."""
    need = np.maximum.accumulate(np.maximum(np.cumsum(outflow), 0))
    had, lots = 0, []
    for number, _ in enumerate(arrivals):
        until = arrivals[number + 1] if number + 1 < len(arrivals) else LAST_DAY + 1
        units = int(need[until + HISTORY]) - had
        units = units + spare + units * spare // 40 if units > 0 else 0
        units = max(units, at_least.get(number, 0))
        units = max(-(-units // case) * case, fewest) if units > 0 else 0
        had += units
        lots.append(units)
    return lots


def fulfilment_lots(outflow: npt.NDArray[np.int64], stock_outs: Mapping[tuple[int, int], StockOut]) -> list[Lot]:
    """What must reach Amazon's centres, by store and product, with what is planted on the way there."""
    lots = []
    for store, product in np.ndindex(*outflow.shape[:2]):
        runs_out = stock_outs.get((store, product))
        arrivals = [(day, "sea") for day in FULFILMENT_ON]
        if runs_out:
            kept = [day for day in FULFILMENT_ON if day <= runs_out.sold_out_on or day > runs_out.back_on + AIR_DAYS]
            arrivals = sorted([(day, "sea") for day in kept] + [(runs_out.back_on, "air")])
        flow = outflow[store, product]
        units = lots_needed(flow, [day for day, _ in arrivals], 0 if runs_out else 2, _at_least(store, product, flow))
        lots += [
            Lot(CENTRES[store].name, store, product, day, count, by)
            for (day, by), count in zip(arrivals, units, strict=True)
            if count
        ]
    lots.append(Lot(CENTRES[0].name, 0, NEW_PRODUCT, NEW_ARRIVES_ON, NEW_UNITS))
    for store, rest in UNDER_WAY.items():
        for product in range(rest, NEW_PRODUCT, 4):
            if store or product not in OVERSEAS_PRODUCTS:
                sold = int(outflow[store, product].clip(0).sum())
                lots.append(Lot(CENTRES[store].name, store, product, UNDER_WAY_UNTIL, 6 + sold // 5))
    return lots


def _at_least(store: int, product: int, outflow: Days) -> dict[int, int]:
    if (store, product) == SLOW_MOVER:
        return {0: SLOW_UNITS}
    if (store, product) == OVERSTOCKED:
        return {0: max(OVERSTOCKED_UNITS, 2 * int(outflow.clip(0).sum()))}
    short = goods_faults.SHORT_TRANSFER
    return {short.lot: short.at_least} if (store, product) == (short.store, short.product) else {}


def send(lots: Iterable[Lot], seed: int) -> list[Shipment]:
    """The lots as shipments of one place, one day and one way each, whose batches are not chosen yet."""
    together: dict[tuple[str, int, str, str], list[Lot]] = defaultdict(list)
    for lot in lots:
        origin = OVERSEAS if lot.store == 0 and lot.product in OVERSEAS_PRODUCTS else WAREHOUSE
        together[lot.target, lot.arrives, origin, lot.by].append(lot)
    draw = np.random.Generator(np.random.PCG64([seed, 31]))
    shipments, numbers = [], defaultdict[str, int](int)
    for (target, arrives, origin, by), members in sorted(together.items()):
        store = members[0].store
        numbers[target] += 1
        letter = "" if store is None else CENTRES[store].letter
        shipment_id = f"FBA15{letter}{numbers[target]:06d}" if letter else f"SZLA-{numbers[target]:04d}"
        sea = OVERSEAS_DAYS if store is None else CENTRES[store].sea_days
        days = (
            FROM_OVERSEAS_DAYS if origin == OVERSEAS else AIR_DAYS if by == "air" else sea + int(draw.integers(-4, 5))
        )
        arrived = arrives <= LAST_DAY
        for lot in members:
            shipments.append(
                Shipment(
                    shipment_id, lot.product, "", origin, target, store, arrives - days, lot.units,
                    arrives if arrived else None, lot.units if arrived else None,
                )
            )  # fmt: skip
    return shipments


def overseas_lots(shipments: Iterable[Shipment]) -> list[Lot]:
    """What must reach the overseas warehouse, so that it can send on what it sends on."""
    flow = outflow_of(shipments, OVERSEAS)
    flow[:, LAST_DAY + HISTORY + 1] += np.isin(np.arange(NEW_PRODUCT + 1), OVERSEAS_PRODUCTS) * KEPT_OVERSEAS
    return [
        Lot(OVERSEAS, None, product, day, units)
        for product in OVERSEAS_PRODUCTS
        for day, units in zip(OVERSEAS_ON, lots_needed(flow[product], OVERSEAS_ON, 2, {}), strict=True)
        if units
    ]


def purchase_lots(shipments: Iterable[Shipment]) -> list[Lot]:
    """What must reach the warehouse from suppliers, in whole cases; some is kept there."""
    flow = outflow_of(shipments, WAREHOUSE)
    flow[:, LAST_DAY + HISTORY + 1] += KEPT_AT_WAREHOUSE
    lots = []
    for product in range(NEW_PRODUCT + 1):
        days = (NEW_BOUGHT_ON,) if product == NEW_PRODUCT else BOUGHT_ON
        case = CASES[product % len(CASES)]
        forced = {goods_faults.LAST_LOT: 1} if product in goods_faults.BOUGHT_LATE else {}
        units = lots_needed(flow[product], days, 0, forced, case, case * CASES_AT_LEAST)
        lots += [Lot(WAREHOUSE, None, product, day, count) for day, count in zip(days, units, strict=True) if count]
    return lots


def outflow_of(shipments: Iterable[Shipment], origin: str) -> npt.NDArray[np.int64]:
    """Units sent from a place, by product and day."""
    flow = np.zeros((NEW_PRODUCT + 1, HISTORY + LAST_DAY + 2), dtype=np.int64)
    for shipment in shipments:
        if shipment.origin == origin:
            flow[shipment.product, shipment.shipped_day + HISTORY] += shipment.shipped
    return flow


def with_batches(shipments: Iterable[Shipment], arrived: Mapping[int, Sequence[tuple[str, int]]]) -> list[Shipment]:
    """The same shipments by batch, first in first out; `arrived` holds batches and units by product, oldest first."""
    left = {product: [list(batch) for batch in batches] for product, batches in arrived.items()}
    chosen = []
    for shipment in sorted(shipments, key=lambda one: (one.shipped_day, one.shipment_id, one.product)):
        wanted = shipment.shipped
        for batch in left[shipment.product]:
            units = min(wanted, int(batch[1]))
            if units:
                batch[1] = int(batch[1]) - units
                wanted -= units
                received = None if shipment.received is None else units
                chosen.append(replace(shipment, batch=str(batch[0]), shipped=units, received=received))
        if wanted:
            raise ValueError(
                f"{shipment.shipment_id} needs {wanted} more of {shipment.product}; this is a mistake here"
            )
    return chosen


def stores_of(shipments: Iterable[Shipment]) -> list[tuple[int, int, int, str, int]]:
    """What each store's centres received: store, day, product, shipment, units."""
    received: dict[tuple[int, int, int, str], int] = defaultdict(int)
    for one in shipments:
        if one.store is not None and one.received_day is not None and one.received is not None:
            received[one.store, one.received_day, one.product, one.shipment_id] += one.received
    return [(*key, units) for key, units in sorted(received.items()) if key[0] < len(STORES)]
