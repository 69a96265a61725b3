"""What SKUs bear of costs that name no SKU, and the entries behind each. Shows no waterfall and no own entries."""

from decimal import Decimal

import streamlit as st

from apps.dashboard import evidence, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import allocations
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "month": "month",
    "category": "name",
    "allocation_rule": "name",
    "driver": "name",
    "share_pct": "share",
    "allocated": "base",
    "document_id": "text",
    "booked_store_id": "text",
}


def render(page: PageContext, within: Selection) -> None:
    """The allocations of the SKU that `within` names."""
    show(page, within, allocations.of_sku(within), str(within.sku), "allocations.caption")


def show(
    page: PageContext, within: Selection, query: Query, key: str, caption: str, currency: str | None = None
) -> None:
    """The allocations that `query` asks for, in `currency` or else the reporting one, and the entries behind one."""
    words = page.texts
    rows = page.table(query)
    total = sum(rows["allocated"].to_pylist(), Decimal(0))
    st.caption(words(caption, total=escape(amount_text(total)), currency=escape(currency or page.currency)))
    if not rows.num_rows:
        return
    shown = tables.with_column(rows, "allocation_rule", rows["rule"].to_pylist())
    columns: dict[str, Kind] = COLUMNS if currency is None else COLUMNS | {"allocated": "money"}
    chosen = tables.show(
        page, shown, columns, key=f"allocations_{key}", selectable=True, height=tables.fitting(rows, 320)
    )
    if chosen is None:
        st.caption(words("allocations.choose"))
        return
    row = rows.slice(chosen, 1).to_pylist()[0]
    figure = allocations.entries_of(within, row)
    evidence.entries_of(page, figure, f"allocation_{key}_{chosen}", in_base=currency is None)
