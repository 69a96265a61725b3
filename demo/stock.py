"""The whole story of the goods: bought, sent on, sold, and what is left where. Spelling files is not done here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from demo import goods_faults
from demo.catalogue import PERIOD_DAYS, STORES
from demo.fba_events import (
    BACK_AFTER_DAYS,
    REMOVED_AFTER_DAYS,
    SENT_BACK,
    add_receipts,
    make_events,
    make_ledger,
    sellable_outflow,
)
from demo.goods import CENTRES, LAST_DAY, OVERSEAS, WAREHOUSE, goods
from demo.goods_faults import never_scanned
from demo.purchases import Purchase, purchases
from demo.stock_outs import StockOut, find_stock_outs
from demo.supply import (
    Shipment,
    fulfilment_lots,
    overseas_lots,
    purchase_lots,
    send,
    stores_of,
    with_batches,
)

Batches = dict[tuple[int, str], int]


@dataclass(frozen=True)
class Unseen:
    """A refunded order whose goods came back without any document; `day` is the day it was shipped."""

    store: int
    product: int
    units: int
    order_id: str
    day: int
    settlement_id: str


@dataclass(frozen=True)
class Goods:
    """What was bought and sent, and which shelves were empty; the rest stands in the tables of the connection."""

    purchases: list[Purchase]
    shipments: list[Shipment]
    stock_outs: list[StockOut]
    unseen: list[Unseen]

    def in_warehouse(self, day: int) -> Batches:
        """Units at the own warehouse at the end of a day, by product and batch, as the books have them."""
        left: Batches = defaultdict(int)
        for one in self.purchases:
            if one.receipt_id and one.received_day <= day:
                left[one.product, one.batch] += one.received
        return _less_sent(left, self.shipments, WAREHOUSE, day)

    def overseas(self, day: int = LAST_DAY) -> Batches:
        """Units at the overseas warehouse at the end of a day, by product and batch, as the books have them."""
        left: Batches = defaultdict(int)
        for one in self.shipments:
            if one.target == OVERSEAS and one.received_day is not None and one.received_day <= day:
                left[one.product, one.batch] += one.received or 0
        return _less_sent(left, self.shipments, OVERSEAS, day)

    def first_batch(self, store: int, product: int, day: int) -> str | None:
        """The batch of a unit at a store's centres on a day, where no second one can be there yet."""
        there = {
            one.batch
            for one in self.shipments
            if (one.store, one.product) == (store, product) and one.received_day is not None and one.received_day <= day
        }
        return there.pop() if len(there) == 1 else None

    def in_transit(self) -> list[Shipment]:
        """What has been sent to Amazon and has not come."""
        return [one for one in self.shipments if one.store is not None and one.received is None]


def make_goods(connection: duckdb.DuckDBPyConnection, seed: int) -> Goods:
    """Plan the supply of the orders in `items`; create the tables of what moved at Amazon's centres."""
    connection.register("goods", goods())
    make_events(connection, seed)
    outflow = sellable_outflow(connection)
    stock_outs = find_stock_outs(outflow, goods_faults.SPARED)
    to_stores = goods_faults.plant_shipments(send(fulfilment_lots(outflow, stock_outs), seed))
    shipments = to_stores + send(overseas_lots(to_stores), seed)
    bought = purchases(purchase_lots(shipments), goods(), seed)
    received = sorted((one for one in bought if one.receipt_id), key=lambda one: one.received_day)
    from_warehouse = with_batches(
        (one for one in shipments if one.origin == WAREHOUSE),
        _by_product((one.product, one.batch, one.received) for one in received),
    )
    landed = sorted((one for one in from_warehouse if one.target == OVERSEAS), key=lambda one: one.received_day or 0)
    from_overseas = with_batches(
        (one for one in shipments if one.origin == OVERSEAS),
        _by_product((one.product, one.batch, one.shipped) for one in landed),
    )
    sent = goods_faults.cut_short(from_warehouse + from_overseas) + _sent_back(connection)
    add_receipts(connection, stores_of(sent))
    make_ledger(connection)
    return Goods(bought, sent, list(stock_outs.values()), _unseen(connection))


def _sent_back(connection: duckdb.DuckDBPyConnection) -> list[Shipment]:
    """What Amazon removed and the overseas warehouse received; nobody knows of which batch it is."""
    removed = connection.execute(
        f"""
        select 'RMV' || letter || lpad(cast(period as varchar), 4, '0'), product, period * {PERIOD_DAYS}, sum(units)
        from removed inner join fulfilment using (store) where {SENT_BACK} group by all order by all
        """
    ).fetchall()
    return [
        Shipment(
            order, product, "", CENTRES[0].name, OVERSEAS, None, day + REMOVED_AFTER_DAYS, int(units),
            day + BACK_AFTER_DAYS, int(units),
        )
        for order, product, day, units in removed
    ]  # fmt: skip


def _unseen(connection: duckdb.DuckDBPyConnection) -> list[Unseen]:
    orders = connection.execute(
        f"""
        select store, product, units, order_id, local_day, refund_day // {PERIOD_DAYS}
        from shipped where list_contains(?, number) order by store
        """,
        [never_scanned(connection)],
    ).fetchall()
    return [Unseen(*order, str(STORES[order[0]].first_settlement_id + period)) for *order, period in orders]


def _by_product(rows: Iterable[tuple[int, str, int]]) -> dict[int, list[tuple[str, int]]]:
    layers: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for product, batch, units in rows:
        of_product = layers[product]
        had = of_product.pop()[1] if of_product and of_product[-1][0] == batch else 0
        of_product.append((batch, had + units))
    return layers


def _less_sent(left: Batches, shipments: Iterable[Shipment], origin: str, day: int) -> Batches:
    for one in shipments:
        if one.origin == origin and one.shipped_day <= day:
            left[one.product, one.batch] -= one.shipped
    return {key: units for key, units in sorted(left.items()) if units}
