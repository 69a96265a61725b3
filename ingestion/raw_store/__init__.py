"""Where raw rows are kept, on each engine: what dlt writes to, what is there, what can be taken out again.

Nothing here knows a table by name but the one that tells of files, and nothing reads a seller's file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from ingestion.outcome import ParsedFile
from ingestion.raw_store.duckdb_file import DuckDbFile
from ingestion.raw_store.parquet_folder import ParquetFolder
from warehouse.engine import raw_location
from warehouse.home import Home
from warehouse.settings import Settings


class RawStore(Protocol):
    """The raw tables of one home."""

    def destination(self, folder: Path) -> Any:
        """What dlt loads into; `folder` is its own for the time of a session."""
        ...

    def loaded_files(self, *columns: str) -> Iterable[tuple[Any, ...]]:
        """What these columns of the table of files say of each file that was loaded."""
        ...

    def make(self, tables: Mapping[str, pa.Schema]) -> None:
        """See to it that all these tables can be read as declared, also those into which nothing is loaded yet."""
        ...

    def take_out_jobs(self, jobs: Sequence[Path]) -> None:
        """Take out what these jobs may have brought already, since they will be run again."""
        ...

    def take_out_packages(self, packages: Sequence[Path]) -> None:
        """Take out all that these load packages may have brought, since they are given up."""
        ...

    def row_counts(self) -> dict[str, int]:
        """How many rows each table holds; tables without any are left out."""
        ...

    def clear(self) -> None:
        """Remove everything, dlt's own tables too."""
        ...

    def rows(self, folder: Path) -> Iterator[ParsedFile]:
        """All rows of all tables, as Parquet files in `folder`."""
        ...


def raw_store(home: Home, settings: Settings) -> RawStore:
    """The store of the engine that the settings name."""
    if settings.engine == "spark":
        return ParquetFolder(raw_location(home, settings))
    return DuckDbFile(home.raw)


__all__ = ["RawStore", "raw_store"]
