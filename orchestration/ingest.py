"""The raw tables as assets: one factory and one translator for all sources. Knows no source by name."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dlt import DagsterDltResource, DagsterDltTranslator, dlt_assets
from dagster_dlt.translator import DltResourceTranslatorData

from backoffice import all_closed_months, all_gap_states, approved_adjustments, open_store, reports
from ingestion import Preparation, connections, fetch, finish, prepare, raw_pipeline, raw_source
from orchestration.progress import Progress
from orchestration.resources import Warehouse
from warehouse import last_run
from warehouse.engine import note_engine
from warehouse.home import Home
from warehouse.settings import Settings


class Load(dg.Config):
    """Which files a run loads: those of the inbox and of providers' APIs, and the paths given."""

    paths: list[str] = []  # noqa: RUF012 - Dagster reads list only, and copies it for each run
    store_id: str | None = None
    scan_inbox: bool = True


class RawTranslator(DagsterDltTranslator):
    """Names a raw table's asset as dbt's sources name it."""

    def get_asset_spec(self, data: DltResourceTranslatorData) -> dg.AssetSpec:
        spec = super().get_asset_spec(data)
        return spec.replace_attributes(
            key=raw_key(data.resource.name), deps=[], group_name="raw", kinds={"dlt", "duckdb"}
        )


def raw_key(table: str) -> dg.AssetKey:
    """The asset key of a raw table."""
    return dg.AssetKey(["raw", table])


def ingest_assets(home: Home, settings: Settings) -> dg.AssetsDefinition:
    """One asset for each raw table, all loaded by one step, since they share a file with one writer."""

    @dlt_assets(
        dlt_source=raw_source(home, settings, Preparation.empty()),
        dlt_pipeline=raw_pipeline(home, settings),
        name="ingest",
        dagster_dlt_translator=RawTranslator(),
    )
    def ingest(
        context: dg.AssetExecutionContext,
        config: Load,
        dlt: DagsterDltResource,
        warehouse: Warehouse,
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[Any]:
        started = time.monotonic()
        home, settings = warehouse.home, warehouse.settings
        fetched = fetch(connections(home, settings), settings, progress) if config.scan_inbox else []
        preparation = prepare(
            home,
            settings,
            paths=[Path(path) for path in config.paths],
            store_id=config.store_id,
            scan_inbox=config.scan_inbox,
            progress=progress,
            fetched=fetched,
        )
        source = raw_source(home, settings, preparation, *_written(home))
        yield from dlt.run(context, dlt_source=source, dlt_pipeline=raw_pipeline(home, settings))
        finish(home, settings, preparation)
        note_engine(home, settings.engine)
        last_run.note(home, load_id=preparation.load_id, **_outcomes(preparation))
        last_run.note_step(home, "load", time.monotonic() - started)

    return ingest


def _written(home: Home) -> tuple[dict[str, list[dict[str, Any]]], dict[str, datetime]]:
    """What people decided in the product, as it stands now, and which months they closed when."""
    with open_store(home) as store:
        rows = {
            "backoffice_stock_adjustments": [asdict(adjustment) for adjustment in approved_adjustments(store)],
            "backoffice_gap_states": all_gap_states(store),
            "backoffice_reported_amounts": reports(store),
        }
        closed = {f"{one.store_id}:{one.month:%Y-%m}": one.closed_at for one in all_closed_months(store)}
    return rows, closed


def _outcomes(preparation: Preparation) -> dict[str, list[dict[str, Any]]]:
    """Every file of the load, by what became of it."""
    outcomes: dict[str, list[dict[str, Any]]] = {"loaded": [], "duplicate": [], "refused": []}
    for file in preparation.files:
        outcomes[file.status].append(
            {
                "path": file.raw_file,
                "store_id": file.store_id,
                "kind": file.kind,
                "rows": file.row_count,
                "line": file.line,
                "reason": file.reason,
                "advice": file.advice,
                "warnings": list(file.warnings),
            }
        )
    return outcomes
