"""Which SKUs run out of stock, and when: in stretches in which nobody ordered them anyway. It plans no supply."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demo.goods import HISTORY, NEW_PRODUCT

SOONEST, LATEST = 90, 320
SHORTEST_DAYS, LONGEST_SCORED = 4, 30
FEWEST_UNITS = 5
HOW_MANY = 4


@dataclass(frozen=True)
class StockOut:
    """The shelf is empty from the end of the day `sold_out_on` until a lot comes on `back_on`."""

    store: int
    product: int
    sold_out_on: int
    back_on: int


def find_stock_outs(
    outflow: npt.NDArray[np.int64], spared: Collection[tuple[int, int]]
) -> dict[tuple[int, int], StockOut]:
    """The best sold SKUs with the longest quiet stretches, where a shelf that is empty was empty by its last sale."""
    found: list[tuple[int, StockOut]] = []
    for store, product in np.ndindex(*outflow.shape[:2]):
        flow = outflow[store, product]
        sold = int(flow.clip(0).sum())
        if sold < FEWEST_UNITS or (store, product) in spared or product >= NEW_PRODUCT:
            continue
        total = np.cumsum(flow)
        highest = np.maximum.accumulate(total)
        moved = np.flatnonzero(flow)
        ends, begins = moved[1:], moved[:-1]
        quiet = (ends - begins >= SHORTEST_DAYS) & (total[begins] == highest[begins]) & (flow[ends] > 0)
        quiet &= (flow[begins] > 0) & (begins >= SOONEST + HISTORY) & (begins <= LATEST + HISTORY)
        if quiet.any():
            length = np.where(quiet, np.minimum(ends - begins, LONGEST_SCORED), 0)
            best = int(length.argmax())
            stock_out = StockOut(store, product, int(begins[best]) - HISTORY, int(ends[best]) - HISTORY - 1)
            found.append((int(length[best]) * sold, stock_out))
    found.sort(key=lambda scored: (-scored[0], scored[1].store, scored[1].product))
    return {(one.store, one.product): one for _, one in found[:HOW_MANY]}
