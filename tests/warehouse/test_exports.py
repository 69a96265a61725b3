"""What a cluster has exported is read as the tables of a build, from a shared folder or from an object store."""

from decimal import Decimal
from pathlib import Path

import duckdb
import fsspec
import pytest

from warehouse.engine import built_database
from warehouse.exports import clear_export, export_location, take_in_export
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import Published, published
from warehouse.sections import Spark
from warehouse.settings import Settings

SHARED_FOLDER, OBJECT_STORE = "", "memory://acme/sellerhouse"


def cluster_settings(location: str) -> Settings:
    return Settings(engine="spark", spark=Spark(location=location))


def export(home: Home, settings: Settings, amount: str, scratch: Path) -> None:
    """Write what Spark would: a folder a table, with Parquet files and a mark of success."""
    clear_export(home, settings)
    filesystem, place = fsspec.url_to_fs(f"{export_location(home, settings)}/finance/amounts")
    duckdb.sql(f"copy (select {amount}::decimal(18, 4) as amount) to '{scratch}/part-0.parquet'")
    (scratch / "_SUCCESS").touch()
    filesystem.makedirs(place, exist_ok=True)
    for name in ("part-0.parquet", "_SUCCESS"):
        filesystem.put_file(str(scratch / name), f"{place}/{name}")


def publish_export(home: Home, settings: Settings, amount: str, scratch: Path, build_id: str) -> Published:
    export(home, settings, amount, scratch)
    take_in_export(home, settings)
    with duckdb.connect(str(built_database(home, settings)), read_only=True) as built:
        assert built.execute("select amount from finance.amounts").fetchall() == [(Decimal(amount),)]
    publish(home, settings, build_id)
    build = published(home)
    assert build is not None
    assert build.build_id == build_id
    return build


def amounts(build: Published) -> list[Decimal]:
    return build.query("select amount from finance.amounts")["amount"].to_pylist()


@pytest.mark.parametrize("location", [SHARED_FOLDER, OBJECT_STORE])
def test_exported_tables_are_checked_published_and_read(home: Home, tmp_path: Path, location: str) -> None:
    settings = cluster_settings(location)
    first = publish_export(home, settings, "12.34", tmp_path, "20260101T000000Z")
    second = publish_export(home, settings, "56.78", tmp_path, "20260102T000000Z")
    assert amounts(first) == [Decimal("12.34")]
    assert amounts(second) == [Decimal("56.78")]


def test_an_export_that_stops_halfway_leaves_what_is_published(home: Home, tmp_path: Path) -> None:
    settings = cluster_settings(SHARED_FOLDER)
    first = publish_export(home, settings, "1", tmp_path, "20260101T000000Z")
    export(home, settings, "2", tmp_path)
    assert published(home) is first
    assert amounts(publish_export(home, settings, "3", tmp_path, "20260103T000000Z")) == [Decimal(3)]


def test_a_query_reaches_no_file_but_those_of_its_build(home: Home, tmp_path: Path) -> None:
    build = publish_export(home, cluster_settings(SHARED_FOLDER), "1", tmp_path, "20260101T000000Z")
    with pytest.raises(duckdb.PermissionException):
        build.query(f"select * from read_parquet('{tmp_path}/part-0.parquet')")
