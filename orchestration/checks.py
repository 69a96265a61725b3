"""The Great Expectations suites as blocking asset checks over what is about to be published. dbt tests live in dbt."""

import dagster as dg

from orchestration.resources import Warehouse
from orchestration.suites import SUITES, Suite
from orchestration.validation import validator
from warehouse import last_run
from warehouse.engine import built_database


def quality_checks() -> list[dg.AssetChecksDefinition]:
    """One blocking check for each suite."""
    return [_asset_check(suite) for suite in SUITES]


def _asset_check(suite: Suite) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=dg.AssetKey([suite.schema, suite.table]), name=suite.name, blocking=True)
    def check(warehouse: Warehouse) -> dg.AssetCheckResult:
        failed = validator().failures(suite, built_database(warehouse.home, warehouse.settings))
        last_run.note_failed_checks(warehouse.home, failed)
        return dg.AssetCheckResult(passed=not failed, metadata={"failed": failed})

    return check
