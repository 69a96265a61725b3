"""Income statement and cash flow: what they show, and that entries behind a line add up to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from apps.dashboard.queries import (
    allocations,
    bridge,
    choices,
    entries,
    profit,
    restatements,
    statements,
    taxes,
    trial_balance,
)
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import LANGUAGES, texts
from warehouse.home import Home
from warehouse.reader import Published, published

Open = Callable[..., AppTest]
Statement = Callable[[Selection, str | None], statements.Query]
PERIOD = Selection(first_month=date(2026, 6, 1), last_month=date(2026, 11, 1))


@pytest.fixture(scope="module")
def build(seller: Home) -> Published:
    found = published(seller)
    assert found is not None
    return found


BOOKS = {"basis_bridge": 2, "tax_control": 1, "trial_balance": 2, "restatements": 1}


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("page", ["income_statement", "cash_flow"])
def test_both_pages_open_in_every_language(seller: Home, open_page: Open, page: str, language: str) -> None:
    app = open_page(seller, page, language)
    assert app.title[0].value == texts(language)(f"page.{page}")
    assert not app.warning
    assert len(app.dataframe) >= 1


def test_the_income_statement_ends_with_the_sum_of_its_accounts(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "income_statement")
    table = app.dataframe[0].value
    accounts = table[table["line"].str.startswith("\u2003")]
    assert table["line"].iloc[-1] == "Profit"
    assert accounts["total"].sum() == table["total"].iloc[-1]
    app.selectbox(key="statement_currency_en").set_value("GBP").run()
    assert not app.exception
    assert "Exchange differences, realised" not in "".join(app.dataframe[0].value["line"])


@pytest.mark.parametrize("currency", [None, "GBP"])
def test_entries_behind_a_line_add_up_to_it(build: Published, currency: str | None) -> None:
    total = "total" if currency else "total_base"
    for row in build.query(*_parts(statements.income(PERIOD, currency))).to_pylist():
        if row["account_id"] != "exchange_differences":
            month = PERIOD.between(row["month"], row["month"])
            figure = entries.of_account(month, row["account_id"], currency)
            assert build.query(*_parts(entries.summary(figure))).to_pylist()[0][total] == row["amount"]
    rows = build.query(*_parts(statements.cash_flow(PERIOD, currency))).to_pylist()
    received = sum((row["amount"] for row in rows if row["section"] == "operating"), Decimal(0))
    figure = entries.of_cash_line(PERIOD, "operating", "receipts_from_own_shop", currency)
    assert build.query(*_parts(entries.summary(figure))).to_pylist()[0][total] == received


def of_lines(*lines: str, period: Selection = PERIOD) -> Selection:
    return replace(period, product_lines=lines)


@pytest.mark.parametrize("currency", [None, "GBP"])
@pytest.mark.parametrize("query", [statements.income, statements.cash_flow])
def test_product_lines_add_up_to_the_statement(build: Published, query: Statement, currency: str | None) -> None:
    known = [row["product_line"] for row in build.query(*_parts(choices.product_lines(PERIOD))).to_pylist()]
    lines = [*known, *choices.BESIDE_PRODUCT_LINES]
    shares = [_total(build, query(of_lines(line), currency)) for line in lines]
    assert sum(shares, Decimal(0)) == _total(build, query(PERIOD, currency))
    assert len([share for share in shares if share]) >= 4


def test_entries_and_allocations_behind_an_account_add_up_to_its_product_lines(build: Published) -> None:
    month = PERIOD.between(PERIOD.first_month, PERIOD.first_month)
    for lines in (of_lines("Kitchen", "Home", period=month), of_lines("(unallocated)", period=month)):
        for row in build.query(*_parts(statements.income(lines, "GBP"))).to_pylist():
            account = row["account_id"]
            figure = entries.summary(entries.of_account(lines, account, "GBP"))
            borne = build.query(*_parts(allocations.of_account(lines, account, "GBP"))).to_pylist()
            assert build.query(*_parts(figure)).to_pylist()[0]["total"] == row["direct_amount"]
            if account != "exchange_differences" and "(unallocated)" not in lines.product_lines:
                assert sum((part["allocated"] for part in borne), Decimal(0)) == row["amount"] - row["direct_amount"]


def test_what_a_line_of_the_cash_flow_is_made_of_adds_up_to_it(build: Published) -> None:
    lines = of_lines("Kitchen", "(unallocated)")
    parts = build.query(*_parts(statements.cash_parts(lines, "operating", "receipts_from_own_shop", None))).to_pylist()
    rows = build.query(*_parts(statements.cash_flow(lines, None))).to_pylist()
    received = sum((row["amount"] for row in rows if row["section"] == "operating"), Decimal(0))
    assert sum((part["total"] for part in parts), Decimal(0)) == received
    assert {part["attribution"] for part in parts} == {"direct", "unallocated"}


@pytest.mark.parametrize("page", ["income_statement", "cash_flow"])
def test_a_person_looks_at_product_lines_alone(seller: Home, open_page: Open, page: str) -> None:
    app = open_page(seller, page)
    whole = app.dataframe[0].value["total"].iloc[-1] if page == "income_statement" else None
    app.multiselect(key="filter_product_lines").set_value(["Kitchen", "(no product line)"]).run()
    assert not app.exception
    assert app.dataframe[0].value["total"].iloc[-1] not in (0, whole)
    assert "Opening balance" not in set(app.dataframe[0].value["line"])
    if page == "income_statement":
        full = app.dataframe[0].value["total"].iloc[-1]
        app.button_group(key="statement_costs").set_value("direct").run()
        assert app.dataframe[0].value["total"].iloc[-1] > full


def test_what_skus_are_added_up_by_changes_no_total(build: Published) -> None:
    [whole] = build.query(*_parts(profit.totals(PERIOD))).to_pylist()
    for group in profit.GROUPS:
        rows = build.query(*_parts(profit.by_group(PERIOD, group))).to_pylist()
        assert sum((row["profit"] for row in rows), Decimal(0)) == whole["profit"]


@pytest.mark.parametrize("page", BOOKS)
def test_each_page_of_the_books_opens(seller: Home, open_page: Open, page: str) -> None:
    app = open_page(seller, page, "zh")
    assert app.title[0].value == texts("zh")(f"page.{page}")
    assert len(app.dataframe) == BOOKS[page]


def test_entries_behind_the_books_add_up_to_them(build: Published) -> None:
    def total(figure: entries.Figure) -> Decimal:
        return Decimal(build.query(*_parts(entries.summary(figure))).to_pylist()[0]["total"])

    everything = Selection()
    for row in build.query(*_parts(taxes.taxes(everything, 3))).to_pylist():
        assert total(taxes.entries_of(everything, row, "tax_collected_amount")) == row["tax_collected_amount"] > 0
        assert total(taxes.entries_of(everything, row, "refund_tax_amount")) == 0
    for row in build.query(*_parts(trial_balance.balances(everything, "GBP"))).to_pylist():
        figure = trial_balance.entries_of_balance(everything, row["account_id"], "GBP")
        assert total(figure) == row["balance_amount"]
    changed = build.query(
        *_parts(restatements.lines(everything, "acme-us", date(2026, 10, 1), ("document_replaced", "first_report"), 5))
    ).to_pylist()
    for line in [line for line in changed if line["is_newest"]]:
        assert total(restatements.entries_of(everything, line)) == line["new_amount"]
    month, bases = date(2026, 10, 1), ("posted", "cash")
    for line in build.query(*_parts(bridge.documents(everything, month, bases, (), 3))).to_pylist():
        assert total(bridge.entries_of(everything, line)) == -line["amount"]
    steps = build.query(*_parts(bridge.steps(everything, month, *bases))).to_pylist()
    assert sum(step["amount_base"] for step in steps) == 0


def test_nobody_sees_stores_that_are_not_theirs(build: Published) -> None:
    mine = Selection(visible_stores=("acme-uk",))
    assert build.query(*_parts(statements.forecast(mine, None))).to_pylist() == []
    rows = build.query(*_parts(statements.currencies(mine, "cash_flow"))).to_pylist()
    assert [row["currency"] for row in rows] == ["GBP"]


def _total(build: Published, query: statements.Query) -> Decimal:
    return sum((row["amount"] for row in build.query(*_parts(query)).to_pylist()), Decimal(0))


def _parts(query: statements.Query) -> tuple[str, dict[str, object]]:
    return query.sql, query.params
