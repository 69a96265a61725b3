"""The registry of sources, and the five steps of a load. No format, no reading and no loading is written here.

fetch: documents of providers' APIs to where files wait -> prepare: recognise each file, keep its bytes, parse it to
Parquet -> raw_source: one dlt resource for each raw table
-> raw_pipeline: where they are loaded -> finish: the inbox without what is loaded.
A new source is one line in SOURCES and one folder beside.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion import (
    advertising,
    amazon,
    backoffice,
    banking,
    fetching,
    fx,
    lianlian,
    loading,
    logistics,
    marketplace,
    moving,
    paypal,
    preparing,
    purchasing,
    recovery,
    shopify,
)
from ingestion.backoffice.written import Written, written_tables
from ingestion.fetching import Connection, FetchOutcome
from ingestion.files_table import with_files_table
from ingestion.formats import Source
from ingestion.inbox import waiting_files
from ingestion.outcome import FileOutcome, ParsedFile, Preparation
from ingestion.raw_store import raw_store
from ingestion.raw_tables import raw_tables
from ingestion.restoring import NotKept, begin_rebuild, end_rebuild, lost_files
from warehouse.home import Home
from warehouse.settings import Settings

SOURCES: tuple[Source, ...] = (
    amazon.SOURCE,
    advertising.SOURCE,
    paypal.SOURCE,
    shopify.SOURCE,
    marketplace.SOURCE,
    lianlian.SOURCE,
    banking.SOURCE,
    logistics.SOURCE,
    purchasing.SOURCE,
    fx.SOURCE,
    backoffice.SOURCE,
)
RAW_TABLES: dict[str, pa.Schema] = raw_tables(SOURCES)


Progress = Callable[[str, int, int], None]


def connections(
    home: Home, settings: Settings, since: date | None = None, until: date | None = None
) -> list[Connection]:
    """Each store's access to each API that the settings ask for; with days (UTC), to fetch those days again."""
    return fetching.connections(home, settings, [api for source in SOURCES for api in source.apis], since, until)


def fetch(wanted: Sequence[Connection], settings: Settings, progress: Progress | None = None) -> list[FetchOutcome]:
    """Fetch what is new to where files wait for the next load; what went wrong with one store is told, not raised."""
    return fetching.fetch_all(wanted, settings.api.at_once, progress)


def prepare(
    home: Home,
    settings: Settings,
    paths: Sequence[Path] = (),
    store_id: str | None = None,
    scan_inbox: bool = True,
    progress: Progress | None = None,
    fetched: Sequence[FetchOutcome] = (),
) -> Preparation:
    """Recognise and read every file of the inbox, of `paths` and of what was fetched; nothing is loaded yet.

    What a run that was cut off had ready is loaded first. `store_id` is the store of all files of this load.
    `fetched` is what fetching came to: stores that could not be fetched are told of like files that were refused.
    """
    kept = raw_store(home, settings)
    recovery.finish_interrupted_load(home, raw_pipeline(home, settings), kept)
    kept.make(RAW_TABLES)
    known = recovery.known_files(kept)
    stores_before = frozenset(store for stores in known.values() for store in stores if store)
    load = preparing.LoadOfFiles(home, settings, SOURCES, known, store_id)
    load.take_lost(lost_files(home, known), progress)
    load.take_all(paths, scan_inbox, progress)
    load.outcomes += [outcome.as_refused_file(home) for outcome in fetched if outcome.reason]
    for source in SOURCES:
        load.take_shipped(source)
    return with_files_table(load.preparation(stores_before), load.folder)


def sources_without_rows(home: Home, settings: Settings) -> list[str]:
    """Those sources of which no file was ever loaded, so that their raw tables are empty."""
    loaded = {name for (names,) in raw_store(home, settings).loaded_files("source") for name in names.split(" + ")}
    # Tables that a source fills without files have rows from the first load on.
    return [source.name for source in SOURCES if not source.tables and source.name not in loaded]


def raw_pipeline(home: Home, settings: Settings) -> dlt.Pipeline:
    """The dlt pipeline that writes the raw tables of `home`."""
    return loading.raw_pipeline(home, settings)


def raw_source(
    home: Home,
    settings: Settings,
    preparation: Preparation,
    written: Written = MappingProxyType({}),
    closed_months: Mapping[str, datetime] = MappingProxyType({}),
) -> DltSource:
    """What a preparation brings, one resource for each raw table.

    `written` are the rows that people wrote in the back office, which lies beside this room, by their raw tables;
    `closed_months` are named `<store>:<YYYY-MM>`, each with when it was closed.
    """
    replaced = {
        "backoffice_stores": backoffice.stores_table(settings, preparation.stores_seen),
        "backoffice_settings": backoffice.settings_table(settings, closed_months),
        **written_tables(written),
    }
    return loading.raw_source(RAW_TABLES, preparation.tables, replaced)


def finish(home: Home, settings: Settings, preparation: Preparation) -> None:
    """Take out of the inbox what is loaded now. Call it only when the load is durable."""
    preparing.remove_taken_files(home, preparation)
    end_rebuild(home, settings)


def move_rows(home: Home, before: Settings, after: Settings) -> dict[str, int]:
    """Copy every raw row from the engine of `before` to that of `after`; how many each table has. Raises RowsLost."""
    return moving.move_rows(home, before, after, RAW_TABLES)


__all__ = [
    "RAW_TABLES",
    "SOURCES",
    "Connection",
    "FetchOutcome",
    "FileOutcome",
    "NotKept",
    "ParsedFile",
    "Preparation",
    "begin_rebuild",
    "connections",
    "fetch",
    "finish",
    "move_rows",
    "prepare",
    "raw_pipeline",
    "raw_source",
    "sources_without_rows",
    "waiting_files",
]
