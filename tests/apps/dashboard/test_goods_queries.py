"""Queries of goods stay within a person's stores, add up, and ask for columns that the models publish."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from apps.dashboard import approvals
from apps.dashboard.context import PageContext
from apps.dashboard.queries import batch_trail, goods, replenishment, slow_movers, stock, stocktakes
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.texts import texts
from warehouse.home import Home
from warehouse.reader import published

MODELS = Path(__file__).resolve().parents[3] / "dbt_project" / "models"
HOSTILE = "x' or 1=1 --"
WITHIN = Selection(visible_stores=("acme-uk",))
SCOPED = {
    "stock by sku": stock.by_sku(WITHIN),
    "stock by place": stock.by_place(WITHIN),
    "places of a sku": stock.places_of(WITHIN.of_sku("SKU-001")),
    "batches of a sku": stock.batches_of(WITHIN.of_sku("SKU-001")),
    "suggestions": replenishment.suggestions(WITHIN, "en"),
    "slow movers": slow_movers.slow_movers(WITHIN),
    "gaps": stocktakes.gaps(WITHIN, (), "en"),
    "trail": batch_trail.trail(WITHIN, "SKU-001", "B1-001", (), 10_000),
    "batches": batch_trail.batches(WITHIN, 10_000),
    "stores": goods.stores("stock_position", WITHIN),
    "places": goods.places("slow_movers", WITHIN),
}
PLACES = ("location", "to_location", "from_location")
PUBLISHED = ("stock_position", "batch_trail", "replenishment", "slow_movers", "stocktake_gaps")


def rows(home: Home, query: Query) -> list[dict[str, Any]]:
    build = published(home)
    assert build is not None
    return build.query(query.sql, query.params).to_pylist()


@pytest.mark.parametrize("name", SCOPED)
def test_no_query_of_goods_leaves_the_stores_that_a_person_may_see(seller: Home, name: str) -> None:
    found = rows(seller, SCOPED[name])
    assert {row["store_id"] for row in found if "store_id" in row} <= {"acme-uk", None}
    assert not [row for row in found for place in PLACES if "acme-us" in (row.get(place) or "")]


def test_places_add_up_to_the_sku_and_skus_to_the_total(seller: Home) -> None:
    every = rows(seller, stock.by_sku(Selection()))
    total = rows(seller, stock.totals(Selection()))[0]
    for name in ("on_hand_qty", "in_transit_qty", "value_base", "aged_qty"):
        assert total[name] == sum(row[name] for row in every)
    assert total["value_base"] == sum(row["value_base"] for row in rows(seller, stock.by_place(Selection())))
    ages = rows(seller, stock.ages(Selection()))[0]
    # Two units left that nothing had brought in: they have no age.
    assert sum(ages.values()) - 2 == total["on_hand_qty"] + total["in_transit_qty"]


def test_what_there_was_ends_at_what_there_is(seller: Home) -> None:
    days = rows(seller, stock.by_day(Selection(sku="SKU-001")))
    places = rows(seller, stock.places_of(Selection(sku="SKU-001")))
    assert days[-1]["on_hand_qty"] == sum(place["on_hand_qty"] for place in places)
    assert [row["day"] for row in days] == sorted(row["day"] for row in days)


def test_a_trail_ends_at_what_is_left_and_its_pages_hold_each_movement_once(seller: Home) -> None:
    whole = rows(seller, batch_trail.trail(Selection(), "SKU-002", "B1-002", (), 100_000))
    paged = [
        row["movement_id"]
        for offset in range(0, len(whole), 50)
        for row in rows(seller, batch_trail.trail(Selection(), "SKU-002", "B1-002", (), 50, offset))
    ]
    assert paged == [row["movement_id"] for row in whole]
    left = sum(row["on_hand_qty"] for row in rows(seller, batch_trail.in_hand_now(Selection(), "SKU-002", "B1-002")))
    assert whole[-1]["in_hand_qty"] == left
    assert rows(seller, batch_trail.by_day(Selection(), "SKU-002", "B1-002"))[-1]["on_hand_qty"] == left


def test_an_approval_shows_until_the_ledger_has_it(seller: Home) -> None:
    found = {row["gap_id"]: row["status"] for row in rows(seller, stocktakes.gaps(Selection(), ("g-twice",), "zh"))}
    assert found["g-twice"] == "waiting"
    assert (found["g-applied"], found["g-fba"]) == ("reopening", "open")
    found = {row["gap_id"]: row["status"] for row in rows(seller, stocktakes.gaps(Selection(), ("g-applied",), "zh"))}
    assert (found["g-applied"], found["g-twice"]) == ("applied", "open")


def test_values_are_parameters_and_never_text() -> None:
    selection = Selection((HOSTILE,), search=HOSTILE, sku=HOSTILE, visible_stores=(HOSTILE,), places=(HOSTILE,))
    for query in (
        stock.by_sku(selection),
        stock.by_day(selection),
        stock.batches_of(selection),
        batch_trail.batches(selection, 1),
        batch_trail.of_document(selection, HOSTILE),
        batch_trail.trail(selection, HOSTILE, HOSTILE, (HOSTILE,), 1),
        replenishment.suggestions(selection, HOSTILE, (HOSTILE,)),
        slow_movers.slow_movers(selection, (HOSTILE,)),
        stocktakes.gaps(selection, (HOSTILE,), HOSTILE, (HOSTILE,), (HOSTILE,)),
        stocktakes.candidates(selection, HOSTILE, (HOSTILE,)),
    ):
        assert "1=1" not in query.sql


def test_a_gap_of_a_store_that_is_not_visible_cannot_be_approved(seller: Home) -> None:
    build = published(seller)
    assert build is not None
    page = PageContext(seller, texts("en"), build, visible_stores=("acme-us",))
    gap = next(row for row in rows(seller, stocktakes.gaps(Selection(), (), "en")) if row["store_id"] == "acme-uk")
    with pytest.raises(approvals.StoreNotVisible):
        approvals.approve(page, gap, "")
    assert approvals.standing(page) == []


@pytest.mark.parametrize("table", PUBLISHED)
def test_the_invented_tables_have_only_columns_that_the_models_publish(seller: Home, table: str) -> None:
    models = {
        model["name"]: {column["name"] for column in model.get("columns", [])}
        for path in MODELS.rglob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    }
    invented = {row["column_name"] for row in rows(seller, goods.columns_of("inventory", table))}
    assert invented
    assert invented <= models[table]
