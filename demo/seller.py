"""Writes the files of a made-up seller and the answer key of what is wrong with them. The faults stand in faults.py."""

import gzip
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from demo import faults
from demo.carrier_invoices import carrier_story, write_carriers
from demo.catalogue import STORES, Store, products
from demo.costs import cost_of_goods
from demo.fba_reports import write_reports
from demo.fba_snapshot import write_snapshot
from demo.fee_faults import charge_wrongly, write_fee_previews, wrong_fee_faults
from demo.goods_key import goods_faults_of, goods_told
from demo.lines import make_items, make_lines
from demo.measured import STORE as MEASURED_STORE
from demo.measured import Measured, measure, measured_faults, write_measures
from demo.order_faults import OrderFaults, not_returned, plant_orders, reimbursements_due
from demo.orders import draw_orders
from demo.own_sheets import own_sheets, write_own_sheets
from demo.payouts import write_payouts
from demo.settlement_text import Settlement, money, settlements
from demo.sheets import settings_text, write_all_orders, write_cost_csv, write_cost_xlsx
from demo.stock import Goods, make_goods

PRODUCTS = 24
Progress = Callable[[str, int, int], None]
FIRST_OF_ZIP = "2025-07-01 to 2025-08-25.zip"
ZIPPED_PERIODS = 4


@dataclass(frozen=True)
class DemoSummary:
    """How much was written; `lines` are those of settlements."""

    files: int
    lines: int
    faults: int


def write_seller(out: Path, orders: int, seed: int, progress: Progress | None = None) -> DemoSummary:
    """Write a year of files for four stores to `out`, with `sellerhouse.toml` and `answer_key.json` beside them.

    The same `orders` and `seed` give the same bytes. Money is in each store's currency.
    """
    catalogue = products(PRODUCTS)
    planted: list[faults.Fault] = []
    totals: list[dict[str, object]] = []
    stores, settled = dict[str, dict[str, object]](), dict[str, list[Settlement]]()
    with duckdb.connect() as connection:
        make_items(connection, draw_orders(orders, PRODUCTS, seed), catalogue)
        wrong_fees = charge_wrongly(connection, seed)
        measured = measure(connection, seed, {fee.sku for fee in wrong_fees})
        make_lines(connection)
        faults.plant_lines(connection)
        story, orders_told = make_goods(connection, seed), plant_orders(connection, seed)
        carriers = carrier_story(story, seed)
        sheets = own_sheets(story, carriers.unbooked)
        for number, store in enumerate(STORES):
            if progress:
                progress("write files", number, len(STORES))
            folder = out / store.store_id
            folder.mkdir(parents=True, exist_ok=True)
            written = settled[store.store_id] = settlements(connection, store, number)
            _write_store(connection, folder, number, catalogue, story, orders_told, measured)
            totals += _write_settlements(folder, written)
            planted += faults.write_faulty_files(folder, store, written)
            stores[store.store_id] = _control_totals(connection, story, number, carriers.unbooked)
        write_own_sheets(out, sheets)
        write_carriers(out, carriers)
        of_goods = goods_faults_of(connection, story, sheets)
        planted += [*write_payouts(out, settled, seed), *wrong_fee_faults(connection, wrong_fees), *carriers.faults]
        planted += faults.faulty_money(connection) + of_goods + measured_faults(connection, measured)
        planted += orders_told.faults + not_returned(connection) + reimbursements_due(of_goods)
        told = goods_told(connection, story)
    if progress:
        progress("write files", len(STORES), len(STORES))
    key: dict[str, object] = {"orders": orders, "seed": seed} | {
        "faults": [fault.as_json() for fault in planted],
        "goods": told,
        "totals": {"settlements": totals, "stores": stores},
    }
    _write_beside(out, key)
    files = sum(1 for path in out.rglob("*") if path.is_file()) - 2
    return DemoSummary(files, sum(int(str(total["line_count"])) for total in totals), len(planted))


def _write_store(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    number: int,
    catalogue: pa.Table,
    story: Goods,
    orders_told: OrderFaults,
    measured: list[Measured],
) -> None:
    """All files of one store but its settlements."""
    store = STORES[number]
    _write_costs(folder, store, catalogue)
    write_all_orders(connection, folder / "all-orders.txt", store, number, orders_told)
    write_snapshot(connection, folder / "fba-inventory.txt", story, number)
    write_reports(connection, folder, number, story.shipments)
    is_measured = number == MEASURED_STORE
    write_fee_previews(connection, folder, store, number, [one.sku for one in measured if is_measured])
    if is_measured:
        write_measures(connection, folder / "measures.csv", measured)


def _write_beside(out: Path, key: dict[str, object]) -> None:
    """What stands beside the stores' files: the answer key, and settings that name the stores."""
    (out / "answer_key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / "sellerhouse.toml").write_text(settings_text(), encoding="utf-8")


def _write_costs(folder: Path, store: Store, catalogue: pa.Table) -> None:
    if store.store_id == "acme-de":
        write_cost_xlsx(folder / "costs.xlsx", catalogue)
    else:
        write_cost_csv(folder / "costs.csv", catalogue)


def _write_settlements(folder: Path, written: list[Settlement]) -> list[dict[str, object]]:
    """Write each settlement of a store, and give what the answer key says of their totals."""
    for settlement in written:
        _write_settlement(folder, settlement, faults.stated_cents(settlement))
    return [_total(settlement) for settlement in written]


def _write_settlement(folder: Path, settlement: Settlement, stated_cents: int) -> None:
    """Most as they are, one compressed, some together in an archive."""
    name = f"{settlement.settlement_id}.txt"
    content = settlement.text(stated_cents).encode(settlement.store.encoding)
    if settlement.store.store_id == "acme-us" and settlement.period == 0:
        (folder / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    elif settlement.store.store_id == "acme-uk" and settlement.period < ZIPPED_PERIODS:
        mode = "w" if settlement.period == 0 else "a"
        with zipfile.ZipFile(folder / FIRST_OF_ZIP, mode, zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(name, (2026, 7, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    else:
        (folder / name).write_bytes(content)


def _total(settlement: Settlement) -> dict[str, object]:
    return {
        "settlement_id": settlement.settlement_id,
        "store_id": settlement.store.store_id,
        "currency": settlement.store.currency,
        "stated_total": money(faults.stated_cents(settlement)),
        "lines_total": money(settlement.cents),
        "line_count": settlement.line_count,
    }


def _control_totals(
    connection: duckdb.DuckDBPyConnection, story: Goods, number: int, unbooked: list[str]
) -> dict[str, object]:
    row = connection.execute(
        """
        select
            sum(cents) filter (transaction_type = 'Order' and amount_description = 'Principal'
                and amount_type = 'ItemPrice'),
            sum(cents) filter (transaction_type = 'Refund' and amount_description = 'Principal'),
            sum(units) filter (transaction_type = 'Order' and amount_description = 'Principal'
                and amount_type = 'ItemPrice')
        from lines where store = ?
        """,
        [number],
    ).fetchone()
    sales, refunds, units = row or (0, 0, 0)
    return {
        "product_sales": money(int(sales or 0)),
        "refunds": money(int(refunds or 0)),
        "units_sold": int(units or 0),
        "cost_of_goods_cny": money(cost_of_goods(connection, story, number, unbooked)),
    }
