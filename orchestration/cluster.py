"""What a build on a cluster needs around dbt: raw tables are made known before it, its tables brought home after it."""

import json
from typing import Any

import pyarrow as pa
from dbt_common.exceptions import DbtBaseException

from ingestion import RAW_TABLES
from orchestration import project
from warehouse.engine import raw_location
from warehouse.exports import clear_export, export_location, take_in_export
from warehouse.home import Home
from warehouse.settings import Settings

PUBLISHED_SCHEMAS = (
    "ledger",
    "finance",
    "reconciliation",
    "inventory",
    "fulfilment",
    "governance",
    "alerts",
    "quality",
)


class ClusterFailed(RuntimeError):
    """The cluster does not answer or cannot do what a build needs. Trying again helps once it works."""


def register_raw_tables(home: Home, settings: Settings) -> None:
    """Let the cluster know of the files that loads have written, with the columns as they are declared now."""
    location = raw_location(home, settings)
    tables = {
        name: {"location": f"{location}/{name}", "columns": {field.name: _spark_type(field.type) for field in schema}}
        for name, schema in RAW_TABLES.items()
    }
    _run_operation(home, settings, "register_raw_tables", {"tables": tables})


def bring_home_published_tables(home: Home, settings: Settings) -> None:
    """Export what the cluster has built, and lay it beside the home to be checked and published."""
    clear_export(home, settings)
    arguments = {"location": export_location(home, settings), "schemas": PUBLISHED_SCHEMAS}
    _run_operation(home, settings, "export_published", arguments)
    take_in_export(home, settings)


def _run_operation(home: Home, settings: Settings, name: str, arguments: dict[str, Any]) -> None:
    said: list[str] = []

    def on_event(event: Any) -> None:
        if event.info.level == "error":
            said.append(event.info.msg)

    try:
        project.invoke(home, settings, ["run-operation", name, "--args", json.dumps(arguments)], on_event)
    except (project.BuildFailed, DbtBaseException) as failed:
        cause = " ".join([str(failed), *said][-1].split())
        raise ClusterFailed(
            f"the cluster at {settings.spark.host}:{settings.spark.port} could not {name.replace('_', ' ')}: {cause}. "
            "`sellerhouse doctor` says whether it answers; then run again, nothing is loaded twice"
        ) from failed


def _spark_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    if pa.types.is_timestamp(kind):
        return "timestamp"
    return SPARK_TYPES[kind]


SPARK_TYPES = {
    pa.string(): "string",
    pa.bool_(): "boolean",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.date32(): "date",
}
