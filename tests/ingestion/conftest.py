"""What the tests of ingestion share: reading files without loading them, and loading them to the end."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ingestion
from ingestion.outcome import FileOutcome
from ingestion.preparing import LoadOfFiles
from warehouse.engine import raw_location
from warehouse.home import Home
from warehouse.settings import load_settings

STORE = "acme"


@dataclass
class Reading:
    """What reading some files gave: what became of each, and their rows by raw table."""

    files: list[FileOutcome]
    rows: dict[str, list[dict[str, Any]]]

    @property
    def only(self) -> FileOutcome:
        """The one file there was."""
        assert len(self.files) == 1, self.files
        return self.files[0]


@pytest.fixture
def read(home: Home) -> Callable[..., Reading]:
    """Read files as a load would, up to the point where they would be loaded. They are of store `acme`."""
    loads = itertools.count()

    def read_files(*paths: Path, store: str | None = STORE, scan_inbox: bool = False, **settings: Any) -> Reading:
        chosen = load_settings(home).model_copy(update=settings)
        load = LoadOfFiles(home, chosen, ingestion.SOURCES, {}, store, load_id=f"load-{next(loads)}")
        load.take_all(paths, scan_inbox, None)
        tables = {
            name: pa.concat_tables([pq.read_table(file.path) for file in files], promote_options="default").to_pylist()
            for name, files in load.tables.items()
        }
        return Reading(load.outcomes, tables)

    return read_files


@pytest.fixture
def load(home: Home) -> Callable[..., ingestion.Preparation]:
    """Load files to the end, as a run does."""

    def load_files(*paths: Path, store: str | None = STORE, scan_inbox: bool = True) -> ingestion.Preparation:
        return load_to_the_end(home, *paths, store=store, scan_inbox=scan_inbox)

    return load_files


def load_to_the_end(
    home: Home, *paths: Path, store: str | None = None, scan_inbox: bool = True
) -> ingestion.Preparation:
    """Load files into any home."""
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings, paths, store, scan_inbox)
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    ingestion.finish(home, settings, preparation)
    return preparation


@pytest.fixture(params=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Loads behave the same whatever builds later: dlt writes to a DuckDB file, or to the folder a cluster reads."""
    monkeypatch.setenv("SELLERHOUSE_ENGINE", request.param)
    return str(request.param)


@pytest.fixture
def raw(home: Home) -> Callable[..., list[tuple[Any, ...]]]:
    """Query the raw tables of the home; each call sees what is committed."""

    def query(sql: str) -> list[tuple[Any, ...]]:
        with open_raw(home) as connection:
            return connection.execute(sql).fetchall()

    return query


def open_raw(home: Home) -> duckdb.DuckDBPyConnection:
    """A connection in which the schema `raw` holds what the home's engine holds."""
    connection = duckdb.connect()
    settings = load_settings(home)
    if settings.engine == "duckdb":
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        connection.execute("use landing")
        return connection
    connection.execute("create schema raw")
    for folder in Path(raw_location(home, settings)).iterdir():
        if any(folder.glob("*.parquet")):
            files = f"read_parquet('{folder}/*.parquet', union_by_name = true)"
            connection.execute(f'create view raw."{folder.name}" as select * from {files}')
    return connection
