"""Settlement files of one large store, to measure with. Faults and other kinds of files are not written here."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from demo.catalogue import PERIODS, STORES, products
from demo.lines import make_items, make_lines
from demo.orders import draw_orders
from demo.settlement_text import Settlement, settlements
from demo.sheets import write_cost_csv

PRODUCTS = 20_000
LINES_PER_ORDER = 5
DAYS_OF_YEAR = 365
STORE = replace(STORES[0], store_id="bench-us")


@dataclass(frozen=True)
class SettlementFiles:
    """Where the files were written: a folder of settlements, the cost sheet, and one more day's settlement."""

    settlements: Path
    costs: Path
    next_day: Path


def write_settlement_lines(path: Path, lines: int, seed: int) -> SettlementFiles:
    """Write about `lines` lines of V2 settlements of one US store over a year, and a day's more."""
    files = SettlementFiles(path / "settlements", path / "costs.csv", path / "next-day.txt")
    files.settlements.mkdir(parents=True, exist_ok=True)
    catalogue = products(PRODUCTS, "BX")
    write_cost_csv(files.costs, catalogue)
    for settlement in _settlements(lines, seed, catalogue):
        target = files.settlements / f"{settlement.settlement_id}.txt"
        target.write_text(settlement.text(), encoding="utf-8", newline="")
    [first, *_] = _settlements(max(lines // DAYS_OF_YEAR, 1) * PERIODS, seed + 1, catalogue)
    one_day = replace(first, settlement_id=str(STORE.first_settlement_id + 900), period=PERIODS)
    text = one_day.text().replace(first.settlement_id, one_day.settlement_id)
    files.next_day.write_text(text, encoding="utf-8", newline="")
    return files


def _settlements(lines: int, seed: int, catalogue: pa.Table) -> list[Settlement]:
    orders = draw_orders(max(lines // LINES_PER_ORDER, 1), PRODUCTS, seed)
    orders = orders.set_column(orders.column_names.index("store"), "store", pc.multiply(orders["store"], 0))
    with duckdb.connect() as connection:
        make_items(connection, orders, catalogue)
        make_lines(connection)
        return settlements(connection, STORE, 0)
