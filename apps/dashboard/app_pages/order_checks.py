"""Order checks: orders that do not agree with their settlements, by kind, down to file and line. Writes nothing."""

from functools import partial
from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, paged, table_controls, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import entries, order_checks
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "status": "state", "kind": "name", "store_id": "text", "order_id": "text", "sku": "text", "amount": "money",
    "currency": "text", "opened_date": "day", "deadline_date": "day", "detail": "wide", "next_step": "wide",
}  # fmt: skip
DOWNLOADED: dict[str, Kind] = {**COLUMNS, "status": "text", "kind": "text", "raw_file": "text", "raw_line": "count"}
ORDER: dict[str, Kind] = {
    "status": "state", "marketplace": "text", "purchased_at": "day", "shipped_date": "day", "first_settled_at": "day",
    "ordered_amount": "money", "settled_sales_amount": "money", "refunded_amount": "money", "currency": "text",
    "ordered_qty": "count", "shipped_qty": "count", "settled_qty": "count", "returned_qty": "count",
}  # fmt: skip
FACTS = ("order_id", "sku", "amount", "currency", "opened_date", "document_id")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.order_checks"), anchor=False)
    if not goods.is_published(page, "reconciliation", "orders", "findings"):
        return
    selection, _ = filters.choose(page, sales=False)
    counts = {row["kind"]: row["findings"] for row in page.rows(order_checks.by_kind(selection))}
    if not counts:
        st.success(words("order_checks.none"), icon=":material/check_circle:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        kinds, count = table_controls.counted(words, "column.kind", "kind", counts, "order_check_kinds")
        every = order_checks.findings(selection, words.language, kinds)
        downloads.buttons(page, every, DOWNLOADED, "order_checks", count)
    rows_of = partial(order_checks.findings, selection, words.language, kinds)
    chosen = paged.show(page, "order_checks", COLUMNS, count, rows_of, choose="order_checks.choose", state=kinds)
    if chosen is not None:
        _one(page, chosen)


def _one(page: PageContext, gap: dict[str, Any]) -> None:
    """One order: both sides in figures, the line that shows the finding, and every entry of the order."""
    st.subheader(escape(gap["order_id"]), anchor=False)
    st.markdown(escape(gap["next_step"]))
    tables.show(page, page.table(order_checks.order(page.everything, gap["store_id"], gap["order_id"])), ORDER)
    evidence.line_behind(page, gap, "compared", FACTS)
    figure = entries.of_order(page.everything, gap["store_id"], gap["order_id"])
    evidence.entries_of(page, figure, f"order_{gap['order_id']}", in_base=False)


render(context.current())
