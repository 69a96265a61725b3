"""The SQL of the planning models, compiled by dbt as a build runs it, for a replay. Writes no SQL of its own.

The replay must not forecast in a second way that drifts from the first. So the models are compiled in a folder that is
thrown away, and every table that they name is one of the same name in the replay's database.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration import project
from warehouse.home import Home
from warehouse.settings import Settings

STEPS = (
    "int_lead_times",
    "int_promotion_days",
    "int_demand_days",
    "int_demand_profiles",
    "int_demand_forecasts",
    "int_place_demand",
    "int_sku_classes",
    "reorder_levels",
)
"""What is made anew on each review day, in the order in which one reads another."""
LEVELS, ORDERS = "backtest_levels", "backtest_orders"


@dataclass(frozen=True)
class PlanningModels:
    """Compiled for DuckDB: `catalog` is the database that their names begin with.

    steps -- of each step the table it makes, and its query.
    levels -- the query of each policy's reorder levels, from those of the last step.
    orders -- the query of what is bought then: int_transports, with all that it is suggested from.
    """

    catalog: str
    steps: dict[str, str]
    levels: str
    orders: str


def compiled_models() -> PlanningModels:
    """The planning models of this project. Takes a second or two; raises BuildFailed where one does not compile."""
    with tempfile.TemporaryDirectory(prefix="sellerhouse-") as folder:
        home, settings = Home.locate(Path(folder) / "home").create(), Settings(engine="duckdb")
        project.manifest_path(home, settings)
        duckdb.connect(str(home.raw)).close()
        names = [*STEPS, LEVELS, ORDERS]
        result = project.invoke(home, settings, ["compile", "--no-write-json", "--select", *names]).result
        nodes = {item.node.name: item.node for item in getattr(result, "results", ())}
    return PlanningModels(
        catalog=nodes[STEPS[0]].database,
        steps={nodes[name].relation_name: nodes[name].compiled_code for name in STEPS},
        levels=nodes[LEVELS].compiled_code,
        orders=nodes[ORDERS].compiled_code,
    )
