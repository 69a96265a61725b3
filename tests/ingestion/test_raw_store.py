"""Raw rows move between engines whole, and an object store serves a cluster as a shared folder does."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ingestion
from ingestion.raw_store import raw_store
from tests.ingestion.conftest import open_raw
from tests.ingestion.report_builders import line, v2_file
from warehouse.home import Home
from warehouse.settings import Settings, load_settings

Load = Callable[..., ingestion.Preparation]
LINES = (
    "select settlement_id, sku, amount, raw_line, content_hash, load_id from raw.amazon_settlement_lines order by all"
)


def on(settings: Settings, engine: str) -> Settings:
    return settings.model_copy(update={"engine": engine})


def test_rows_go_to_a_cluster_and_come_back_the_same(load: Load, home: Home, tmp_path: Path) -> None:
    load(v2_file(tmp_path / "a.txt"))
    load(v2_file(tmp_path / "b.txt", line("2.00"), line("3.00")))
    settings = load_settings(home)
    duckdb, spark = on(settings, "duckdb"), on(settings, "spark")
    with open_raw(home) as connection:
        before = connection.execute(LINES).fetchall()
    counts = raw_store(home, duckdb).row_counts()
    assert ingestion.move_rows(home, duckdb, spark) == counts
    assert ingestion.move_rows(home, spark, duckdb) == counts
    with open_raw(home) as connection:
        assert connection.execute(LINES).fetchall() == before
    assert [file.status for file in load(tmp_path / "a.txt").files if file.from_inbox is False] == ["duplicate"]


def test_a_second_move_replaces_what_the_first_has_left(load: Load, home: Home, tmp_path: Path) -> None:
    load(v2_file(tmp_path / "a.txt"))
    settings = load_settings(home)
    first = ingestion.move_rows(home, on(settings, "duckdb"), on(settings, "spark"))
    assert ingestion.move_rows(home, on(settings, "duckdb"), on(settings, "spark")) == first


def test_files_in_an_object_store_are_known_and_counted(
    load: Load, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELLERHOUSE_ENGINE", "spark")
    monkeypatch.setenv("SELLERHOUSE_SPARK__LOCATION", "memory://acme/sellerhouse")
    load(v2_file(tmp_path / "a.txt"))
    assert [file.status for file in load(tmp_path / "a.txt").files] == ["duplicate"]
    store = raw_store(home, load_settings(home))
    assert store.row_counts()["amazon_settlements"] == 1
    store.clear()
    assert store.row_counts() == {}


def test_a_table_gets_a_column_that_it_lacks_and_keeps_its_rows(home: Home) -> None:
    store = raw_store(home, load_settings(home))
    before = pa.schema([("sku", pa.string())])
    store.make({"things": before})
    with duckdb.connect(str(home.raw)) as connection:
        connection.execute("insert into raw.raw.things values ('SKU-1')")
    store.make({"things": pa.schema([*before, ("amount", pa.decimal128(18, 4))]), "others": before})
    with open_raw(home) as connection:
        assert connection.execute("select sku, amount from raw.things").fetchall() == [("SKU-1", None)]
        assert connection.execute("select count(*) from raw.others").fetchall() == [(0,)]


def test_taking_out_one_sheet_of_a_workbook_leaves_the_other(home: Home, tmp_path: Path) -> None:
    sheets = [
        {"load_id": "1", "content_hash": "c", "store_id": "acme", "raw_file": f"book.xlsx!{name}"} for name in "AB"
    ]
    rows = pa.Table.from_pylist(sheets)
    with duckdb.connect(str(home.raw)) as connection:
        connection.execute("create schema raw.raw")
        connection.execute("create table raw.raw.purchasing_expenses as select * from rows")
    job = tmp_path / "purchasing_expenses.0123456789.0.parquet"
    pq.write_table(rows.slice(0, 1), job)
    raw_store(home, load_settings(home)).take_out_jobs([job])
    with open_raw(home) as connection:
        left = connection.execute("select raw_file from raw.purchasing_expenses").fetchall()
    assert left == [("book.xlsx!B",)]
