"""What a run that was cut off left behind: its package is finished, its scraps removed. Starts no load of its own."""

import logging
import shutil
from pathlib import Path

import dlt
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from dlt.common.storages import FileStorage, PackageStorage, ParsedLoadJobFileName
from dlt.pipeline.exceptions import PipelineStepFailed

from ingestion.loading import ALIAS, attach_statement
from ingestion.preparing import parsed_folder
from warehouse import archive
from warehouse.home import Home

LOG = logging.getLogger(__name__)
ENDED = ("completed", "failed")
IDENTITY = ("load_id", "content_hash", "store_id")


def finish_interrupted_load(home: Home, pipeline: dlt.Pipeline) -> None:
    """Load the package that a run left, so that each of its rows is there once, and clear away what it only began.

    A job may have been committed just before its run died, without dlt having noted it. The rows of every job that is
    not noted as done are therefore taken out before the job is run (again). A package that cannot be loaded is given
    up: its rows are taken out, and its files, which still lie where they were, are read anew.
    """
    shutil.rmtree(parsed_folder(home), ignore_errors=True)
    archive.clear_unfinished(home)
    _drop_scraps(Path(pipeline.working_dir))
    if not pipeline.has_pending_data:
        return
    try:
        pipeline.normalize()
        for load_id in pipeline.list_normalized_load_packages():
            _take_out_undone_jobs(home, Path(pipeline.working_dir), load_id)
        pipeline.load()
    except (PipelineStepFailed, pa.ArrowException, OSError) as error:
        LOG.warning("a load that was cut off cannot be finished, its files will be read anew: %s", error)
        _give_up(home, pipeline)


def known_files(home: Home) -> dict[str, set[str | None]]:
    """For the hash of each file that was ever loaded, the stores it was loaded for."""
    known: dict[str, set[str | None]] = {}
    if not home.raw.is_file():
        return known
    with _open(home, read_only=True) as connection:
        if not _table_exists(connection, "files"):
            return known
        rows = connection.execute("select content_hash, store_id from raw.files where status = 'loaded'").fetchall()
    for content_hash, store_id in rows:
        known.setdefault(content_hash, set()).add(store_id)
    return known


def known_stores(home: Home) -> frozenset[str]:
    """Every store that files were loaded for."""
    return frozenset(store for stores in known_files(home).values() for store in stores if store)


def _open(home: Home, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The raw database, under the alias by which it can be told from its schema."""
    connection = duckdb.connect()
    connection.execute(attach_statement(home.raw, read_only))
    connection.execute(f"use {ALIAS}")
    return connection


def _drop_scraps(working_folder: Path) -> None:
    """Remove extractions that never became whole, and those that became a package before they could be removed."""
    normalize, packages = working_folder / "normalize", working_folder / "load" / "normalized"
    extracted = normalize / "extracted"
    begun = [folder for folder in _folders(normalize) if folder != extracted]
    done = [folder for folder in _folders(extracted) if (packages / folder.name).exists()]
    for folder in (*begun, *done):
        shutil.rmtree(folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    return [folder for folder in parent.iterdir() if folder.is_dir()] if parent.is_dir() else []


def _take_out_undone_jobs(home: Home, working_folder: Path, load_id: str) -> None:
    undone = [path for path in _undone_jobs(working_folder, load_id) if path.suffix == ".parquet"]
    with _open(home, read_only=False) as connection:
        for path in undone:
            table = ParsedLoadJobFileName.parse(path.name).table_name
            if _table_exists(connection, table):
                _take_out(connection, table, path)


def _give_up(home: Home, pipeline: dlt.Pipeline) -> None:
    """Take out all that the pending packages brought, then drop them; in this order, so that nothing stays half."""
    jobs = [*Path(pipeline.working_dir, "normalize", "extracted").rglob("*.parquet")]
    jobs += Path(pipeline.working_dir, "load", "normalized").rglob("*.parquet")
    load_ids = {load_id for job in jobs if (load_id := _load_id_of(job))}
    with _open(home, read_only=False) as connection:
        tables = connection.execute(
            "select table_name from information_schema.columns where table_schema = 'raw' and column_name = 'load_id' "
            "and not starts_with(table_name, '_dlt')"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f'delete from raw."{table}" where list_contains(?, load_id)', [list(load_ids)])
    pipeline.abort_packages()
    if pipeline.has_pending_data or pipeline.list_normalized_load_packages():
        pipeline.load()


def _load_id_of(rows: Path) -> str | None:
    """The load that a file of rows belongs to; None where it has no rows, is of no load, or is damaged."""
    try:
        first = next(pq.ParquetFile(rows).iter_batches(1, columns=["load_id"]), None)
    except (pa.ArrowException, OSError):
        return None
    return first.to_pylist()[0].get("load_id") if first is not None and first.num_rows else None


def _undone_jobs(working_folder: Path, load_id: str) -> list[Path]:
    """The jobs that dlt will run when it takes the package up: all but those it noted as ended."""
    folder = working_folder / "load" / "normalized"
    packages = PackageStorage(FileStorage(str(folder)), "normalized")
    jobs = [*packages.list_new_jobs(load_id), *packages.list_started_jobs(load_id)]
    ended = {job for job in jobs if (packages.load_pending_transition(load_id, Path(job).name) or ("",))[0] in ENDED}
    return [folder / job for job in jobs if job not in ended]


def _take_out(connection: duckdb.DuckDBPyConnection, table: str, rows: Path) -> None:
    """Delete the rows that a job would insert. All rows of one file of rows share their load, content and store."""
    content = pq.ParquetFile(rows)
    present = [name for name in IDENTITY if name in content.schema_arrow.names]
    first = next(content.iter_batches(1, columns=present), None)
    if first is None or not first.num_rows:
        return
    identity = first.to_pylist()[0]
    if table == "files":
        identity = {"load_id": identity["load_id"]}
    where = " and ".join(f'"{name}" is not distinct from ?' for name in identity) or "true"
    connection.execute(f'delete from raw."{table}" where {where}', list(identity.values()))


def _table_exists(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    found = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'raw' and table_name = ?", [table]
    ).fetchone()
    return found is not None
