"""Files of one large store, to measure with: settlements, costs, orders, a bank's statement. Plants no faults."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from demo.catalogue import PERIOD_DAYS, PERIODS, STORES, period_start, products
from demo.lines import make_items, make_lines
from demo.order_faults import OrderFaults
from demo.orders import draw_orders
from demo.settlement_text import Settlement, settlements
from demo.sheets import write_all_orders, write_cost_csv
from demo.statement_files import BankLine, ofx

PRODUCTS = 20_000
LINES_PER_ORDER = 5
DAYS_OF_YEAR = 365
STORE = replace(STORES[0], store_id="bench-us")
AS_ORDERED = OrderFaults([], [], [])


@dataclass(frozen=True)
class SettlementFiles:
    """Where the files were written: a folder of settlements, the cost sheet, and one more day's settlement.

    `money` and `next_day_money` are folders of what else tells of the same money: the orders, and the bank's statement.
    """

    settlements: Path
    costs: Path
    money: Path
    next_day: Path
    next_day_money: Path


def write_settlement_lines(path: Path, lines: int, seed: int) -> SettlementFiles:
    """Write about `lines` lines of V2 settlements of one US store over a year, and a day's more of other orders."""
    files = SettlementFiles(
        path / "settlements", path / "costs.csv", path / "money", path / "next-day.txt", path / "next-day-money"
    )
    for folder in (files.settlements, files.money, files.next_day_money):
        folder.mkdir(parents=True, exist_ok=True)
    catalogue = products(PRODUCTS, "BX")
    write_cost_csv(files.costs, catalogue)
    orders = _orders(lines, seed)
    for settlement in _written(orders, catalogue, files.money, range(PERIODS)):
        target = files.settlements / f"{settlement.settlement_id}.txt"
        target.write_text(settlement.text(), encoding="utf-8", newline="")
    a_day = _on_the_next_day(_orders(lines // DAYS_OF_YEAR, seed + 1), after=orders.num_rows)
    [one_day] = _written(a_day, catalogue, files.next_day_money, range(PERIODS, PERIODS + 1))
    files.next_day.write_text(one_day.text(), encoding="utf-8", newline="")
    return files


def _orders(lines: int, seed: int) -> pa.Table:
    """As many orders as make about `lines` lines, all of one store."""
    orders = draw_orders(max(lines // LINES_PER_ORDER, 1), PRODUCTS, seed)
    return _with(orders, "store", pc.multiply(orders["store"], 0))


def _on_the_next_day(orders: pa.Table, after: int) -> pa.Table:
    """The orders as others than the first `after` ones, all of the day that follows the year's last settlement."""
    numbered = _with(orders, "number", pc.add(orders["number"], after))
    dated = _with(numbered, "day", pa.array(np.full(orders.num_rows, PERIODS * PERIOD_DAYS)))
    return _with(dated, "refund_day", pa.array(np.full(orders.num_rows, -1)))


def _with(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)


def _written(orders: pa.Table, catalogue: pa.Table, money: Path, periods: range) -> list[Settlement]:
    """The periods' settlements of these orders, with the orders' report and the bank's statement of both in `money`."""
    with duckdb.connect() as connection:
        make_items(connection, orders, catalogue)
        make_lines(connection)
        write_all_orders(connection, money / "orders.txt", STORE, 0, AS_ORDERED)
        made = [one for one in settlements(connection, STORE, 0) if one.period in periods]
    paid = [one for one in made if one.cents > 0]
    lines = [BankLine(_arrival(one), one.cents, "AMAZON.COM SERVICES LLC", f"PAYMENTS {one.period}") for one in paid]
    total = sum(one.cents for one in paid)
    (money / "bank.ofx").write_text(ofx("330099120", STORE.currency, lines, lines[-1].day, total), encoding="utf-8")
    return made


def _arrival(settlement: Settlement) -> date:
    return period_start(settlement.period + 1) + timedelta(days=3)
