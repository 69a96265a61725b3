"""Everything Dagster knows of one home, put together. Assembly only."""

from typing import Any

import dagster as dg
from dagster_dlt import DagsterDltResource

from orchestration.alerts import alert_sensor
from orchestration.checks import quality_checks
from orchestration.ingest import ingest_assets
from orchestration.progress import Progress, silent
from orchestration.publishing import published_asset, report_failure
from orchestration.resources import Warehouse
from orchestration.schedules import daily_schedule, inbox_sensor
from orchestration.transform import transform_assets
from warehouse.home import Home
from warehouse.settings import load_settings

RUN_JOB, LOAD_JOB, BUILD_JOB = "run", "load", "build"


def build_definitions(home: Home, progress: Progress = silent) -> dg.Definitions:
    """The assets, checks, jobs, schedules and sensors of `home`; `progress` hears how far a run is."""
    settings = load_settings(home)
    ingest = ingest_assets(home, settings)
    transform = transform_assets(home, settings)
    published = published_asset(transform)
    return dg.Definitions(
        assets=[ingest, transform, published],
        asset_checks=quality_checks(),
        jobs=_jobs(ingest, transform, published),
        schedules=[daily_schedule(settings, RUN_JOB)],
        sensors=[inbox_sensor(home, RUN_JOB), alert_sensor(home)],
        resources={
            "dlt": DagsterDltResource(),
            "warehouse": Warehouse(directory=str(home.root)),
            "progress": dg.ResourceDefinition.hardcoded_resource(progress),
        },
        executor=dg.in_process_executor,
    )


def _jobs(ingest: dg.AssetsDefinition, transform: dg.AssetsDefinition, published: dg.AssetsDefinition) -> list[Any]:
    loaded = dg.AssetSelection.assets(ingest)
    built = dg.AssetSelection.assets(transform, published)
    selections = {RUN_JOB: loaded | built, LOAD_JOB: loaded, BUILD_JOB: built}
    return [
        dg.define_asset_job(name, selection=selection, hooks={report_failure}) for name, selection in selections.items()
    ]


@dg.definitions
def defs() -> dg.Definitions:
    """The home that SELLERHOUSE_HOME names, for `workspace.yaml`."""
    return build_definitions(Home.locate().create())
