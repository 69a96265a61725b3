"""Raw rows move between engines whole, and an object store serves a cluster as a shared folder does."""

from collections.abc import Callable
from pathlib import Path

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
