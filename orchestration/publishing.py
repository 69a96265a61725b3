"""The last step of a run: the checked build becomes what people read. Nothing is computed here."""

import time

import dagster as dg

from backoffice import open_store, record_reported
from orchestration.progress import Progress
from orchestration.resources import Warehouse
from orchestration.transform import STAGING
from warehouse import last_run
from warehouse.home import Home
from warehouse.publish import new_build_id, publish
from warehouse.reader import published

REPORTED_NOW = """
    select store_id, month, currency, account_id, document_id, document_type, document_version, new_amount as amount,
           new_amount_base as amount_base, cause, changed_at as reported_at
    from finance.restatements where build_id is null order by restatement_id
"""


def published_asset(models: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """The published warehouse, downstream of all that staging leads to, so that no failed check can be published."""
    leads_to = [key for key, group in models.group_names_by_key.items() if group != STAGING]

    @dg.asset(key="published_warehouse", deps=leads_to, group_name="published", kinds={"duckdb"})
    def published_warehouse(warehouse: Warehouse, progress: dg.ResourceParam[Progress]) -> dg.MaterializeResult:
        """What the dashboard and other programs read: one DuckDB file, replaced whole."""
        started = time.monotonic()
        home = warehouse.home
        progress("publish", 0, 1)
        build_id = new_build_id()
        file = publish(home, warehouse.settings, build_id)
        note_reported(home)
        progress("publish", 1, 1)
        last_run.note_step(home, "publish", time.monotonic() - started)
        refused = last_run.read(home).get("refused", [])
        outcome = "published_with_refused_files" if refused else "published"
        last_run.end(home, outcome, build_id=build_id, published_at=last_run.now(), failed_checks=[])
        return dg.MaterializeResult(metadata={"build_id": build_id, "bytes": file.stat().st_size})

    return published_warehouse


def note_reported(home: Home) -> int:
    """Keep what the published build reports otherwise than the one before it; how many amounts that were.

    What a crash keeps from being noted is told by the next build again.
    """
    build = published(home)
    if build is None:
        return 0
    with open_store(home) as store:
        return record_reported(store, build.query(REPORTED_NOW).to_pylist(), build.build_id)


@dg.failure_hook(required_resource_keys={"warehouse"})
def report_failure(context: dg.HookContext) -> None:
    """Say in the last run's report what kept the build from being published."""
    home = context.resources.warehouse.home
    if last_run.read(home).get("failed_checks"):
        last_run.end(home, "checks_failed")
    else:
        last_run.end(home, "failed", failed_checks=[str(context.op_exception)])
