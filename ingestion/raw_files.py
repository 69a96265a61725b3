"""Typed rows of one file to Parquet files, one for each raw table it fills. Decides nothing about their content."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.outcome import ParsedFile

ROWS_GATHERED = 250_000
COMPRESSION = "snappy"


class RawFiles:
    """Writes the rows of one file; what it has written disappears again where reading the file fails."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._folder = folder
        self._stem = stem
        self._tables: dict[str, _OneTable] = {}

    def __enter__(self) -> "RawFiles":
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in self._tables.values():
            table.close()
            if kind is not None:
                table.path.unlink(missing_ok=True)

    def add(self, table: str, rows: pa.Table, declared: Sequence[str], extra: Sequence[str]) -> None:
        """Write those columns of `rows` that a raw table declares, and the file's own further ones."""
        if table not in self._tables:
            self._tables[table] = _OneTable(self._folder / f"{self._stem}.{table}.parquet")
        self._tables[table].add(rows.select([*declared, *extra]))

    def parsed(self) -> dict[str, ParsedFile]:
        """What was written, by raw table; complete once the block of `with` has ended."""
        return {
            name: ParsedFile(name, table.path, table.row_count, table.schema) for name, table in self._tables.items()
        }


class _OneTable:
    """One Parquet file. Rows are gathered into groups large enough for a query engine to share out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.row_count = 0
        self.schema = pa.schema([])
        self._writer: pq.ParquetWriter | None = None
        self._gathered: list[pa.Table] = []

    def add(self, rows: pa.Table) -> None:
        self._gathered.append(rows)
        self.row_count += rows.num_rows
        if sum(table.num_rows for table in self._gathered) >= ROWS_GATHERED:
            self._flush()

    def close(self) -> None:
        self._flush()
        if self._writer:
            self._writer.close()

    def _flush(self) -> None:
        if not self._gathered:
            return
        rows = pa.concat_tables(self._gathered).unify_dictionaries()
        self._gathered = []
        if self._writer is None:
            self.schema = pa.schema(
                [(name, _plain(kind)) for name, kind in zip(rows.schema.names, rows.schema.types, strict=True)]
            )
            self._writer = pq.ParquetWriter(self.path, rows.schema, compression=COMPRESSION, store_schema=False)
        self._writer.write_table(rows, row_group_size=ROWS_GATHERED * 2)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
