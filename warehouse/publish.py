"""Make a checked build the one that people read, at once and whole. Decides nothing about whether a build is good."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.exports import TABLES, write_views
from warehouse.home import Home
from warehouse.settings import Settings

INTERNAL_SCHEMAS = ("staging",)


def new_build_id() -> str:
    """A name that sorts by time, such as 20261124T060000123456Z."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def publish(home: Home, settings: Settings, build_id: str) -> Path:
    """Lay the build beside the ones before it, point `home.warehouse` at it, and prune all but `keep_builds`.

    A reader that holds an older build keeps reading it whole; a crash at any moment leaves the link on a whole build.
    Returns the published file.
    """
    target = home.builds / build_id / home.warehouse.name
    if settings.engine == "spark":
        _lay_export(home, target)
    else:
        _lay_copy(home, target)
    _point(home.warehouse, target)
    _prune(home, settings.keep_builds)
    return target


def current_build(home: Home) -> Path | None:
    """The file that `home.warehouse` points at, or None where nothing was published yet."""
    target = home.warehouse.resolve()
    return target if target.is_file() else None


def _lay_copy(home: Home, target: Path) -> None:
    """Copy the database that dbt built, without what is no one's to read."""
    _fold_in_log(home.build)
    unfinished = home.builds / f".{target.parent.name}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    copy = unfinished / target.name
    shutil.copyfile(home.build, copy)
    _drop_internal_schemas(copy)
    _make_lasting(copy)
    unfinished.rename(target.parent)


def _lay_export(home: Home, target: Path) -> None:
    """Move in what came from the cluster. Views name their files, so they are made where these stay."""
    home.exported.rename(target.parent)
    write_views(target.parent / TABLES, target)
    _make_lasting(target)


def _fold_in_log(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("checkpoint")


def _drop_internal_schemas(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        for schema in INTERNAL_SCHEMAS:
            connection.execute(f"drop schema if exists {schema} cascade")


def _make_lasting(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o400)


def _point(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent))
    fresh.replace(link)


def _prune(home: Home, keep: int) -> None:
    current = home.warehouse.resolve().parent
    builds = sorted(folder for folder in home.builds.iterdir() if folder != current)
    for folder in builds[: max(len(builds) - (keep - 1), 0)]:
        shutil.rmtree(folder, ignore_errors=True)
