"""The queries stay within what a person may see, add up, and carry values as parameters only."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from apps.dashboard.periods import CHOICES, Period, period_of
from apps.dashboard.queries import (
    bridge,
    choices,
    entries,
    profit,
    quality,
    restatements,
    settlements,
    taxes,
    trial_balance,
)
from apps.dashboard.queries.selection import Query, Selection
from warehouse.home import Home
from warehouse.reader import published

HOSTILE = "x' or 1=1 --"
WITHIN = Selection(visible_stores=("acme-uk",))
SCOPED = {
    "totals": profit.totals(WITHIN),
    "by_month": profit.by_month(WITHIN),
    "by_store": profit.by_store(WITHIN),
    "by_sku": profit.by_sku(WITHIN),
    "sku_count": profit.sku_count(WITHIN),
    "orders": profit.orders(WITHIN.of_sku("SKU-001"), 10_000, 0),
    "settlements": settlements.settlements(WITHIN),
    "settlement of another store": settlements.settlement(WITHIN, "23001000", "acme-us"),
    "entries": entries.page(entries.of_profit_line(WITHIN, None), 100_000),
    "entries of another store": entries.page(entries.of_settlement(WITHIN, "23001000", "acme-us", None), 100_000),
    "gaps": settlements.gap_list(WITHIN, 100, "zh"),
    "alerts": settlements.alerts(WITHIN, 100),
    "refused": quality.refused_files(WITHIN, 100),
    "loads": quality.loads(WITHIN, 10_000, 0),
    "without cost": quality.skus_without_cost(WITHIN, 100),
    "months": restatements.by_month(WITHIN),
    "restated lines of another store": restatements.lines(WITHIN, "acme-us", date(2026, 10, 1)),
    "taxes": taxes.taxes(WITHIN),
    "bridge": bridge.documents(WITHIN, date(2026, 10, 1), ("posted", "cash"), ()),
    "held back": trial_balance.held_back(WITHIN),
    "stores": choices.stores_and_marketplaces(WITHIN),
}


def rows(home: Home, query: Query) -> list[dict[str, Any]]:
    build = published(home)
    assert build is not None
    return build.query(query.sql, query.params).to_pylist()


@pytest.mark.parametrize("name", SCOPED)
def test_no_query_leaves_the_stores_that_a_person_may_see(seller: Home, name: str) -> None:
    found = rows(seller, SCOPED[name])
    assert {row["store_id"] for row in found if "store_id" in row} <= {"acme-uk"}
    if "another store" in name:
        assert found == []


def test_who_may_see_no_store_sees_nothing(seller: Home) -> None:
    nothing = Selection(visible_stores=())
    assert rows(seller, profit.totals(nothing))[0]["profit"] == 0
    assert rows(seller, entries.page(entries.of_profit_line(nothing, None), 10)) == []
    assert rows(seller, settlements.settlements(nothing)) == []


def test_a_gap_is_told_in_the_chosen_language(seller: Home) -> None:
    told = {language: rows(seller, settlements.gap_list(Selection(), 1, language))[0] for language in ("en", "zh")}
    assert "no rule knows" in told["en"]["detail"]
    assert "没有规则认识" in told["zh"]["detail"]


def test_choosing_a_store_that_is_not_visible_shows_nothing(seller: Home) -> None:
    chosen = Selection(stores=("acme-us",), visible_stores=("acme-uk",))
    assert rows(seller, profit.by_store(chosen)) == []


def test_the_visible_stores_hold_exactly_their_share(seller: Home) -> None:
    every = {row["store_id"]: row["profit"] for row in rows(seller, profit.by_store(Selection()))}
    assert rows(seller, profit.totals(WITHIN))[0]["profit"] == every["acme-uk"]
    assert rows(seller, profit.totals(Selection()))[0]["profit"] == sum(every.values())


def test_the_steps_of_the_waterfall_add_up_to_profit(seller: Home) -> None:
    found = rows(seller, profit.waterfall(Selection()))[0]
    assert sum(found[step] for step in profit.STEPS) == found["profit"]


@pytest.mark.parametrize("step", profit.STEPS)
def test_the_entries_of_each_step_add_up_to_it(seller: Home, step: str) -> None:
    selection = Selection(stores=("acme-de", "acme-us"), first_month=date(2026, 3, 1), last_month=date(2026, 8, 1))
    expected = rows(seller, profit.waterfall(selection))[0][step]
    assert rows(seller, entries.summary(entries.of_profit_line(selection, step)))[0]["total_base"] == expected


def test_lines_without_a_sku_have_their_entries(seller: Home) -> None:
    nameless = Selection().of_sku(entries.NO_SKU)
    expected = rows(seller, profit.waterfall(nameless))[0]["profit"]
    assert expected < 0
    assert rows(seller, entries.summary(entries.of_profit_line(nameless, None)))[0]["total_base"] == expected


def test_pages_hold_every_entry_once(seller: Home) -> None:
    figure = entries.of_profit_line(Selection().of_sku("SKU-002"), None)
    every = [row["entry_id"] for row in rows(seller, entries.page(figure, 100_000))]
    paged = [
        row["entry_id"] for page in range(0, len(every), 50) for row in rows(seller, entries.page(figure, 50, page))
    ]
    assert paged == every
    assert len(set(every)) == len(every)


def test_a_settlement_is_the_sum_of_its_categories(seller: Home) -> None:
    found = rows(seller, settlements.settlement(Selection(), "23001000", "acme-us"))[0]
    categories = rows(seller, entries.settlement_categories(Selection(), "23001000", "acme-us"))
    assert sum(row["total"] for row in categories) == found["lines_total_amount"]
    assert found["stated_total_amount"] - found["lines_total_amount"] == found["gap_amount"] == Decimal("12.34")


def test_what_does_not_tie_comes_first(seller: Home) -> None:
    found = [row["status"] for row in rows(seller, settlements.settlements(Selection()))]
    assert found[:2] == ["open", "explained"]
    assert set(found[2:]) == {"proven"}


def test_values_are_parameters_and_never_text() -> None:
    selection = Selection((HOSTILE,), (HOSTILE,), None, None, (HOSTILE,), HOSTILE, HOSTILE, (HOSTILE,))
    for query in (
        profit.by_sku(selection),
        profit.orders(selection, 1, 1),
        entries.page(entries.of_profit_line(selection, HOSTILE), 1),
        entries.page(entries.of_settlement(selection, HOSTILE, HOSTILE, HOSTILE), 1),
        settlements.settlements(selection, (HOSTILE,)),
        quality.encoding(selection, HOSTILE),
    ):
        assert "1=1" not in query.sql


def test_an_order_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        profit.by_sku(Selection(), order=HOSTILE)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_period_is_whole_months_and_has_one_before_it(choice: str) -> None:
    period = period_of(choice, date(2024, 5, 1), date(2026, 2, 1))
    assert period.first_month <= period.last_month
    assert period.first_month.day == period.last_month.day == 1
    assert period.before.months == period.months
    assert period.before.last_month < period.first_month


def test_a_period_crosses_the_year() -> None:
    assert period_of("last_3_months", date(2020, 1, 1), date(2026, 1, 1)) == Period(date(2025, 11, 1), date(2026, 1, 1))
