"""What one SKU bears of costs that name no SKU, and the entries behind each. Shows no waterfall and no own entries."""

from decimal import Decimal

import streamlit as st

from apps.dashboard import evidence, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import allocations
from apps.dashboard.queries.selection import Selection
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
    words = page.texts
    rows = page.table(allocations.of_sku(within))
    total = sum(rows["allocated"].to_pylist(), Decimal(0))
    st.caption(words("allocations.caption", total=escape(amount_text(total)), currency=escape(page.currency)))
    if not rows.num_rows:
        return
    shown = tables.with_column(rows, "allocation_rule", rows["rule"].to_pylist())
    chosen = tables.show(
        page, shown, COLUMNS, key=f"allocations_{within.sku}", selectable=True, height=tables.fitting(rows, 320)
    )
    if chosen is None:
        st.caption(words("allocations.choose"))
        return
    row = rows.slice(chosen, 1).to_pylist()[0]
    evidence.entries_of(page, allocations.entries_of(within, row), f"allocation_{within.sku}_{chosen}", in_base=True)
