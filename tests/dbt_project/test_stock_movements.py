"""What moved, told by several documents at once and counted once, through real files and real models."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ingestion
from tests.conftest import SAMPLES
from tests.dbt import dbt
from tests.dbt_project.goods_company import write_company
from tests.dbt_project.goods_files import SETTINGS
from warehouse.home import Home
from warehouse.settings import load_settings

Query = Callable[[str], list[tuple[Any, ...]]]
CAUTIOUS = ["--indirect-selection", "cautious", "--exclude-resource-type", "unit_test"]
SELECTED = ["+int_source_movements", "fba_unit_identity"]
SAMPLE_LEDGERS = ("fixtures__ledger-detail.txt", "fixtures-es__libro-inventario-es.txt")


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Query:
    home = Home.locate(tmp_path_factory.mktemp("goods")).create()
    home.settings_file.write_text(SETTINGS, encoding="utf-8")
    write_company(home.inbox)
    (home.inbox / "muestra").mkdir()
    for name in SAMPLE_LEDGERS:
        if (path := SAMPLES / "amazon_reports" / "synthetic_es" / name).is_file():
            shutil.copy2(path, home.inbox / "muestra" / name)
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings, [])
    assert [(file.raw_file, file.reason) for file in preparation.files if file.status != "loaded"] == []
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    dbt(home, settings, "build", *CAUTIOUS, "--select", *SELECTED)

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(f"attach '{home.raw}' as landing (read_only)")
            connection.execute(f"attach '{home.build}' as built (read_only)")
            connection.execute("use built.intermediate")
            return connection.execute(sql).fetchall()

    return rows


def moves(query: Query, sku: str, *columns: str) -> list[tuple[Any, ...]]:
    """The movements of a SKU: day of the year 2026 as `06-05`, units, from, to, and further columns."""
    chosen = ", ".join(["substr(moved_date::varchar, 6)", "quantity", "from_location", "to_location", *columns])
    return query(f"select {chosen} from int_source_movements where sku = '{sku}' order by all")


def test_units_of_an_order_leave_once_whichever_documents_tell_of_it(query: Query) -> None:
    assert moves(query, "SOLD", "store_id", "order_id", "document_id") == [
        ("04-30", 90, "opening", "fba:acme:US", "acme", None, "fba_balance:2026-05-01"),
        ("05-02", 6, "fba:acme:US", "customer", "acme", None, "fba_ledger:171-1"),
        ("05-20", 1, "customer", "fba:acme:US", "acme", None, "fba_ledger:r1"),
        ("06-05", 2, "fba:acme:US", "customer", "acme", "111-1", "shipment:S-111-1"),
        ("06-06", 1, "fba:acme:CA", "customer", "acme", "111-2", "shipment:S-111-2"),
        # Sold by the shop, shipped by Amazon.
        ("06-07", 4, "fba:acme:US", "customer", "shop", "#1001", "shipment:S-S01-9"),
        ("06-08", 1, "fba:acme:US", "customer", "acme", "111-3", "order:111-3"),
        # Two own warehouses, and no setting that says which one this store's orders leave.
        ("06-09", 3, "warehouse:unnamed", "customer", "acme", "111-4", "order:111-4"),
        ("06-11", 7, "fba:acme:US", "customer", "acme", "111-6", "12345678901"),
        ("06-20", 1, "customer", "fba:acme:CA", "acme", "111-2", "return:LPN-111-2"),
    ]


def test_own_shipments_leave_their_warehouse_and_come_back_to_it(query: Query) -> None:
    assert moves(query, "OWN", "reason", "order_id") == [
        ("05-31", 60, "opening", "warehouse:Ningbo", "opening", None),
        ("06-03", 3, "warehouse:unnamed", "customer", "sale", "M-1"),
        ("06-07", 2, "warehouse:Ningbo", "customer", "sale", "#1001"),
        ("06-07", 2, "warehouse:Ningbo", "customer", "sale", "#1002"),
        ("06-09", 4, "warehouse:unnamed", "customer", "sale", "M-2"),
        ("07-04", 1, "customer", "warehouse:Ningbo", "return", "#1001"),
    ]
    # Three of six units of the order were sent, the other two of them were another SKU's.
    assert moves(query, "LATER") == [("06-07", 1, "warehouse:Ningbo", "customer")]


def test_a_shipment_to_fba_arrives_as_the_ledger_counts_it(query: Query) -> None:
    assert moves(query, "SENT", "reason") == [
        ("05-01", 100, "supplier", "warehouse:Ningbo", "receipt"),
        ("05-10", 50, "warehouse:Ningbo", "in_transit:FBA1", "transfer_out"),
        ("05-11", 10, "warehouse:Ningbo", "in_transit:FBA2", "transfer_out"),
        ("05-12", 5, "warehouse:Ningbo", "in_transit:TR1", "transfer_out"),
        ("05-30", 5, "in_transit:TR1", "warehouse:FBA prep Ontario", "transfer_in"),
        ("06-10", 47, "in_transit:FBA1", "fba:acme:US", "fba_receipt"),
        ("06-11", 10, "in_transit:FBA2", "fba:acme:UK", "transfer_in"),
        ("06-12", 1, "fba:acme:US", "in_transit:FBA1", "fba_receipt"),
    ]
    assert moves(query, "DIRECT", "reason") == [("06-10", 9, "supplier", "fba:acme:US", "fba_receipt")]
    assert moves(query, "STRAIGHT", "reason") == [("05-05", 20, "supplier", "fba:acme:EU", "receipt")]
    assert [row[1:] for row in moves(query, "INB", "reason")] == [
        (40, "warehouse:unnamed", "in_transit:FBA7", "transfer_out"),
        (38, "in_transit:FBA7", "fba:acme:US", "fba_receipt"),
    ]


def test_adjustments_go_where_their_codes_say_and_unknown_ones_show(query: Query) -> None:
    assert moves(query, "ADJ", "from_condition", "to_condition", "reason") == [
        ("06-15", 3, "fba:acme:US", "lost", "sellable", None, "lost"),
        ("06-16", 2, "lost", "fba:acme:US", None, "sellable", "found"),
        ("06-17", 1, "fba:acme:US", "disposed", "unfulfillable", None, "disposal"),
        ("06-18", 4, "fba:acme:US", "adjustment", "sellable", None, "ledger_adjustment"),
        ("06-18", 8, "adjustment", "fba:acme:US", None, "inspection", "ledger_adjustment"),
    ]


def test_two_rows_of_a_change_of_condition_are_one_movement(query: Query) -> None:
    place = ("fba:acme:US", "fba:acme:US")
    assert moves(query, "PAIR", "from_condition", "to_condition", "reason") == [
        ("06-21", 1, *place, "sellable", "unfulfillable", "damaged"),
        ("06-21", 2, *place, "sellable", "unfulfillable", "condition_change"),
        ("06-23", 1, place[0], "adjustment", "sellable", None, "ledger_adjustment"),
        ("06-23", 4, *place, "sellable", "unfulfillable", "condition_change"),
    ]


def test_transfers_show_only_between_regions(query: Query) -> None:
    assert moves(query, "WHSE") == [
        ("06-24", 2, "fba:acme:US", "in_transit:fba_acme"),
        ("06-26", 2, "in_transit:fba_acme", "fba:acme:CA"),
    ]


def test_a_removal_leaves_once_and_comes_back_once(query: Query) -> None:
    assert moves(query, "GONE", "reason", "document_id") == [
        ("04-20", 2, "fba:acme:US", "disposed", "disposal", "removal:REM2"),
        ("04-20", 3, "fba:acme:US", "in_transit:REM3", "removal", "removal:REM3"),
        ("05-02", 3, "in_transit:REM3", "warehouse:Ningbo", "transfer_in", "receipt:R4"),
        ("06-20", 5, "fba:acme:US", "in_transit:REM1", "removal", "fba_ledger:REM1"),
        ("07-01", 4, "in_transit:REM1", "warehouse:Ningbo", "transfer_in", "transfer:REM1"),
    ]


def test_amazons_own_balances_that_do_not_add_up_are_rows_and_no_failure(query: Query) -> None:
    found = query(
        "select sku, location, region, period_start_date::varchar, stated_ending_qty, computed_ending_qty, gap_qty,"
        " raw_line "
        "from built.inventory.fba_unit_identity order by raw_line"
    )
    assert found == [
        ("SOLD", "US", "US", "2026-05-01", 85, 85, 0, 2),
        ("SOLD", "ONT8", None, "2026-05-01", 10, 10, 0, 3),
        ("GONE", "US", "US", "2026-05-01", 2, 2, 0, 4),
        ("SOLD", "US", "US", "2026-06-01", 70, 75, -5, 5),
    ]


def test_sample_ledgers_in_two_languages_tell_of_the_same_events_once(query: Query, samples: Path) -> None:
    found = query(
        "select from_location, to_location, from_condition, reason, count(*), sum(quantity)::integer "
        "from int_source_movements where store_id = 'muestra' group by all"
    )
    assert found == [("fba:muestra:EU", "customer", "sellable", "sale", 16, 192)]
