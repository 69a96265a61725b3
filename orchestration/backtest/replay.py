"""The replay: each review day sees only what was before it, and both policies order on it. Simulates no stock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import duckdb
import numpy as np
import pyarrow as pa

from orchestration.backtest.history import History, lay_tables, read_history, see_day
from orchestration.backtest.models import PlanningModels, compiled_models
from orchestration.backtest.simulation import Shelves, Units
from warehouse.reader import Published

CLASSES, TOTAL = ("A", "B", "C"), "total"
SEED = 7
"""Of the draws of lead times: the same history gives the same figures."""
LONGEST_LEAD_DAYS = 365
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What one policy achieved for one class of SKUs (`total` for all). Money in the reporting currency.

    safety_days -- days of sales that the plain average keeps as safety; None for the plan.
    fill_rate -- units sold over units asked for; None where nothing was.
    stock_out_days -- days of a SKU on which less was there than was asked for.
    stock_amount -- the average value at purchase cost of what lay there at the end of a day.
    """

    safety_days: int | None
    abc_class: str
    skus: int
    asked_qty: int
    sold_qty: int
    fill_rate: float | None
    stock_out_days: int
    stock_qty: float
    stock_amount: float


def backtest(build: Published, days: int, safety_days: Sequence[int], progress: Progress) -> list[Outcome]:
    """Replay the last `days` days of `build` under the plan, and under a plain average for each of `safety_days`.

    All policies begin with the same stock, enough for two lead times, and are measured once the mean lead time has
    passed: what is sold until then no order could have changed. What is asked for is what was sold; sales that were
    lost are not known.
    Raises NothingToReplay.
    """
    models = compiled_models()
    with duckdb.connect() as connection:
        lay_tables(connection, build, models.catalog)
        connection.execute("create table backtest.safety (policy_number integer, days integer)")
        connection.executemany("insert into backtest.safety values ($1, $2)", list(enumerate(safety_days, start=1)))
        history = read_history(connection, days)
        shelves = Shelves(_first_stock(history), 1 + len(safety_days), days, LONGEST_LEAD_DAYS)
        _replay(connection, models, history, shelves, progress)
    return list(_outcomes(history, shelves, (None, *safety_days)))


def _first_stock(history: History) -> Units:
    return np.ceil(2 * history.column("daily_qty") * history.column("lead_days")).astype(np.int64)


def _replay(
    connection: duckdb.DuckDBPyConnection,
    models: PlanningModels,
    history: History,
    shelves: Shelves,
    progress: Progress,
) -> None:
    days, review_days = len(history.demand), int(history.column("review_days").max(initial=1))
    lead_days, lead_days_sd = history.column("lead_days"), history.column("lead_days_sd")
    warm_up = min(int(np.ceil(lead_days.mean())), days // 2) if lead_days.size else 0
    draws = np.random.default_rng(SEED)
    for day, demand in enumerate(history.demand):
        shelves.pass_day(day, demand, is_measured=day >= warm_up)
        if day % review_days == 0:
            see_day(connection, history.first_date + timedelta(days=day))
            drawn = np.rint(draws.normal(lead_days - review_days, lead_days_sd))
            shelves.order(
                day, _orders(connection, models, shelves), np.clip(drawn, 1, LONGEST_LEAD_DAYS).astype(np.int64)
            )
            progress(day + 1, days)


def _orders(connection: duckdb.DuckDBPyConnection, models: PlanningModels, shelves: Shelves) -> Units:
    """What all policies order at the end of the day that is seen, by the models' own SQL; policies x SKUs."""
    for table, sql in models.steps.items():
        connection.execute(f"create or replace table {table} as {sql}")
    position = shelves.on_hand + shelves.on_order
    policies, skus = np.indices(position.shape)
    positions = {"policy_number": policies.ravel(), "sku_number": skus.ravel(), "position_qty": position.ravel()}
    connection.register("positions_now", pa.table(positions))
    connection.execute(
        """
        create or replace table backtest.positions as
        select positions_now.*, skus.sku from positions_now inner join backtest.skus as skus using (sku_number)
        """
    )
    ordered = connection.execute(models.orders).fetchnumpy()
    quantities = np.zeros_like(position)
    quantities[ordered["policy_number"], ordered["sku_number"]] = ordered["ordered_qty"]
    return quantities


def _outcomes(history: History, shelves: Shelves, policies: Sequence[int | None]) -> Iterator[Outcome]:
    """One for each policy and class, and for each policy the total."""
    classes = np.array(history.terms["abc_class"].to_pylist())
    cost = history.column("purchase_cost_amount_base")
    for number, safety_days in enumerate(policies):
        for name in (*CLASSES, TOTAL):
            chosen = np.ones_like(classes, bool) if name == TOTAL else classes == name
            asked, sold = int(shelves.asked[number, chosen].sum()), int(shelves.sold[number, chosen].sum())
            held = shelves.held[number, chosen] / max(shelves.measured_days, 1)
            yield Outcome(
                safety_days=safety_days,
                abc_class=name,
                skus=int(chosen.sum()),
                asked_qty=asked,
                sold_qty=sold,
                fill_rate=sold / asked if asked else None,
                stock_out_days=int(shelves.empty_days[number, chosen].sum()),
                stock_qty=float(held.sum()),
                stock_amount=float((held * cost[chosen]).sum()),
            )
