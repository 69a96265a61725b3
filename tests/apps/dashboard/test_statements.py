"""Income statement and cash flow: what they show, and that entries behind a line add up to it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from apps.dashboard.queries import entries, statements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import LANGUAGES, texts
from warehouse.home import Home
from warehouse.reader import Published, published

Open = Callable[..., AppTest]
PERIOD = Selection(first_month=date(2026, 6, 1), last_month=date(2026, 11, 1))


@pytest.fixture(scope="module")
def build(seller: Home) -> Published:
    found = published(seller)
    assert found is not None
    return found


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


def test_nobody_sees_stores_that_are_not_theirs(build: Published) -> None:
    mine = Selection(visible_stores=("acme-uk",))
    assert build.query(*_parts(statements.forecast(mine, None))).to_pylist() == []
    rows = build.query(*_parts(statements.currencies(mine, "cash_flow"))).to_pylist()
    assert [row["currency"] for row in rows] == ["GBP"]


def _parts(query: statements.Query) -> tuple[str, dict[str, object]]:
    return query.sql, query.params
