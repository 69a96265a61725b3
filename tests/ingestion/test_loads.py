"""Whole loads: each file once, whatever its name and whichever way it comes; the inbox keeps what is not loaded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dlt.common.configuration import resolve_configuration
from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.pipeline.exceptions import PipelineStepFailed

import ingestion
from ingestion import loading
from ingestion.outcome import ParsedFile
from tests.ingestion.report_builders import COST_HEADINGS, V2_HEADINGS, as_text, cost_row, line, total_row, v2_file
from tests.ingestion.test_packed_files import zipped
from warehouse.home import Home
from warehouse.settings import load_settings

pytestmark = pytest.mark.usefixtures("engine")
on_one_engine = pytest.mark.parametrize("engine", ["duckdb"], indirect=True)
"""For what is decided before rows reach an engine."""
Load = Callable[..., ingestion.Preparation]
Query = Callable[..., list[tuple[Any, ...]]]
LINES = "select settlement_id, sku, amount, raw_line, store_id from raw.amazon_settlement_lines order by all"


def statuses(preparation: ingestion.Preparation) -> dict[str, str]:
    return {file.raw_file: file.status for file in preparation.files}


def settlement(path: Path, settlement_id: str, *amounts: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [line(amount, settlement_id, sku=f"SKU-{amount}") for amount in amounts]
    path.write_text(as_text([total_row("10.00", settlement_id), *rows]), encoding="utf-8")
    return path


@on_one_engine
def test_every_raw_table_exists_after_a_load_of_nothing(load: Load, raw: Query) -> None:
    load()
    found = {name for (name,) in raw("select table_name from information_schema.tables where table_schema = 'raw'")}
    assert set(ingestion.RAW_TABLES) <= found
    assert raw("select count(*) > 200000 from raw.fx_rates where rate_source = 'ecb' and store_id is null") == [(True,)]


@on_one_engine
def test_raw_tables_have_the_declared_columns_and_no_others(load: Load, raw: Query, home: Home) -> None:
    v2_file(home.inbox / "acme" / "a.txt")
    load()
    columns: dict[str, set[str]] = {}
    for table, column in raw("select table_name, column_name from information_schema.columns where table_schema='raw'"):
        columns.setdefault(table, set()).add(column)
    for table, schema in ingestion.RAW_TABLES.items():
        assert columns[table] == set(schema.names), table
    types = raw(
        "select column_name, data_type from information_schema.columns where table_name='amazon_settlement_lines'"
    )
    assert dict(types)["amount"] == "DECIMAL(18,4)"
    assert dict(types)["posted_at"] == "TIMESTAMP WITH TIME ZONE"
    assert dict(types)["raw_line"] == "INTEGER"


def test_files_of_the_inbox_load_once_and_leave_it(load: Load, raw: Query, home: Home) -> None:
    first = v2_file(home.inbox / "acme" / "2026" / "a.txt")
    copy = shutil.copy(first, home.root / "copy.txt")
    bad = home.inbox / "acme" / "bad.txt"
    bad.write_text("<html></html>")
    assert statuses(load(store=None)) == {
        "acme/2026/a.txt": "loaded",
        "acme/bad.txt": "refused",
        "eurofxref-hist.zip!eurofxref-hist.csv": "loaded",
    }
    assert not first.exists()
    assert bad.exists()
    shutil.copy(copy, home.inbox / "acme" / "renamed.txt")
    assert statuses(load(store=None)) == {"acme/bad.txt": "refused", "acme/renamed.txt": "duplicate"}
    assert not (home.inbox / "acme" / "renamed.txt").exists()
    assert raw("select count(*) from raw.amazon_settlement_lines") == [(1,)]
    files = raw("select raw_file, status, kind, row_count from raw.files where source = 'amazon' order by all")
    assert files == [("acme/2026/a.txt", "loaded", "settlement_v2", 2)]


@on_one_engine
def test_files_named_by_their_path_are_never_removed(load: Load, home: Home) -> None:
    own = v2_file(home.root / "own" / "report.txt")
    load(own)
    load(own)
    assert own.exists()


@on_one_engine
def test_an_archive_stays_until_all_of_it_is_loaded(load: Load, home: Home) -> None:
    good = as_text([total_row(), line()])
    (home.inbox / "acme").mkdir()
    mixed = zipped(home.inbox / "acme" / "mixed.zip", {"a.txt": good, "b.txt": "<html></html>"})
    whole = zipped(home.inbox / "acme" / "whole.zip", {"c.txt": good.replace("SKU-1", "SKU-2")})
    load(store=None)
    assert (mixed.exists(), whole.exists()) == (True, False)


@on_one_engine
def test_a_file_that_changes_after_it_was_read_is_kept(home: Home) -> None:
    path = v2_file(home.inbox / "acme" / "a.txt")
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings)
    settlement(path, "2", "1.00", "2.00")
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    ingestion.finish(home, settings, preparation)
    assert path.exists()


def test_order_and_number_of_loads_change_no_row(load: Load, raw: Query, home: Home, tmp_path: Path) -> None:
    files = [settlement(tmp_path / f"{number}.txt", str(number), "1.00", f"{number}.50") for number in range(3)]
    load(*files)
    at_once = raw(LINES)
    shutil.rmtree(home.work)
    shutil.rmtree(home.archive)
    home.create()
    for number in (2, 0, 2, 1):
        load(files[number])
    assert raw(LINES) == at_once
    assert len(at_once) == 6


@on_one_engine
def test_the_same_money_is_not_loaded_for_two_stores(load: Load, raw: Query, home: Home) -> None:
    report = v2_file(home.inbox / "acme-us" / "a.txt")
    shutil.copytree(report.parent, home.inbox / "other")
    costs = as_text([cost_row()], COST_HEADINGS, ",")
    for store in ("acme-us", "other"):
        (home.inbox / store / "costs.csv").write_text(costs)
    found = statuses(load(store=None))
    assert found["acme-us/a.txt"] == "loaded"
    assert found["other/a.txt"] == "refused"
    assert (found["acme-us/costs.csv"], found["other/costs.csv"]) == ("loaded", "loaded")
    (reason,) = raw("select reason from raw.files where raw_file = 'other/a.txt'")[0]
    assert "already loaded for store 'acme-us'" in reason


def test_new_columns_evolve_and_old_rows_keep_null(load: Load, raw: Query, tmp_path: Path) -> None:
    load(v2_file(tmp_path / "old.txt", line("1.00")))
    new = tmp_path / "new.txt"
    new.write_text(as_text([total_row(), {**line("2.00"), "fee-code": "F"}], [*V2_HEADINGS, "fee-code"]))
    load(new)
    load(v2_file(tmp_path / "old-again.txt", line("3.00")))
    assert raw("select amount::varchar, fee_code from raw.amazon_settlement_lines order by 1") == [
        ("1.0000", None),
        ("2.0000", "F"),
        ("3.0000", None),
    ]


def test_a_column_never_changes_its_type_silently(load: Load, raw: Query, home: Home, tmp_path: Path) -> None:
    load(v2_file(tmp_path / "a.txt"))
    changed = pa.schema([*ingestion.RAW_TABLES["files"].remove(0), ("load_id", pa.int64())])
    path = tmp_path / "files.parquet"
    pq.write_table(pa.Table.from_pylist([{"load_id": 7}], changed), path)
    source = loading.raw_source({"files": changed}, {"files": [ParsedFile("files", path, 1, changed)]}, {})
    with pytest.raises(PipelineStepFailed, match=r"(?i)contract"):
        ingestion.raw_pipeline(home, load_settings(home)).run(source)
    load(v2_file(tmp_path / "b.txt", line("2.00")))
    assert raw("select count(*), count(distinct content_hash) from raw.amazon_settlement_lines") == [(2, 2)]


def test_a_package_that_cannot_be_loaded_does_not_block_the_next(
    load: Load, raw: Query, home: Home, tmp_path: Path
) -> None:
    load(v2_file(tmp_path / "a.txt"))
    (home.inbox / "acme").mkdir()
    v2_file(home.inbox / "acme" / "b.txt", line("2.00"), line("3.00"))
    settings = load_settings(home)
    pipeline = ingestion.raw_pipeline(home, settings)
    pipeline.extract(ingestion.raw_source(home, settings, ingestion.prepare(home, settings)))
    pipeline.normalize()
    for job in (home.work / "dlt").rglob("new_jobs/files.*.parquet"):
        job.write_bytes(b"the disk was full")
    load()
    assert raw("select count(*), count(distinct content_hash) from raw.amazon_settlement_lines") == [(3, 2)]
    assert raw("select count(*) from raw.files where kind = 'settlement_v2'") == [(2,)]


def test_a_package_that_was_loaded_but_not_put_away_is_no_hindrance(
    load: Load, raw: Query, home: Home, tmp_path: Path
) -> None:
    load(v2_file(tmp_path / "a.txt"))
    [package] = (home.work / "dlt").glob("*/*/load/loaded/*")
    shutil.copytree(package, package.parents[1] / "normalized" / package.name)
    load(v2_file(tmp_path / "b.txt", line("2.00")))
    assert raw("select count(*), count(distinct content_hash) from raw.amazon_settlement_lines") == [(2, 2)]


@on_one_engine
def test_stores_of_settings_and_of_files_are_listed(load: Load, raw: Query, home: Home) -> None:
    home.settings_file.write_text(
        '[stores.acme-us]\nlegal_entity = "Acme Ltd"\ncurrency = "USD"\ntimezone = "America/Los_Angeles"\n'
        'costing_method = "month_end_average"\n'
    )
    v2_file(home.inbox / "Brand-New" / "a.txt")
    preparation = load(store=None)
    assert [warning for warning in preparation.files[0].warnings if "'brand-new' is not in sellerhouse.toml" in warning]
    load(store=None)
    assert raw("select store_id, timezone, costing_method, is_configured from raw.backoffice_stores order by 1") == [
        ("acme-us", "America/Los_Angeles", "month_end_average", True),
        ("brand-new", "UTC", "fifo", False),
    ]
    assert ("reporting_currency", "USD") in raw("select name, value from raw.backoffice_settings")


@on_one_engine
def test_loading_sends_nothing_to_anyone(home: Home) -> None:
    ingestion.raw_pipeline(home, load_settings(home))
    runtime = resolve_configuration(RuntimeConfiguration())
    assert (runtime.dlthub_telemetry, runtime.sentry_dsn) == (False, None)


@on_one_engine
def test_the_settings_of_another_dlt_project_do_not_count(tmp_path: Path) -> None:
    settings = tmp_path / ".dlt" / "config.toml"
    settings.parent.mkdir()
    settings.write_text("[runtime]\ndlthub_telemetry = true\n")
    program = "import ingestion, dlt; print(dlt.config['runtime.dlthub_telemetry'])"
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "DLT_PROJECT_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"
