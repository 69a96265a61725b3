"""The dbt models and their tests as assets and asset checks, built in this process. No SQL and no model by name."""

import time
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.results import NodeStatus

from orchestration import project
from orchestration.building import build_models
from orchestration.ingest import raw_key
from orchestration.progress import Progress
from orchestration.resources import Warehouse
from warehouse import last_run
from warehouse.home import Home
from warehouse.settings import Settings

STAGING = "staging"
BUILT = {NodeType.Model, NodeType.Seed, NodeType.Snapshot}


class ModelTranslator(DagsterDbtTranslator):
    """Joins dbt's sources to the raw assets; everything else is named schema and model."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return raw_key(dbt_resource_props["identifier"])
        return super().get_asset_key(dbt_resource_props)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        schema: str | None = dbt_resource_props.get("config", {}).get("schema")
        return schema


TRANSLATOR = ModelTranslator()


def transform_assets(home: Home, settings: Settings) -> dg.AssetsDefinition:
    """Every model an asset, every dbt test a check; a failed test ends the step, so nothing is published."""

    @dbt_assets(manifest=project.manifest_path(home, settings), dagster_dbt_translator=TRANSLATOR, name="transform")
    def transform(
        context: dg.AssetExecutionContext, warehouse: Warehouse, progress: dg.ResourceParam[Progress]
    ) -> Iterator[Any]:
        started = time.monotonic()
        home, settings = warehouse.home, warehouse.settings
        try:
            results = build_models(home, settings, progress)
        except project.BuildFailed as failed:
            last_run.note_failed_checks(home, failed.failures)
            yield from _events(context, failed.results)
            raise
        last_run.note_step(home, "build", time.monotonic() - started)
        yield from _events(context, results)

    return transform


def _events(context: dg.AssetExecutionContext, results: Any) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """What dbt tells of models and seeds, in the order of what stands on what, as Dagster wants it; then of tests.

    Of what stands, only what others wait for is told: each event costs a run some milliseconds.
    """
    seconds = {
        TRANSLATOR.get_asset_key(_properties(item.node)): item.execution_time
        for item in results
        if item.node.resource_type in BUILT and item.status == NodeStatus.Success
    }
    has_failed = any(item.status in project.FAILED for item in results)
    selected = context.selected_asset_keys
    upstream = {key: context.assets_def.asset_deps[key] & selected for key in selected}
    for key in TopologicalSorter(upstream).static_order():
        if key in seconds:
            yield dg.MaterializeResult(asset_key=key, metadata={"seconds": seconds[key]})
        elif not has_failed and context.assets_def.group_names_by_key[key] != STAGING:
            yield dg.MaterializeResult(asset_key=key, metadata={"stands": "as an earlier run has built it"})
    checks = {(key.asset_key, key.name) for key in context.selected_asset_check_keys}
    for item in results:
        if item.node.resource_type == NodeType.Test:
            yield from _check(item, checks)


def _check(item: Any, checks: set[tuple[dg.AssetKey, str]]) -> Iterator[dg.AssetCheckResult]:
    for asset_key, name in checks:
        if name == item.node.name:
            yield dg.AssetCheckResult(
                asset_key=asset_key,
                check_name=name,
                passed=item.status not in project.FAILED,
                metadata={"seconds": item.execution_time, "said": item.message or ""},
            )


def _properties(node: Any) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = node.to_dict()
    return properties
