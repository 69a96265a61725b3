"""A load that is killed at any moment and run again loads every row once, and leaves nothing behind."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ingestion
from tests.ingestion.conftest import open_raw
from tests.ingestion.report_builders import as_text, line, total_row
from warehouse.home import Home
from warehouse.settings import load_settings

FILE_OPERATIONS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate"}
ROWS = """
select 'line', settlement_id, sku, amount::varchar, raw_line from raw.amazon_settlement_lines
union all select 'total', settlement_id, currency, total_amount::varchar, raw_line from raw.amazon_settlements
union all select 'file', raw_file, status, kind, row_count from raw.files
union all select 'rates', max(rate_date)::varchar, null, sum(rate)::varchar, count(*) from raw.fx_rates
union all select 'stores', store_id, null, null, count(*) from raw.backoffice_stores group by all
order by all
"""
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        "ingestion",
        "pandas",
        "sqlalchemy",
        "dlt.destinations.impl.duckdb.duck",
        "dlt.destinations.impl.filesystem.filesystem",
    ]
)
MOMENTS = {"extracting": 0.3, "normalizing": 0.55, "loading": 0.83, "putting away": 0.97}
"""How much of a load's file operations is done in the middle of each of its steps."""


def run_load(root: Path, die_at: int, operations: Any = None) -> None:
    """Load what lies in the inbox; die at that many file operations within the home (0: never)."""
    done = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in FILE_OPERATIONS and str(root) in str(arguments[0]):
            done += 1
            if done == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    home = Home(root)
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings)
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    ingestion.finish(home, settings, preparation)
    if operations is not None:
        operations.value = done


def in_a_process(root: Path, die_at: int = 0, operations: Any = None) -> int:
    process = CONTEXT.Process(target=run_load, args=(root, die_at, operations))
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def filled_home(root: Path, engine: str) -> Home:
    home = Home(root).create()
    home.settings_file.write_text(f'engine = "{engine}"\n')
    (home.inbox / "acme").mkdir()
    for number in range(3):
        rows = [total_row("5.00", str(number)), *(line(f"{cents}.25", str(number)) for cents in range(40))]
        (home.inbox / "acme" / f"{number}.txt").write_text(as_text(rows))
    return home


def rows_of(home: Home) -> list[tuple[Any, ...]]:
    with open_raw(home) as connection:
        return connection.execute(ROWS).fetchall()


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def clean(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[tuple[Any, ...]], int]:
    """An engine, the rows of a load on it that nothing disturbed, and how many file operations it took."""
    home = filled_home(tmp_path_factory.mktemp("clean") / "home", request.param)
    operations = CONTEXT.Value("i", 0)
    assert in_a_process(home.root, operations=operations) == 0
    return request.param, rows_of(home), operations.value


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_killed_at_any_moment_is_made_whole(
    clean: tuple[str, list[tuple[Any, ...]], int], tmp_path: Path, moment: str
) -> None:
    engine, expected, operations = clean
    home = filled_home(tmp_path / "home", engine)
    assert in_a_process(home.root, die_at=int(operations * MOMENTS[moment])) == -signal.SIGKILL
    assert in_a_process(home.root) == 0
    assert rows_of(home) == expected
    assert not [path for path in home.inbox.rglob("*") if path.is_file()]
    assert not (home.work / "parsed").exists()


def test_rows_that_were_committed_but_not_noted_are_not_doubled(
    load: Callable[..., ingestion.Preparation], home: Home
) -> None:
    load()
    settings = load_settings(home)
    (home.inbox / "acme").mkdir()
    (home.inbox / "acme" / "a.txt").write_text(as_text([total_row(), line("1.25"), line("2.25")]))
    preparation = ingestion.prepare(home, settings)
    pipeline = ingestion.raw_pipeline(home, settings)
    pipeline.extract(ingestion.raw_source(home, settings, preparation))
    pipeline.normalize()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{home.raw}' as landing")
        connection.execute("use landing")
        for table, files in preparation.tables.items():
            for file in files:
                connection.execute(f"insert into raw.{table} by name select * from read_parquet('{file.path}')")
    before = [row for row in rows_of(home) if row[0] != "stores"]
    again = load()
    assert [file.status for file in again.files] == ["duplicate"]
    assert [row for row in rows_of(home) if row[0] != "stores"] == before
    assert sum(row[0] == "line" for row in before) == 2
