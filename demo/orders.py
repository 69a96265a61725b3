"""Draws orders, whole columns at a time. What Amazon makes of an order stands in lines.py."""

import numpy as np
import pyarrow as pa

from demo.catalogue import DAYS, STORES

SECONDS_OF_DAY = 86_400
BUSY_DAYS = (145, 175)


def draw_orders(count: int, products: int, seed: int) -> pa.Table:
    """One row per order: number, store, product, units, day and second of sale, and what became of it.

    `refund_day` is -1 where nothing came back. The same arguments give the same rows.
    """
    draw = np.random.Generator(np.random.PCG64(seed))
    weights = np.ones(DAYS)
    weights[BUSY_DAYS[0] : BUSY_DAYS[1]] = 2.5
    day = draw.choice(DAYS, size=count, p=weights / weights.sum())
    store = draw.choice(len(STORES), size=count, p=[one.order_percent / 100 for one in STORES])
    product = (draw.random(count) ** 1.6 * products).astype(np.int64)
    # Every product sells at least once wherever there are orders enough, so that what is planted is there to be found.
    first = np.arange(min(count, products * len(STORES)))
    product[first] = first % products
    store[first] = first // products % len(STORES)
    refund_day = day + draw.integers(3, 25, size=count)
    is_refunded = (draw.random(count) < 0.06) & (refund_day < DAYS)
    return pa.table(
        {
            "number": np.arange(count),
            "store": store,
            "product": product,
            "units": draw.choice([1, 1, 1, 1, 2, 3], size=count),
            "day": day,
            "second": draw.integers(0, SECONDS_OF_DAY, size=count),
            "has_shipping": draw.random(count) < 0.12,
            "has_promotion": draw.random(count) < 0.08,
            "refund_day": np.where(is_refunded, refund_day, -1),
        }
    )
