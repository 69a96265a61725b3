"""The pages of orders that do not agree and of losses to be claimed, over the invented seller."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from apps.dashboard.queries import order_checks
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import LANGUAGES, texts
from warehouse.home import Home

Open = Callable[..., AppTest]


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("page", ["order_checks", "reimbursements"])
def test_each_page_opens_with_its_rows_in_every_language(
    seller: Home, open_page: Open, page: str, language: str
) -> None:
    app = open_page(seller, page, language)
    assert app.title[0].value == texts(language)(f"page.{page}")
    assert app.dataframe[0].value.shape[0] > 0
    assert not app.info


def test_only_stores_that_a_person_may_see_are_asked_for() -> None:
    """Values are parameters; what is visible is a condition of every query."""
    visible = Selection(visible_stores=("acme-uk",))
    for query in (
        order_checks.by_kind(visible), order_checks.findings(visible, "en"), order_checks.by_status(visible),
        order_checks.order(visible, "acme-us", "1"), order_checks.claims(visible),
    ):  # fmt: skip
        assert "list_contains($visible_stores, store_id)" in query.sql
        assert query.params["visible_stores"] == ["acme-uk"]
