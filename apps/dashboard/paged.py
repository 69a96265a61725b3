"""A table of which one page is shown, and the row of it that is chosen. What is in it the caller asks for."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from apps.dashboard import goods, tables
from apps.dashboard.context import PageContext
from apps.dashboard.queries.selection import Query
from apps.dashboard.tables import Kind

PAGE_ROWS = 100


def show(
    page: PageContext,
    name: str,
    columns: Mapping[str, Kind],
    count: int,
    rows_of: Callable[[int, int], Query],
    *,
    choose: str,
    state: tuple[str, ...] = (),
    height: int = 480,
) -> dict[str, Any] | None:
    """Show the page that is turned to of `count` rows; gives the row that is chosen, with all that the query has.

    rows_of -- gives the query of some rows: how many, and how many are before them.
    choose -- the text that says what choosing a row does.
    state -- what picks or orders the rows: a row that was chosen under another is chosen no more.
    """
    key = f"{name}_page"
    number = goods.page_number(key, max(count, 1), PAGE_ROWS)
    rows = page.table(rows_of(PAGE_ROWS, (number - 1) * PAGE_ROWS))
    chosen = tables.show(
        page,
        rows,
        columns,
        key=f"{name}_{'_'.join((*state, str(number)))}",
        selectable=True,
        height=tables.fitting(rows, height),
    )
    if count > PAGE_ROWS:
        st.pagination(-(-count // PAGE_ROWS), key=key)
    if chosen is None:
        st.caption(page.texts(choose))
        return None
    found: dict[str, Any] = rows.slice(chosen, 1).to_pylist()[0]
    return found
