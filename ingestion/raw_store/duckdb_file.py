"""Raw rows in a DuckDB file of their own, beside the one that dbt builds. Reads no seller's file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dlt
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from dlt.common.storages import ParsedLoadJobFileName
from dlt.destinations.impl.duckdb.configuration import DuckDbCredentials

from ingestion.outcome import ParsedFile
from ingestion.raw_tables import FILES_TABLE
from warehouse.engine import RAW_ALIAS, RAW_DATASET
from warehouse.literals import literal

SESSION = "session.duckdb"
IDENTITY = ("load_id", "content_hash", "store_id", "raw_file")


@dataclass(frozen=True)
class DuckDbFile:
    """The raw tables in the schema `raw` of the database at `path`."""

    path: Path

    def destination(self, folder: Path) -> Any:
        """dlt's DuckDB destination, with the file attached under an alias of its own."""
        return dlt.destinations.duckdb(
            DuckDbCredentials(
                str(folder / SESSION),
                statements=[self._attach_statement()],
                global_config={"preserve_insertion_order": False},
                local_config={"schema": f"{RAW_ALIAS}.main"},
            )
        )

    def loaded_files(self, *columns: str) -> list[tuple[Any, ...]]:
        """What these columns of the table of files say of each file that was loaded."""
        if not self.path.is_file():
            return []
        with self._open(read_only=True) as connection:
            if FILES_TABLE not in _tables(connection):
                return []
            return connection.execute(
                f"select {', '.join(columns)} from {RAW_DATASET}.{FILES_TABLE} where status = 'loaded'"
            ).fetchall()

    def make(self, tables: Mapping[str, pa.Schema]) -> None:
        """Create those of the tables that are missing, and add the columns that others lack; dlt loads into them."""
        with self._open() as connection:
            connection.execute("begin")
            connection.execute(f"create schema if not exists {RAW_DATASET}")
            made = _columns(connection)
            for name, schema in tables.items():
                _make(connection, name, schema, made[name])
            connection.execute("commit")

    def take_out_jobs(self, jobs: Sequence[Path]) -> None:
        """Delete the rows that these jobs would insert: one may have been committed without dlt having noted it."""
        with self._open() as connection:
            present = set(_tables(connection))
            for job in jobs:
                table = ParsedLoadJobFileName.parse(job.name).table_name
                if table in present:
                    _take_out(connection, table, job)

    def take_out_packages(self, packages: Sequence[Path]) -> None:
        """Delete every row of the loads that these packages hold."""
        jobs = [job for package in packages for job in package.rglob("*.parquet")]
        load_ids = list({load_id for job in jobs if (load_id := _load_id_of(job))})
        with self._open() as connection:
            for table in _tables(connection, with_column="load_id"):
                connection.execute(f'delete from {RAW_DATASET}."{table}" where list_contains(?, load_id)', [load_ids])

    def row_counts(self) -> dict[str, int]:
        """How many rows each table holds; tables without any are left out."""
        if not self.path.is_file():
            return {}
        with self._open(read_only=True) as connection:
            counts = {
                table: connection.execute(f'select count(*) from {RAW_DATASET}."{table}"').fetchall()[0][0]
                for table in _tables(connection)
            }
        return {table: count for table, count in counts.items() if count}

    def clear(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)
        self.path.with_suffix(".duckdb.wal").unlink(missing_ok=True)

    def rows(self, folder: Path) -> Iterator[ParsedFile]:
        """Each table as one Parquet file in `folder`."""
        if not self.path.is_file():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._open(read_only=True) as connection:
            for table in _tables(connection):
                path = folder / f"{table}.parquet"
                connection.execute(f'copy {RAW_DATASET}."{table}" to {literal(path)} (format parquet)')
                written = pq.ParquetFile(path)
                yield ParsedFile(table, path, written.metadata.num_rows, written.schema_arrow)

    def _open(self, read_only: bool = False) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(self._attach_statement(read_only))
        connection.execute(f"use {RAW_ALIAS}")
        return connection

    def _attach_statement(self, read_only: bool = False) -> str:
        return f"attach if not exists {literal(self.path)} as {RAW_ALIAS}{' (read_only)' if read_only else ''}"


def _tables(connection: duckdb.DuckDBPyConnection, with_column: str | None = None) -> list[str]:
    """The raw tables, without dlt's own."""
    rows = connection.execute(
        "select distinct table_name from information_schema.columns where table_schema = ? "
        "and not starts_with(table_name, '_dlt') and (?::varchar is null or column_name = ?) order by table_name",
        [RAW_DATASET, with_column, with_column],
    ).fetchall()
    return [name for (name,) in rows]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns of each table; none for a table that is not there."""
    columns: dict[str, set[str]] = defaultdict(set)
    for table, name in connection.execute(
        "select table_name, column_name from information_schema.columns where table_schema = ?", [RAW_DATASET]
    ).fetchall():
        columns[table].add(name)
    return columns


def _make(connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, made: set[str]) -> None:
    if made.issuperset(schema.names):
        return
    declared = connection.from_arrow(schema.empty_table())
    connection.execute(f'create table if not exists {RAW_DATASET}."{table}" as from declared')
    for name, kind in zip(declared.columns, declared.types, strict=True):
        if made and name not in made:
            connection.execute(f'alter table {RAW_DATASET}."{table}" add column "{name}" {kind}')


def _take_out(connection: duckdb.DuckDBPyConnection, table: str, rows: Path) -> None:
    """Delete the rows that a job would insert. All rows of one file of rows share where they come from."""
    content = pq.ParquetFile(rows)
    present = [name for name in IDENTITY if name in content.schema_arrow.names]
    first = next(content.iter_batches(1, columns=present), None)
    if first is None or not first.num_rows:
        return
    identity = first.to_pylist()[0]
    if table == FILES_TABLE:
        identity = {"load_id": identity["load_id"]}
    where = " and ".join(f'"{name}" is not distinct from ?' for name in identity) or "true"
    connection.execute(f'delete from {RAW_DATASET}."{table}" where {where}', list(identity.values()))


def _load_id_of(rows: Path) -> str | None:
    """The load that a file of rows belongs to; None where it has no rows, is of no load, or is damaged."""
    try:
        first = next(pq.ParquetFile(rows).iter_batches(1, columns=["load_id"]), None)
    except (pa.ArrowException, OSError):
        return None
    return first.to_pylist()[0].get("load_id") if first is not None and first.num_rows else None
