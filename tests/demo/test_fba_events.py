"""What moves at the made-up seller's centres, of so many orders that rare days are among them."""

import duckdb

from demo.catalogue import products
from demo.fba_events import make_events
from demo.lines import make_items
from demo.orders import draw_orders
from demo.seller import PRODUCTS


def test_what_was_shipped_after_midnight_is_not_back_on_that_day() -> None:
    with duckdb.connect() as connection:
        make_items(connection, draw_orders(200_000, PRODUCTS, 42), products(PRODUCTS))
        make_events(connection, 42)
        days = "select min(return_day - local_day), count(*) from returned inner join shipped using (number)"
        (soonest, returned) = connection.execute(days).fetchall()[0]
    assert returned > 1000
    assert soonest == 1
