"""Prepared rows into the raw tables through dlt, as one package. Reads no file, and knows no table by name."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import dlt
import pyarrow as pa
from dlt.common.libs.pyarrow import py_arrow_to_table_schema_columns
from dlt.extract import DltResource, DltSource

from ingestion.outcome import ParsedFile
from ingestion.raw_store import raw_store
from warehouse.engine import RAW_DATASET
from warehouse.home import Home
from warehouse.settings import Settings

PIPELINE = "sellerhouse"
FILE_FORMAT: Literal["parquet"] = "parquet"
CONTRACT = {"tables": "evolve", "columns": "evolve", "data_type": "freeze"}
"""Amazon may add columns at any time; a column that changes its type silently would corrupt every figure after it."""
os.environ["DLT_PROJECT_DIR"] = str(Path(__file__).parent)
"""Where dlt finds its settings (.dlt/). Those of another project might have telemetry on."""


def raw_pipeline(home: Home, settings: Settings) -> dlt.Pipeline:
    """The pipeline that writes the raw tables, with a folder of its own on each engine. It sends nothing anywhere."""
    folder = home.work / "dlt" / settings.engine
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_half_written_schemas(folder / PIPELINE / "schemas")
    return dlt.pipeline(
        pipeline_name=PIPELINE,
        pipelines_dir=str(folder),
        destination=raw_store(home, settings).destination(folder),
        dataset_name=RAW_DATASET,
    )


def _remove_half_written_schemas(folder: Path) -> None:
    """dlt takes every file there for a schema, and one that a killed run was just writing has no name of a schema."""
    for file in folder.glob("*"):
        if not file.name.endswith(".schema.json"):
            file.unlink()


def raw_source(
    tables: Mapping[str, pa.Schema],
    parsed: Mapping[str, Sequence[ParsedFile]],
    replaced: Mapping[str, pa.Table],
) -> DltSource:
    """One resource for each raw table, so that everything a load brings becomes one package.

    parsed -- files of rows to append, by table.
    replaced -- the whole new content of those tables that are replaced.
    """

    @dlt.source(name=RAW_DATASET, schema_contract=CONTRACT)
    def raw() -> list[DltResource]:
        return [
            _replacing(name, schema, replaced[name])
            if name in replaced
            else _appending(name, schema, parsed.get(name, ()))
            for name, schema in tables.items()
        ]

    return raw()


def _appending(name: str, schema: pa.Schema, files: Sequence[ParsedFile]) -> DltResource:
    extra = {field.name: field for file in files for field in file.schema if field.name not in schema.names}
    # dlt writes down the columns of each resource at every load, which takes its time for the many that bring nothing.
    columns = py_arrow_to_table_schema_columns(pa.schema([*schema, *extra.values()])) if files else None

    def rows() -> Iterator[Any]:
        for file in files:
            yield dlt.mark.with_file_import(str(file.path), "parquet", file.row_count)

    return dlt.resource(rows, name=name, columns=columns, write_disposition="append", file_format=FILE_FORMAT)


def _replacing(name: str, schema: pa.Schema, content: pa.Table) -> DltResource:
    def rows() -> Iterator[Any]:
        yield content

    columns = py_arrow_to_table_schema_columns(schema)
    return dlt.resource(rows, name=name, columns=columns, write_disposition="replace", file_format=FILE_FORMAT)
