"""The replay: each review day sees only what was before it, and both policies order on it. Simulates no stock."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa

from orchestration.backtest.history import OF_POLICIES, History, lay_tables, read_history, see_day
from orchestration.backtest.models import PlanningModels, compiled_models
from orchestration.backtest.simulation import Shelves, Units
from warehouse.reader import Published

CLASSES, TOTAL = ("A", "B", "C"), "total"
SEED = 7
"""Of the draws of lead times: the same history gives the same figures."""
LONGEST_LEAD_DAYS = 365
SHELVES = """
    insert into backtest.shelves
    select policy_number, safety_days, sku_number, sku, policy_number || ':' || sku, lead_days - review_days
    from backtest.skus
    cross join (select unnest($policies) as safety_days, generate_subscripts($policies, 1) - 1 as policy_number)
"""
# A mode of transport takes other days than usual; how far an order is late or early then is drawn all the same.
BUY = """
    insert into backtest.orders
    select policy_number, sku_number, $day, bought.ordered_qty, bought.planned_days,
        greatest(least(round(now.drawn_days + coalesce(bought.arrival_days - shelves.usual_days, 0)), $longest), 1),
        bought.purchase_amount, bought.transport_amount
    from ({orders}) as bought
    inner join backtest.shelves as shelves using (policy_number, sku_number)
    inner join shelves_now as now using (policy_number, sku_number)
    returning policy_number, sku_number, ordered_qty, lead_days
"""
SPENT = """
    select policy_number, coalesce(abc_class, $total), sum(ordered_qty), sum(purchase_amount), sum(transport_amount)
    from backtest.orders inner join backtest.skus using (sku_number)
    group by grouping sets ((policy_number, abc_class), (policy_number))
"""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What one policy achieved for one class of SKUs (`total` for all). Money in the reporting currency.

    safety_days -- days of sales that the plain average keeps as safety; None for the plan.
    fill_rate -- units sold over units asked for; None where nothing was.
    stock_out_days -- days of a SKU on which less was there than was asked for.
    stock_amount -- the average value at purchase cost of what lay there at the end of a day.
    bought_qty, purchase_amount, transport_amount -- what was bought from the first day on, at the prices of that many
        units and by the modes that were chosen; what has no known price, mode or weight costs nothing here.
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
    bought_qty: int
    purchase_amount: float
    transport_amount: float


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
        history = read_history(connection, days)
        connection.execute(SHELVES, {"policies": [None, *safety_days]})
        shelves = Shelves(_first_stock(history), 1 + len(safety_days), days, LONGEST_LEAD_DAYS)
        _replay(connection, models, history, shelves, progress)
        spent = {each[:2]: each[2:] for each in connection.execute(SPENT, {"total": TOTAL}).fetchall()}
    return list(_outcomes(history, shelves, (None, *safety_days), spent))


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
            today = history.first_date + timedelta(days=day)
            see_day(connection, today)
            drawn = np.rint(draws.normal(lead_days - review_days, lead_days_sd))
            shelves.order(day, *_orders(connection, models, shelves, today, drawn))
            progress(day + 1, days)


def _orders(
    connection: duckdb.DuckDBPyConnection, models: PlanningModels, shelves: Shelves, today: date, drawn_days: np.ndarray
) -> tuple[Units, Units]:
    """What all policies buy on the evening of `today`, by the models' own SQL, and the days until it arrives.

    Both policies x SKUs. `drawn_days` is what each SKU takes this time on its usual way.
    """
    policies, skus = np.indices(shelves.on_hand.shape)
    now = {"policy_number": policies, "sku_number": skus, "on_hand_qty": shelves.on_hand}
    now["drawn_days"] = np.broadcast_to(drawn_days, shelves.on_hand.shape)
    connection.register("shelves_now", pa.table({name: values.ravel() for name, values in now.items()}))
    for table, sql in (models.steps | {"inventory.reorder_levels": models.levels} | OF_POLICIES).items():
        connection.execute(f"create or replace table {table} as {sql}")
    buy = BUY.format(orders=models.orders)
    bought = connection.execute(buy, {"day": today, "longest": LONGEST_LEAD_DAYS}).fetchnumpy()
    quantities, lead_days = np.zeros_like(shelves.on_hand), np.ones_like(shelves.on_hand)
    where = bought["policy_number"], bought["sku_number"]
    quantities[where], lead_days[where] = bought["ordered_qty"], bought["lead_days"]
    return quantities, lead_days


def _outcomes(
    history: History,
    shelves: Shelves,
    policies: Sequence[int | None],
    spent: Mapping[tuple[int, str], Sequence[Decimal]],
) -> Iterator[Outcome]:
    """One for each policy and class, and for each policy the total."""
    classes = np.array(history.terms["abc_class"].to_pylist())
    cost = history.column("purchase_cost_amount_base")
    for number, safety_days in enumerate(policies):
        for name in (*CLASSES, TOTAL):
            chosen = np.ones_like(classes, bool) if name == TOTAL else classes == name
            asked, sold = int(shelves.asked[number, chosen].sum()), int(shelves.sold[number, chosen].sum())
            bought, purchases, transports = spent.get((number, name), (0, 0, 0))
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
                bought_qty=int(bought),
                purchase_amount=float(purchases),
                transport_amount=float(transports),
            )
