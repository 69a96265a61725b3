"""The made-up seller's files of goods as somebody who did not write them adds them up. It asserts nothing."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa

TABS = "delim = '\t', quote = '', header = true, all_varchar = true, filename = true"
REPORTS = (
    *("inventory-ledger", "inventory-ledger-summary", "fulfilled-shipments", "customer-returns", "removal-orders"),
    *("reimbursements", "fba-inventory", "all-orders"),
)
SHEETS = ("Receipts", "Stock-takes", "Warehouse stock")


class Books:
    """One seller's files as DuckDB reads them, and the answer key's faults."""

    def __init__(self, folder: Path) -> None:
        self.key = json.loads((folder / "answer_key.json").read_text(encoding="utf-8"))
        self.connection = duckdb.connect()
        for name in REPORTS:
            files = f"read_csv('{folder}/acme-*/{name}.txt', {TABS})"
            store = "regexp_extract(filename, 'acme-[a-z]+') as store_id"
            self.connection.execute(f"create table {name.replace('-', '_')} as select *, {store} from {files}")
        for name in ("purchase-orders", "receipts", "transfers"):
            sheet = f"read_csv('{folder}/acme-*/{name}.csv', all_varchar = true)"
            self.connection.execute(f"create table {name.replace('-', '_')} as from {sheet}")
        workbook = openpyxl.load_workbook(folder / "acme-us" / "stock-records.xlsx", read_only=True)
        for name in SHEETS:
            headings, *rows = workbook[name].iter_rows(values_only=True)
            sheet = {str(title): [str(row[n]) for row in rows] for n, title in enumerate(headings)}
            self.connection.register("sheet", pa.table(sheet))
            self.connection.execute(f"create table {name.lower().replace('-', '_').replace(' ', '_')}_ as from sheet")
        self.connection.execute("create table all_receipts as from receipts union all by name from receipts_")

    def differences(self, query: str) -> Counter[tuple[Any, ...]]:
        """What a query gives whose last column is a number of units, where that is not zero."""
        rows = self.connection.execute(query).fetchall()
        return Counter({tuple(key): int(units) for *key, units in rows if units})

    def planted(self, *kinds: str, places: str) -> list[dict[str, Any]]:
        """The faults of these kinds, of places whose name begins so."""
        faults = [fault for fault in self.key["faults"] if fault["kind"] in kinds]
        return [fault for fault in faults if str(fault["location"]).startswith(places)]


def by_key(faults: list[dict[str, Any]], *columns: str) -> Counter[tuple[Any, ...]]:
    total: Counter[tuple[Any, ...]] = Counter()
    for fault in faults:
        total[tuple(fault[column] for column in columns)] += fault["quantity"]
    return total


def count_gaps(faults: list[dict[str, Any]], *columns: str) -> Counter[tuple[Any, ...]]:
    """Counted less expected."""
    return Counter({tuple(one[column] for column in columns): one["counted"] - one["expected"] for one in faults})
