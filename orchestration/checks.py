"""Great Expectations suites over what is about to be published, as blocking asset checks. dbt tests live in dbt."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import dagster as dg
import duckdb
import pandas as pd

from orchestration.resources import Warehouse
from warehouse.home import Home

CURRENCY = "^[A-Z]{3}$"


@dataclass(frozen=True)
class Suite:
    """What must hold for one published table; `expectations` is given the module, which is slow to import."""

    schema: str
    table: str
    columns: tuple[str, ...]
    expectations: Callable[[ModuleType], list[Any]]

    @property
    def name(self) -> str:
        return f"expectations_{self.table}"


def _of_settlements(expect: ModuleType) -> list[Any]:
    return [
        expect.ExpectColumnValuesToNotBeNull(column="settlement_id"),
        expect.ExpectColumnValuesToBeUnique(column="settlement_id"),
        expect.ExpectColumnValuesToBeInSet(column="status", value_set=["proven", "explained", "open"]),
        expect.ExpectColumnValuesToMatchRegex(column="currency", regex=CURRENCY),
        expect.ExpectColumnValuesToBeBetween(column="line_count", min_value=0),
        expect.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="period_end_at", column_B="period_start_at", or_equal=True, ignore_row_if="either_value_is_missing"
        ),
    ]


def _of_sku_profit(expect: ModuleType) -> list[Any]:
    return [
        expect.ExpectCompoundColumnsToBeUnique(column_list=["store_id", "marketplace", "sku", "month", "currency"]),
        expect.ExpectColumnValuesToNotBeNull(column="profit_amount"),
        expect.ExpectColumnValuesToMatchRegex(column="currency", regex=CURRENCY),
        expect.ExpectColumnValuesToBeBetween(column="units_sold_qty", min_value=0),
    ]


SUITES = (
    Suite(
        "reconciliation",
        "settlements",
        ("settlement_id", "status", "currency", "line_count", "period_start_at", "period_end_at"),
        _of_settlements,
    ),
    Suite(
        "finance",
        "sku_profit_monthly",
        ("store_id", "marketplace", "sku", "month", "currency", "units_sold_qty", "profit_amount"),
        _of_sku_profit,
    ),
)


def quality_checks() -> list[dg.AssetChecksDefinition]:
    """One blocking check for each suite."""
    return [_asset_check(suite) for suite in SUITES]


def import_ahead() -> None:
    """Import Great Expectations beside other work: it takes seconds, and a run needs it only near its end."""
    threading.Thread(target=_import_great_expectations, daemon=True).start()


def _import_great_expectations() -> ModuleType:
    import great_expectations

    return great_expectations


def _asset_check(suite: Suite) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=dg.AssetKey([suite.schema, suite.table]), name=suite.name, blocking=True)
    def check(warehouse: Warehouse) -> dg.AssetCheckResult:
        failed = list(_failures(suite, _rows(warehouse.home, suite)))
        return dg.AssetCheckResult(passed=not failed, metadata={"failed": failed})

    return check


def _rows(home: Home, suite: Suite) -> pd.DataFrame:
    with duckdb.connect(str(home.build), read_only=True) as connection:
        columns = ", ".join(suite.columns)
        return connection.execute(f"select {columns} from {suite.schema}.{suite.table}").df()


def _failures(suite: Suite, rows: pd.DataFrame) -> Iterator[str]:
    """What of the suite does not hold, in words."""
    if rows.empty:
        return
    gx = _import_great_expectations()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = (
        context.data_sources.add_pandas("build")
        .add_dataframe_asset(suite.table)
        .add_batch_definition_whole_dataframe("all")
    )
    expectations = context.suites.add(
        gx.ExpectationSuite(name=suite.name, expectations=suite.expectations(gx.expectations))
    )
    validation = gx.ValidationDefinition(name=suite.name, data=batch, suite=expectations)
    result = validation.run(batch_parameters={"dataframe": rows})
    for outcome in result.results:
        if not outcome.success:
            yield f"{suite.schema}.{suite.table}: {outcome.expectation_config.type} {outcome.expectation_config.kwargs}"
