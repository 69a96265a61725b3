"""What is found where goods are counted: what the books have, but for what is planted. It writes no sheets."""

from collections import defaultdict

from demo import goods_faults
from demo.goods import LAST_DAY, OVERSEAS_PRODUCTS
from demo.stock import Batches, Goods


def planted_batch(story: Goods, product: int) -> str:
    """The batch that what is planted is of: the one booked twice, else the one of which most is left."""
    if product == goods_faults.BOOKED_TWICE:
        return max((one.received_day, one.batch) for one in story.purchases if one.product == product and one.batch)[1]
    left = {batch: units for (one, batch), units in story.in_warehouse(LAST_DAY).items() if one == product}
    return max(left, key=lambda batch: (left[batch], batch))


def counted_units(story: Goods, day: int) -> Batches:
    """What is counted at the warehouse, by product and batch; only the last count finds what is planted."""
    counted = story.in_warehouse(day)
    if day == LAST_DAY:
        for one in goods_faults.MISCOUNTS:
            counted[one.product, planted_batch(story, one.product)] += one.units
    return counted


def booked_overseas(story: Goods) -> dict[int, int]:
    """What the books have at the overseas warehouse on the last day, by product."""
    booked = defaultdict(int, dict.fromkeys(OVERSEAS_PRODUCTS, 0))
    for (product, _), units in story.overseas().items():
        booked[product] += units
    return dict(sorted(booked.items()))


def counted_overseas(story: Goods) -> dict[int, int]:
    """What the overseas warehouse says it has on the last day, by product."""
    counted = booked_overseas(story)
    counted[goods_faults.OVERSEAS_LOST.product] += goods_faults.OVERSEAS_LOST.units
    for one in story.unseen:
        if one.store == 0:
            counted[one.product] += one.units
    return counted
