"""Raw rows as Parquet files in a folder or object store that a cluster reads. Reads no seller's file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import dlt
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.outcome import ParsedFile
from ingestion.raw_tables import FILES_TABLE

LAYOUT = "{table_name}/{load_id}.{file_id}.{ext}"
"""A job that is run again writes the same file again, so rows never stand twice."""


@dataclass(frozen=True)
class ParquetFolder:
    """The raw tables below `location`, a folder or a URL, one folder a table."""

    location: str

    def destination(self, folder: Path) -> Any:
        """dlt's filesystem destination. A run that died may have left its folder empty, which dlt takes amiss."""
        if self._filesystem.exists(self._root) and not self._filesystem.ls(self._root):
            self._filesystem.rmdir(self._root)
        place = self.location if "://" in self.location else Path(self.location).as_uri()
        return dlt.destinations.filesystem(bucket_url=place.rpartition("/")[0], layout=LAYOUT)

    def loaded_files(self, *columns: str) -> list[tuple[Any, ...]]:
        """What these columns of the table of files say of each file that was loaded."""
        found: list[tuple[Any, ...]] = []
        for _, path in self._files(FILES_TABLE):
            with self._filesystem.open(path) as file:
                rows = pq.read_table(file, columns=[*columns, "status"]).to_pylist()
            found += [tuple(row[name] for name in columns) for row in rows if row["status"] == "loaded"]
        return found

    def make(self, tables: Mapping[str, pa.Schema]) -> None:
        """Nothing to do: a folder is read by the columns that the cluster is told of, even with no file in it."""

    def take_out_jobs(self, jobs: Sequence[Path]) -> None:
        """Nothing to take out: what such a job has written it writes over. One that is damaged must not get there."""
        for job in jobs:
            pq.ParquetFile(job).close()

    def take_out_packages(self, packages: Sequence[Path]) -> None:
        """Remove the files that these packages have brought, which are named after them."""
        for package in packages:
            for path in self._filesystem.glob(f"{self._root}/*/{package.name}.*"):
                self._filesystem.rm_file(path)

    def row_counts(self) -> dict[str, int]:
        """How many rows each table holds; tables without any are left out."""
        counts: Counter[str] = Counter()
        for table, path in self._files():
            with self._filesystem.open(path) as file:
                counts[table] += pq.ParquetFile(file).metadata.num_rows
        return dict(+counts)

    def clear(self) -> None:
        """Remove the folder."""
        if self._filesystem.exists(self._root):
            self._filesystem.rm(self._root, recursive=True)

    def rows(self, folder: Path) -> Iterator[ParsedFile]:
        """A copy of each file in `folder`."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for table, place in self._files():
            path = folder / f"{table}.{place.rpartition('/')[2]}"
            self._filesystem.get_file(place, str(path))
            written = pq.ParquetFile(path)
            yield ParsedFile(table, path, written.metadata.num_rows, written.schema_arrow)

    def _files(self, table: str = "*") -> Iterator[tuple[str, str]]:
        """Each file with its table, without dlt's own tables."""
        for path in self._filesystem.glob(f"{self._root}/{table}/*.parquet"):
            name = path.rsplit("/", 2)[1]
            if not name.startswith("_dlt"):
                yield name, path

    @cached_property
    def _filesystem(self) -> fsspec.AbstractFileSystem:
        filesystem: fsspec.AbstractFileSystem = fsspec.url_to_fs(self.location)[0]
        return filesystem

    @cached_property
    def _root(self) -> str:
        root: str = fsspec.url_to_fs(self.location)[1]
        return root
