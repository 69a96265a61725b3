"""The forecasts against a well-kept library's, and what is suggested of a seller's own sheets, worked by hand."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingestion.backoffice.plan import plan_settings
from orchestration.backtest import backtest
from orchestration.backtest.models import PlanningModels, compiled_models
from tests.dbt_project.goods_home import GoodsHome, build_files
from warehouse.planning import Planning
from warehouse.publish import publish
from warehouse.reader import published
from warehouse.settings import load_settings

FORECASTS = Path(__file__).with_name("croston_and_tsb.json")
TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def models() -> PlanningModels:
    return compiled_models()


@pytest.fixture(scope="module")
def library() -> dict[str, Any]:
    """What statsforecast says of random series; the file names the version, the models and their parameters."""
    stored: dict[str, Any] = json.loads(FORECASTS.read_text(encoding="utf-8"))
    return stored


def begins_in_time(sold: list[int]) -> bool:
    """Whether its first sale came no later than usual: a longer wait counts for less than the library has it count."""
    days = [day for day, units in enumerate(sold, start=1) if units]
    return len(days) < 2 or days[0] <= max(round((days[-1] - days[0]) / (len(days) - 1)), 1)


def movements(series: list[list[int]]) -> Iterator[tuple[Any, ...]]:
    """Each series as sales of the last days, with enough received on the day before the first."""
    for number, sold in enumerate(series):
        first = TODAY - timedelta(days=len(sold) - 1)
        yield f"S{number}", first - timedelta(days=1), 100_000, "supplier", "x", None, "sellable", "receipt"
        for place, units in enumerate(sold):
            if units:
                yield f"S{number}", first + timedelta(days=place), units, "x", "customer", "sellable", None, "sale"


def test_smoothing_as_a_weighted_sum_is_what_the_library_computes(
    models: PlanningModels, library: dict[str, Any]
) -> None:
    plan = Planning(demand_smoothing="0.1", probability_smoothing="0.05")
    with duckdb.connect() as connection:
        connection.execute(f"attach ':memory:' as {models.catalog}")
        connection.execute(f"use {models.catalog}")
        for schema in ("ledger", "staging", "intermediate"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table staging.stg_backoffice__settings (name text, value text)")
        connection.executemany(
            "insert into staging.stg_backoffice__settings values (?, ?)", [*plan_settings(plan).items()]
        )
        connection.execute(f"create view intermediate.int_reporting_date as select date '{TODAY}' as as_of_date")
        connection.execute(
            "create table ledger.stock_movements (sku text, moved_date date, quantity int, from_location text, "
            "to_location text, from_condition text, to_condition text, reason text, store_id text default 's')"
        )
        library = [each for each in library["series"] if begins_in_time(each["sold"])]
        rows = list(movements([each["sold"] for each in library]))
        connection.executemany(
            "insert into ledger.stock_movements by name select $1 as sku, $2 as moved_date, $3 as quantity, "
            "$4 as from_location, $5 as to_location, $6 as from_condition, $7 as to_condition, $8 as reason",
            rows,
        )
        connection.execute(
            "create table ledger.money_entries (store_id text, sku text, booked_date date, debit_account text, "
            "credit_account text, amount decimal(18, 4))"
        )
        for name in ("int_promotion_days", "int_demand_days", "int_demand_profiles"):
            table = next(relation for relation in models.steps if relation.endswith(f'"{name}"'))
            connection.execute(f"create table {table} as {models.steps[table]}")
        found = connection.execute(
            "select sku, sba_daily_qty, tsb_daily_qty from intermediate.int_demand_profiles where location = 'x'"
        ).fetchall()
    assert len(found) == len(library) >= 50
    for sku, sba, tsb in found:
        expected = library[int(sku.removeprefix("S"))]
        # The models round to six decimals, so that every engine publishes the same figure.
        assert (sba, tsb) == pytest.approx((expected["sba"], expected["tsb"]), rel=1e-9, abs=1e-6), expected


ORDERS = """purchase order,supplier,SKU,quantity,unit cost,currency,ordered date,warehouse,MOQ,units per case
PO1,Hua,A,260,2.50,USD,2026-01-05,Main,50,12
PO2,Hua,B,20,2.00,USD,2026-01-05,Main,,
"""
RECEIPTS = """receipt number,purchase order,SKU,quantity,received date,location
R1,PO1,A,260,2026-02-04,Main
R2,PO2,B,20,2026-02-04,Main
"""
TRANSFERS = """shipment,SKU,from warehouse,to warehouse,shipped date,shipped quantity,received date,received quantity
T1,A,Main,FBA US,2026-03-22,200,2026-04-01,200
T2,B,Main,FBA US,2026-02-10,20,2026-02-20,20
"""
PRICES = """supplier,SKU,minimum quantity,unit price,currency,effective from
Hua,A,100,2.45,USD,2026-06-01
Hua,A,120,2.10,USD,2026-06-01
Hua,A,120,0.10,USD,2026-08-01
"""
COSTS = "SKU,purchase cost,currency,weight kg,supplier\nA,2.50,USD,0.5,Hua\n"
MODES = """
[planning.transport_modes.sea]
days = 35
cost_per_kg = 1
currency = "USD"
[planning.transport_modes.air]
days = 8
cost_per_kg = 6
currency = "USD"
"""
SHIPMENTS = (
    "amazon-order-id\tmerchant-order-id\tshipment-id\tshipment-item-id\tamazon-order-item-id\tshipment-date"
    "\treporting-date\tsku\tquantity-shipped\tcurrency\titem-price\tship-country\tsales-channel\n"
)


def shipments() -> str:
    """Two units of A on each of the last ninety days."""
    rows = [
        f"{n:03}-0000001-0000001\t\tD{n}\tI{n}\tO{n}\t{TODAY - timedelta(days=n)}T12:00:00+00:00"
        f"\t{TODAY - timedelta(days=n)}T13:00:00+00:00\tA\t2\tUSD\t20.00\tUS\tamazon.com\n"
        for n in range(90)
    ]
    return SHIPMENTS + "".join(rows)


# Of the reason to buy: quantities, days, prices, and what the price break saves.
PURCHASE_NUMBERS = (
    "120", "2.00", "47.0", "94", "80", "184", "2026-08-09", "2026-07-02", "108", "2.10", "2.45", "0.79", "11.81",
    "air", "360.00 USD", "Hua", "12", "50", "252.00 USD",
)  # fmt: skip


@pytest.fixture(scope="module")
def goods(tmp_path_factory: pytest.TempPathFactory) -> GoodsHome:
    files = {"orders.csv": ORDERS, "receipts.csv": RECEIPTS, "transfers.csv": TRANSFERS, "shipped.txt": shipments()}
    files |= {"prices.csv": PRICES, "costs.csv": COSTS}
    models = ("replenishment", "slow_movers", "build_settings")
    return build_files(tmp_path_factory.mktemp("goods"), files, *models, plan=MODES)


def test_a_warehouse_gives_what_it_has_and_the_rest_is_bought(goods: GoodsHome) -> None:
    """2 a day. FBA: 20 there, 7 + 10 days make 34, so up to 94, of which the warehouse has 60.

    All: 80 there, 7 + 30 + 10 days make 94, so up to 184: 104, in cases of 12 makes 108, and 120 cost less. By air the
    warehouse's goods are there after 8 days, the supplier's after 38, two before the stock is out; by sea too late.
    """
    found = goods.rows(
        """
        select action, from_location, to_location, daily_demand_qty, lead_days, reorder_point_qty, position_qty,
            target_qty, suggested_qty, cover_days, stock_out_date, order_by_date, cost_amount_base
        from replenishment order by action
        """
    )
    buy, move = found
    assert move == (
        "transfer", "warehouse:Main", "fba:acme:US", 2, 17, 34, 20, 94, 60, 10, date(2026, 7, 10), date(2026, 7, 2),
        None,
    )  # fmt: skip
    assert buy == (
        "purchase", "supplier", "warehouse:Main", 2, 47, 94, 80, 184, 120, 40, date(2026, 8, 9), date(2026, 7, 2), 252
    )  # fmt: skip


def test_a_price_break_and_the_mode_of_transport_are_chosen_by_what_they_cost(goods: GoodsHome) -> None:
    """108 at 2.45 are 264.60. 120 at 2.10 are 252, and keeping 12 for 54 + 3 days at 20 % a year 0.7871."""
    buy, move = goods.rows(
        """
        select needed_qty, unit_price_amount, price_break_qty, price_break_saving_amount, raw_file, raw_line,
            transport_mode, transport_days, transport_cost_amount, transport_currency
        from replenishment order by action
        """
    )
    assert buy == (
        108, Decimal("2.10"), 120, Decimal("11.8129"), "acme/prices.csv", 3, "air", 8, Decimal(360), "USD"
    )  # fmt: skip
    assert move == (60, None, None, None, "acme/orders.csv", 2, "air", 8, Decimal(180), "USD")


def test_the_replay_buys_what_is_suggested_at_its_break_and_by_its_mode(goods: GoodsHome) -> None:
    """188 at first, 2 a day: after fifty days 88 are left, and 102 a week before. By air they are there in 38 days.

    The plan buys at 94 up to 184: 96 at 2.50, since 120 would cost 252. The mean with a day of safety buys at 96 up to
    186: 98, in cases 108, and 120 at 2.10 cost less. Each unit weighs half a kilogram at 6.00.
    """
    publish(goods.home, load_settings(goods.home), "published")
    build = published(goods.home)
    assert build
    found = {
        each.safety_days: (each.bought_qty, each.purchase_amount, each.transport_amount)
        for each in backtest(build, 50, (1,), lambda done, days: None)
        if each.abc_class == "total"
    }
    assert found == {None: (96, 240, 288), 1: (120, 252, 360)}


def test_a_suggestion_says_why_with_its_numbers(goods: GoodsHome) -> None:
    [(english, chinese)] = goods.rows("select reason_en, reason_zh from replenishment where action = 'purchase'")
    for sentence in (english, chinese):
        assert all(number in sentence for number in PURCHASE_NUMBERS)


def test_the_position_says_when_each_place_is_out_and_how_its_sku_counts(goods: GoodsHome) -> None:
    found = goods.rows(
        "select sku, location, stock_out_date, abc_class, xyz_class from stock_position order by sku, location"
    )
    assert found == [
        ("A", "fba:acme:US", date(2026, 7, 10), "C", "X"),
        ("A", "warehouse:Main", None, "C", "X"),
        ("B", "fba:acme:US", None, "C", "Z"),
        ("B", "warehouse:Main", None, "C", "Z"),
    ]


def test_what_nobody_buys_is_a_slow_mover(goods: GoodsHome) -> None:
    [found] = goods.rows(
        "select sku, location, idle_stock_days, is_idle, excess_qty, value_amount, recommended_action from slow_movers"
    )
    assert found == ("B", "fba:acme:US", 130, True, 20, 40, "remove")
