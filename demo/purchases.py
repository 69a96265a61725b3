"""What was ordered of suppliers and what of it arrived, batch by batch. How much is needed is not decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from demo import goods_faults
from demo.catalogue import NO_COST_SKU
from demo.goods import CASES, CASES_AT_LEAST, NEW_PRODUCT, SUPPLIERS, date_of, sku_of, supplier_of
from demo.sheets import RAISED_FROM
from demo.supply import Lot

MAKING_DAYS = 35
OPEN_ORDERED, OPEN_EXPECTED = 345, 400


@dataclass(frozen=True)
class Purchase:
    """A line of an order and its receipt; days are counted from the first. `unit_cost` is in fen.

    Without `purchase_order_id` it was bought without an order, without `receipt_id` it has not come.
    """

    purchase_order_id: str | None
    line: int
    supplier: str
    product: int
    unit_cost: int
    ordered: int
    ordered_day: int
    expected_day: int
    receipt_id: str | None = None
    batch: str = ""
    received: int = 0
    received_day: int = 0


def purchases(lots: Iterable[Lot], catalogue: pa.Table, seed: int) -> list[Purchase]:
    """The orders that brought the lots, some days before or after the day expected, and one that is still open."""
    costs: list[int] = catalogue["cost"].to_pylist()
    draw = np.random.Generator(np.random.PCG64([seed, 37]))
    orders: dict[tuple[int, int], list[Lot]] = {}
    for lot in lots:
        orders.setdefault((lot.arrives, supplier_of(lot.product)), []).append(lot)
    made = []
    for (arrives, supplier), members in sorted(orders.items()):
        received_day = arrives - int(draw.integers(0, 6))
        expected_day = received_day - int(draw.integers(-3, 9))
        ordered_day = expected_day - MAKING_DAYS
        order = f"PO-{date_of(ordered_day):%y%m}-{supplier + 1}"
        receipt = f"GR-{date_of(received_day):%y%m}-{supplier + 1}"
        for line, lot in enumerate(sorted(members, key=lambda one: one.product), 1):
            made.append(
                Purchase(
                    None if sku_of(lot.product) == NO_COST_SKU else order, line, SUPPLIERS[supplier], lot.product,
                    _unit_cost(costs, lot.product, ordered_day),
                    lot.units + goods_faults.ordered_more(lot.product, arrives), ordered_day, expected_day, receipt,
                    f"B{date_of(received_day):%y%m}-{lot.product + 1:03d}", lot.units, received_day,
                )
            )  # fmt: skip
    return made + _open_orders(costs)


def _open_orders(costs: Sequence[int]) -> list[Purchase]:
    return [
        Purchase(
            f"PO-{date_of(OPEN_ORDERED):%y%m}-{supplier_of(product) + 1}", line, SUPPLIERS[supplier_of(product)],
            product, _unit_cost(costs, product, OPEN_ORDERED), CASES[product % len(CASES)] * CASES_AT_LEAST,
            OPEN_ORDERED, OPEN_EXPECTED,
        )
        for line, product in enumerate(range(0, NEW_PRODUCT, 3), 1)
        if sku_of(product) != NO_COST_SKU
    ]  # fmt: skip


def _unit_cost(costs: Sequence[int], product: int, ordered_day: int) -> int:
    """In fen; the suppliers raised every third price as the cost sheet says."""
    raised = product % 3 == 0 and date_of(ordered_day) >= RAISED_FROM
    return costs[product] * 106 // 100 if raised else costs[product]
