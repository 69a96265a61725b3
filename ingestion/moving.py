"""All raw rows from one engine's store to another's, through dlt, as one load. Builds nothing and decides nothing."""

import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from ingestion import loading, recovery
from ingestion.outcome import ParsedFile
from ingestion.preparing import parsed_folder
from ingestion.raw_store import raw_store
from warehouse.home import Home
from warehouse.settings import Settings


class RowsLost(RuntimeError):
    """A table does not hold as many rows on the new engine as on the old one. The old one still has all of them."""


def move_rows(home: Home, before: Settings, after: Settings, tables: Mapping[str, pa.Schema]) -> dict[str, int]:
    """Copy every row from the engine of `before` to that of `after`, and return how many each table has.

    What an earlier try has left there is replaced. The old engine keeps its rows. Raises RowsLost.
    """
    old, new = raw_store(home, before), raw_store(home, after)
    recovery.finish_interrupted_load(home, loading.raw_pipeline(home, before), old)
    new.clear()
    shutil.rmtree(Path(loading.raw_pipeline(home, after).working_dir), ignore_errors=True)
    waiting: dict[str, list[ParsedFile]] = defaultdict(list)
    for file in old.rows(parsed_folder(home) / "moved"):
        waiting[file.table].append(file)
    unknown = {name: files[0].schema for name, files in waiting.items() if name not in tables}
    new.make(tables)
    source = loading.raw_source({**tables, **unknown}, waiting, {})
    loading.raw_pipeline(home, after).run(source)
    shutil.rmtree(parsed_folder(home))
    expected, found = old.row_counts(), new.row_counts()
    if found != expected:
        apart = sorted(name for name in expected | found if expected.get(name) != found.get(name))
        raise RowsLost(f"{', '.join(apart)} did not arrive whole; nothing was switched, so try again")
    return found
