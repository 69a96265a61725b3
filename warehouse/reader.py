"""Read what is published, without ever holding a run up. No writing, and no opinion about what the tables mean."""

import atexit
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.home import Home
from warehouse.literals import literal
from warehouse.publish import current_build

MEMORY_LIMIT = "1GB"
THREADS = 2
# A build may be pruned between following the link and opening the file; the link then points at a newer one.
ATTEMPTS = 5


@dataclass(frozen=True)
class Published:
    """One published build, open for reading. It stays readable when newer builds replace it, and when it is pruned."""

    build_id: str
    published_at: datetime
    path: Path
    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    def query(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pa.Table:
        """The rows of `sql` as an Arrow table. Values go in `params`, never into the text."""
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=params).to_arrow_table()


_lock = threading.Lock()
_open_builds: dict[Path, Published] = {}
# DuckDB's binding reports connections that outlive the interpreter as leaks, on the user's terminal.
atexit.register(_open_builds.clear)


def published(home: Home) -> Published | None:
    """The build that people read now, or None where nothing was published yet.

    One connection a build is shared by the whole process. When the link moves, the next call opens the new build and
    lets go of the old one, which closes once nobody holds it any more.
    """
    with _lock:
        for _ in range(ATTEMPTS):
            path = current_build(home)
            if path is None:
                return None
            held = _open_builds.get(home.root)
            if held and held.path == path:
                return held
            try:
                fresh = _open(path, _spill_folder(home))
            except (duckdb.IOException, FileNotFoundError):
                if path.is_file():
                    raise
                continue
            _open_builds[home.root] = fresh
            return fresh
    return None


def _open(path: Path, spill_folder: Path) -> Published:
    """Open the real file: DuckDB keeps one instance a path in a process, so the link's own name would go stale."""
    connection = duckdb.connect(
        str(path),
        read_only=True,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "threads": str(THREADS),
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spill_folder),
            "python_enable_replacements": "false",
        },
    )
    connection.execute("set TimeZone = 'UTC'")
    # What came from a cluster is read from files beside the database; nothing else can be.
    connection.execute(f"set allowed_directories = [{literal(path.parent)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return Published(
        build_id=path.parent.name,
        published_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        path=path,
        _connection=connection,
    )


def _spill_folder(home: Home) -> Path:
    """Where a query that outgrows its memory spills: named by process, since two of them must not share it."""
    return home.work / f"reader-{os.getpid()}"
