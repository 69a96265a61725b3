"""The FBA inventory report: what each store's centres hold at the end. It adds up the ledger and moves nothing."""

from pathlib import Path

import duckdb

from demo.goods import fnsku_of
from demo.settlement_text import money
from demo.stock import Goods

RESERVED_PART = 8
HEADINGS = [
    "sku",
    "fnsku",
    "asin",
    "product-name",
    "condition",
    "your-price",
    "mfn-listing-exists",
    "mfn-fulfillable-quantity",
    "afn-listing-exists",
    "afn-warehouse-quantity",
    "afn-fulfillable-quantity",
    "afn-unsellable-quantity",
    "afn-reserved-quantity",
    "afn-total-quantity",
    "per-unit-volume",
    "afn-inbound-working-quantity",
    "afn-inbound-shipped-quantity",
    "afn-inbound-receiving-quantity",
]


def write_snapshot(connection: duckdb.DuckDBPyConnection, path: Path, story: Goods, store: int) -> None:
    """Write the report of one store: as its ledger ends, with what came back and was never scanned."""
    rows = connection.execute(
        """
        select
            product, sku, asin, title, price,
            coalesce(sum(quantity) filter (disposition = 'SELLABLE'), 0) as sellable,
            coalesce(sum(quantity) filter (disposition <> 'SELLABLE'), 0) as unsellable
        from goods left join (from events where store = ?) as events using (product)
        group by all having count(quantity) > 0 or product in (select product from products)
        order by product
        """,
        [store],
    ).fetchall()
    lines = ["\t".join(HEADINGS)]
    for product, sku, asin, title, price, in_books, unsellable in rows:
        sellable = int(in_books) + sum(
            one.units for one in story.unseen if (one.store, one.product) == (store, product) and store
        )
        reserved = sellable // RESERVED_PART
        under_way = sum(one.shipped for one in story.in_transit() if (one.store, one.product) == (store, product))
        there = sellable + int(unsellable)
        cells = [sku, fnsku_of(product), asin, title, "New", money(price), "No", "", "Yes"]
        quantities = [there, sellable - reserved, unsellable, reserved, there + under_way, "0.02", 0, under_way, 0]
        lines.append("\t".join([*cells, *map(str, quantities)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
