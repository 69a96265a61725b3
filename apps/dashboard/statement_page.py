"""The head that pages of statements share: title, filters, currency, and the rows they ask for. Shows no statement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from apps.dashboard import filters, goods, statement
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import every_month
from apps.dashboard.queries import statements
from apps.dashboard.queries.selection import Query, Selection


@dataclass(frozen=True)
class Asked:
    """What a person has asked a statement for, and its rows. `currency` is None for the reporting currency."""

    selection: Selection
    months: list[date]
    currency: str | None
    rows: list[dict[str, Any]]
    name: str

    @property
    def is_of_lines(self) -> bool:
        return bool(self.selection.product_lines)

    @property
    def key(self) -> str:
        """Names the widgets of this statement: a choice among its lines holds for this one alone."""
        return "_".join([self.name, self.currency or "", *self.selection.product_lines])


def ask(
    page: PageContext, table: str, query: Callable[[Selection, str | None], Query], *, marketplaces: bool = True
) -> Asked | None:
    """Show the head of the statement that stands in `table` of schema finance; None where there is nothing to show."""
    words = page.texts
    st.title(words(f"page.{table}"), anchor=False)
    if not goods.is_published(page, "finance", table, "attribution"):
        return None
    selection, period = filters.choose(page, lines=True, marketplaces=marketplaces)
    known = [row["currency"] for row in page.rows(statements.currencies(selection, table))]
    currency = statement.choose_currency(page, known)
    rows = page.rows(query(selection, currency))
    if not rows:
        st.info(words("frame.no_rows"), icon=":material/search_off:")
        return None
    st.caption(words(f"statement.{table}_caption", currency=escape(currency or page.currency)))
    if selection.product_lines:
        st.caption(words(f"statement.{table}_of_lines", unallocated=words("filter.unallocated")))
    name = f"{table}_{period.first_month:%Y%m}_{period.last_month:%Y%m}"
    return Asked(selection, every_month(period.first_month, period.last_month), currency, rows, name)
