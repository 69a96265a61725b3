"""What a cluster has built, as files beside the home: fetched, and shown through a DuckDB file of views over them.

Runs no statement on a cluster and knows no table by name.
"""

import shutil
from pathlib import Path

import duckdb
import fsspec

from warehouse.engine import cluster_location
from warehouse.home import Home
from warehouse.literals import literal
from warehouse.settings import Settings

TABLES = "tables"
EXPORT = "export"


def export_location(home: Home, settings: Settings) -> str:
    """Where the cluster writes the tables of a build, one folder a schema and a table."""
    return f"{cluster_location(home, settings)}/{EXPORT}"


def clear_export(home: Home, settings: Settings) -> None:
    """Remove what an earlier build has exported."""
    filesystem, place = fsspec.url_to_fs(export_location(home, settings))
    if filesystem.exists(place):
        filesystem.rm(place, recursive=True)
    shutil.rmtree(home.exported, ignore_errors=True)


def take_in_export(home: Home, settings: Settings) -> None:
    """Bring what the cluster has exported into the home, with a database of views over it."""
    tables = home.exported / TABLES
    home.exported.mkdir(mode=0o700)
    filesystem, place = fsspec.url_to_fs(export_location(home, settings))
    if "local" in filesystem.protocol:
        shutil.move(place, tables)
    else:
        filesystem.get(place, str(tables), recursive=True)
        filesystem.rm(place, recursive=True)
    write_views(tables, home.exported / home.warehouse.name)


def write_views(tables: Path, database: Path) -> None:
    """Make `database`, of one view for each folder schema/table below `tables`."""
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for folder in sorted(path for path in tables.glob("*/*") if path.is_dir()):
            schema, table = folder.parent.name, folder.name
            files = literal(folder / "*.parquet")
            connection.execute(f'create schema if not exists "{schema}"')
            connection.execute(f'create view "{schema}"."{table}" as select * from read_parquet({files})')
