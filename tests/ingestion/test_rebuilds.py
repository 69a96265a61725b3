"""The archive alone makes every raw row again, as it was; what it lacks is told before anything is lost."""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ingestion
from tests.ingestion.conftest import load_to_the_end
from tests.ingestion.report_builders import COST_HEADINGS, as_text, cost_row, v2_file
from warehouse.archive import path_of
from warehouse.home import Home
from warehouse.origins import origins
from warehouse.settings import load_settings

Load = Callable[..., ingestion.Preparation]
Query = Callable[..., list[tuple[Any, ...]]]
LINES = """
    select store_id, raw_file, raw_line, content_hash, load_id, amount from raw.amazon_settlement_lines order by all
"""
COSTS = "select store_id, sku, purchase_cost, load_id from raw.purchasing_product_costs order by all"
FILES = "select raw_file, store_id, kind, load_id, modified_at, row_count from raw.files order by all"
RETURN = (
    "2026-01-09T08:00:00+00:00",
    "111-2222222-3333333",
    "SKU-1",
    "1",
    "SELLABLE",
    "OTHER",
    "LPN1",
    "My neighbour's",
)
EVERYTHING = (LINES, COSTS, FILES, "select count(*), max(load_id) from raw.fx_rates")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Home]:
    """A home for each engine, loaded once. Tests work on copies of it."""

    @cache
    def loaded_home(engine: str) -> Home:
        home = Home.locate(tmp_path_factory.mktemp(engine) / "home").create()
        v2_file(home.inbox / "acme" / "a.txt")
        for store in ("acme", "other"):
            (home.inbox / store).mkdir(exist_ok=True)
            (home.inbox / store / "costs.csv").write_text(as_text([cost_row()], COST_HEADINGS, ","), encoding="utf-8")
            load_to_the_end(home)
        return home

    return lambda: loaded_home(os.environ.get("SELLERHOUSE_ENGINE", "duckdb"))


@pytest.fixture
def loaded(home: Home, homes: Callable[[], Home], raw: Query) -> list[list[tuple[Any, ...]]]:
    """Two loads; one sheet of costs came for two stores, to the same byte."""
    shutil.copytree(homes().root, home.root, dirs_exist_ok=True)
    return [raw(query) for query in EVERYTHING]


@pytest.mark.usefixtures("engine")
def test_every_row_comes_back_as_it_was(home: Home, load: Load, raw: Query, loaded: list[Any]) -> None:
    assert ingestion.begin_rebuild(home, load_settings(home)) == 4
    load(store=None, scan_inbox=False)
    assert [raw(query) for query in EVERYTHING] == loaded
    assert not home.rebuild_mark.exists()
    assert {file.status for file in load(store=None).files} <= {"duplicate"}


def test_a_file_that_is_kept_without_what_buyers_wrote_is_made_again_twice(home: Home, load: Load, raw: Query) -> None:
    headings = "return-date order-id sku quantity detailed-disposition reason license-plate-number customer-comments"
    cells = dict(zip(headings.split(), RETURN, strict=True))
    (home.inbox / "acme").mkdir()
    (home.inbox / "acme" / "returns.txt").write_text(as_text([cells], headings.split()), encoding="utf-8")
    load(store=None)
    files, known = raw(FILES), origins(home)
    for _ in range(2):
        ingestion.begin_rebuild(home, load_settings(home))
        load(store=None, scan_inbox=False)
        assert raw(FILES) == files
        assert origins(home) == known
        assert raw("select order_id, quantity from raw.amazon_customer_returns") == [("111-2222222-3333333", 1)]


def test_what_was_cut_off_or_damaged_is_tried_again(home: Home, load: Load, raw: Query, loaded: list[Any]) -> None:
    [settlement] = [origin for origin in origins(home) if origin.kind == "settlement_v2"]
    [costs, _] = [origin for origin in origins(home) if origin.kind == "product_costs"]
    kept = path_of(home, settlement.content_hash)
    good = kept.read_bytes()
    ingestion.begin_rebuild(home, load_settings(home))
    ingestion.prepare(home, load_settings(home), scan_inbox=False)  # and then the machine went down
    shutil.copy(path_of(home, costs.content_hash), kept)
    [refused] = [file for file in load(store=None, scan_inbox=False).files if file.status == "refused"]
    assert refused.raw_file == "acme/a.txt"
    assert "damaged" in str(refused.reason)
    assert raw(COSTS) == loaded[1]
    kept.write_bytes(good)
    load(store=None, scan_inbox=False)
    assert raw(LINES) == loaded[0]
    assert not home.rebuild_mark.exists()


def test_nothing_is_removed_that_the_archive_lacks(home: Home, raw: Query, loaded: list[Any]) -> None:
    [settlement] = [origin for origin in origins(home) if origin.kind == "settlement_v2"]
    path_of(home, settlement.content_hash).with_suffix(".json").unlink()
    with pytest.raises(ingestion.NotKept, match="lacks 1 of the files"):
        ingestion.begin_rebuild(home, load_settings(home))
    assert [raw(query) for query in EVERYTHING] == loaded


def test_an_empty_home_has_nothing_to_rebuild(home: Home) -> None:
    with pytest.raises(ingestion.NotKept, match="keeps no file"):
        ingestion.begin_rebuild(home, load_settings(home))


def test_the_archive_of_a_home_is_enough(
    home: Home, load: Load, raw: Query, loaded: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home.archive, tmp_path / "archive")
    for name in ("work", "archive", "spark"):
        shutil.rmtree(home.root / name, ignore_errors=True)
    home.create()
    shutil.copytree(tmp_path / "archive", home.archive, dirs_exist_ok=True)
    ingestion.begin_rebuild(home, load_settings(home))
    load(store=None)
    assert [raw(query) for query in EVERYTHING] == loaded
