"""Every page opens, in each language, over whatever there is to show. How it looks is the browser test's."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps.dashboard.queries import allocations, entries
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import LANGUAGES, texts
from warehouse import last_run
from warehouse.home import Home
from warehouse.reader import published

PAGES = ("overview", "sku_profit", "settlements", "payouts", "gaps", "data_quality")
Open = Callable[..., AppTest]


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(seller: Home, open_page: Open, page: str, language: str) -> None:
    app = open_page(seller, page, language)
    assert app.title[0].value == texts(language)(f"page.{page}")
    assert not app.warning
    assert "USD" in "".join(caption.value for caption in app.sidebar.caption)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_an_empty_home_says_what_to_do(home: Home, open_page: Open, language: str) -> None:
    app = open_page(home, language=language)
    assert app.subheader[0].value == texts(language)("empty.title")
    assert [code.value for code in app.code] == [str(home.inbox), f"sellerhouse run --home {home.root}"]
    assert not app.warning


def test_a_home_that_was_never_made_is_empty_too(tmp_path: Path, open_page: Open) -> None:
    app = open_page(Home(tmp_path / "nowhere"))
    assert app.subheader[0].value == "Nothing published yet"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("checks_failed", "failed its checks"), ("failed", "The last run failed"), ("running", "still going on")],
)
def test_a_run_that_was_not_published_is_told(seller: Home, open_page: Open, outcome: str, said: str) -> None:
    published = last_run.read(seller)
    last_run.begin(seller, "later")
    if outcome != "running":
        last_run.end(seller, outcome, failed_checks=["ledger balances: *17* rows", "second"])
    try:
        app = open_page(seller, "overview")
    finally:
        last_run.note(seller, **published)
    banner = (app.info if outcome == "running" else app.warning)[0].value
    assert "Showing the build of" in banner
    assert said in banner
    assert (outcome == "running") or ("\\*17\\* rows" in banner)
    assert len(app.metric) == 5


def test_settings_that_are_refused_do_not_hide_the_figures(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview", language="klingon")
    assert app.title[0].value == "Overview"


def test_the_headline_figures_are_those_of_the_selection(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview")
    everything = app.metric[0].value
    app.multiselect(key="filter_stores").set_value(["acme-uk"]).run()
    assert not app.exception
    assert app.metric[0].value != everything
    assert app.metric[0].label == "Net sales"


def test_filters_are_the_same_on_the_next_page(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview")
    app.multiselect(key="filter_stores").set_value(["acme-uk"]).run()
    app.selectbox(key="filter_period_en").set_value("last_3_months").run()
    app.switch_page("app_pages/sku_profit.py").run()
    assert app.multiselect(key="filter_stores").value == ["acme-uk"]
    assert app.selectbox(key="filter_period_en").value == "last_3_months"


def test_a_marketplace_of_a_store_no_longer_chosen_is_dropped(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview")
    app.multiselect(key="filter_marketplaces").set_value(["Amazon.de"]).run()
    app.multiselect(key="filter_stores").set_value(["acme-uk"]).run()
    assert not app.exception
    assert app.multiselect(key="filter_marketplaces").value == []


def test_the_choice_outlives_a_change_of_language(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview")
    app.selectbox(key="filter_period_en").set_value("all").run()
    app.button_group(key="language").set_value("zh").run()
    assert not app.exception
    assert app.title[0].value == "总览"
    assert app.selectbox(key="filter_period_zh").value == "all"


def test_months_can_be_chosen_in_either_order(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "overview")
    app.selectbox(key="filter_period_en").set_value("custom").run()
    first, last = (app.selectbox(key=f"filter_{name}_month_en") for name in ("first", "last"))
    newest, oldest = last.value, first.value
    first.set_value(newest)
    last.set_value(oldest)
    app.run()
    assert not app.exception
    assert any("Dec 2025 – Nov 2026" in caption.value for caption in app.caption)


def test_a_search_that_finds_nothing_says_so(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "sku_profit")
    app.text_input(key="filter_search").set_value("'; drop table finance.sku_profit_monthly; --").run()
    assert not app.exception
    assert app.info[0].value == "No SKU in this selection."
    app.text_input(key="filter_search").set_value("desk LAMP").run()
    assert app.dataframe[0].value["title"].str.contains("Desk lamp").all()


@pytest.mark.parametrize("what", ["entries", "orders"])
def test_one_sku_shows_what_stands_behind_it(seller: Home, open_page: Open, what: str) -> None:
    app = open_page(seller, "sku_profit", sku="SKU-001")
    app.button_group(key="behind_what").set_value(what).run()
    assert not app.exception
    assert app.dataframe[0].value.shape[0] == 50
    assert len(app.metric) == 5


def test_profit_bears_all_costs_when_asked(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "sku_profit")
    direct = app.dataframe[0].value
    app.button_group(key="sku_profit_costs").set_value("full").run()
    full = app.dataframe[0].value
    assert "full_profit" not in direct
    assert (full["profit"] + full["allocated"] == full["full_profit"]).all()
    assert full["allocated"].sum() == 0
    assert (full["full_profit"] != full["profit"]).any()
    for group in ("asin", "brand", "product_line", "store_id", "marketplace", "country_code"):
        app.selectbox(key="sku_profit_group_en").set_value(group).run()
        assert not app.exception
        grouped = app.dataframe[0].value
        assert next(iter(grouped)) == group
        assert grouped["full_profit"].sum() == direct["profit"].sum()


def test_each_allocated_cost_leads_to_its_entries(seller: Home, open_page: Open) -> None:
    build = published(seller)
    assert build is not None
    [bearer] = build.query("select min(sku) as sku from finance.allocations").to_pylist()
    app = open_page(seller, "sku_profit", **bearer)
    app.button_group(key="behind_what").set_value("allocations").run()
    assert not app.exception
    rows = app.dataframe[0].value
    assert set(rows["allocation_rule"]) == {"SKUs of the store, month"}
    assert set(rows["driver"]) == {"Revenue"}
    selection = Selection(**bearer)
    borne = allocations.of_sku(selection)
    for row in build.query(borne.sql, borne.params).slice(0, 3).to_pylist():
        found = entries.summary(allocations.entries_of(selection, row))
        [summary] = build.query(found.sql, found.params).to_pylist()
        assert summary["total_base"] == row["allocated"]


@pytest.mark.parametrize("step", ["all", "product_sales", "cogs", "cogs_goods", "cogs_freight", "reimbursements"])
def test_the_entries_add_up_to_the_figure(seller: Home, open_page: Open, step: str) -> None:
    app = open_page(seller, "sku_profit", sku="SKU-001")
    app.selectbox(key="behind_step_en").set_value(step).run()
    assert any("Equal to the figure" in markdown.value for markdown in app.markdown)
    app.selectbox(key="behind_month_en").set_value(date(2026, 10, 1)).run()
    assert not app.exception
    assert any("Equal to the figure" in markdown.value for markdown in app.markdown)


def test_an_unknown_sku_or_settlement_is_not_an_error(seller: Home, open_page: Open) -> None:
    assert open_page(seller, "sku_profit", sku="[x](http://evil)").info[0].value == "No SKU in this selection."
    app = open_page(seller, "settlements", settlement="nope", store="acme-us")
    assert app.info[0].value == "No settlement in this selection."


@pytest.mark.parametrize(
    ("settlement", "store", "status"), [("23001000", "acme-us", "Open"), ("23001101", "acme-us", "Proven")]
)
def test_a_settlement_shows_whether_its_lines_tie(
    seller: Home, open_page: Open, settlement: str, store: str, status: str
) -> None:
    app = open_page(seller, "settlements", settlement=settlement, store=store)
    said = app.error[0].value if status == "Open" else app.success[0].value
    assert said.startswith("The stated total differs" if status == "Open" else "The lines add up")
    assert any("Equal to the figure" in markdown.value for markdown in app.markdown)


def test_refused_files_show_line_reason_and_advice(seller: Home, open_page: Open) -> None:
    refused = open_page(seller, "data_quality").dataframe[0].value
    assert set(refused["line"]) == {1, 4182}
    assert refused["reason"].str.contains("middle of a line").any()
    assert refused["advice"].notna().all()
