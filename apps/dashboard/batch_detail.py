"""One batch: where it came from, what is left of it and where, and every movement with its line. Searches nothing."""

from typing import Any

import streamlit as st

from apps.dashboard import charts, downloads, evidence, export, filters, goods, stock_charts, tables
from apps.dashboard.amounts import exact_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import batch_trail
from apps.dashboard.tables import Kind

SKU_PARAMETER, BATCH_PARAMETER = "sku", "batch"
PAGE_ROWS = 50
PAGE, REASONS = "trail_page", "trail_reasons"
COLUMNS: dict[str, Kind] = {
    "moved_at": "moment",
    "reason": "name",
    "in_hand_change_qty": "count",
    "quantity": "count",
    "from_location": "place",
    "to_location": "place",
    "in_hand_qty": "count",
    "order_id": "text",
    "shipment_id": "text",
    "document_id": "text",
    "raw_file": "text",
    "raw_line": "count",
}
DOWNLOADED: dict[str, Kind] = {
    "movement_id": "text",
    "moved_at": "moment",
    "sku": "text",
    "batch_id": "text",
    "reason": "text",
    "quantity": "count",
    "from_location": "text",
    "from_condition": "text",
    "to_location": "text",
    "to_condition": "text",
    "in_hand_qty": "count",
    "order_id": "text",
    "shipment_id": "text",
    "document_id": "text",
    "unit_cost_amount": "money",
    "cost_amount": "money",
    "currency": "text",
    "raw_file": "text",
    "raw_line": "count",
    "content_hash": "text",
}
FACTS = ("reason", "quantity", "sku", "batch_id", "from_location", "to_location", "moved_at", "order_id", "document_id")


def render(page: PageContext, sku: str, batch_id: str | None) -> None:
    """Everything about the units of `sku` that are of `batch_id`; None for those of no known batch."""
    words = page.texts
    reasons = page.rows(batch_trail.by_reason(page.everything, sku, batch_id))
    found = [] if batch_id is None else page.rows(batch_trail.batch(page.everything, sku, batch_id))
    _heading(page, sku, batch_id, found[0] if found else None)
    if not reasons:
        st.info(words("batch_trail.nothing_moved"), icon=":material/search_off:")
        return
    _figures(page, sku, batch_id, {row["reason"]: row["quantity"] for row in reasons}, found[0] if found else None)
    left, right = st.columns([2, 1], gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader(words("batch_trail.left_over_time"), anchor=False)
        days = page.rows(batch_trail.by_day(page.everything, sku, batch_id))
        charts.show(stock_charts.on_hand(words, days), words("batch_trail.left_alt"), "batch_on_hand")
    with right, st.container(border=True, height="stretch"):
        st.subheader(words("batch_trail.where_now"), anchor=False)
        places = page.table(batch_trail.in_hand_now(page.everything, sku, batch_id))
        if places.num_rows:
            columns: dict[str, Kind] = {"location": "place", "condition": "name", "on_hand_qty": "count"}
            tables.show(page, places, columns, key="batch_places", height="content")
        else:
            st.caption(words("batch_trail.nothing_left"))
    _timeline(page, sku, batch_id, {row["reason"]: row["movements"] for row in reasons})


def _heading(page: PageContext, sku: str, batch_id: str | None, batch: dict[str, Any] | None) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(words("batch_trail.back"), icon=":material/arrow_back:"):
            st.query_params.clear()
            st.rerun()
        name = words("batch_trail.no_batch") if batch_id is None else words("batch_trail.one", batch=escape(batch_id))
        st.subheader(name, anchor=False, width="content")
        st.badge(escape(sku), color="gray")
        for fact in (batch["supplier"], batch["purchase_order_id"], batch["received_date"]) if batch else ():
            if fact:
                st.badge(escape(fact), color="gray")
    if batch_id is None:
        st.caption(words("batch_trail.no_batch_help"))


def _figures(
    page: PageContext, sku: str, batch_id: str | None, units: dict[str, int], batch: dict[str, Any] | None
) -> None:
    words = page.texts
    left = sum(row["on_hand_qty"] for row in page.rows(batch_trail.in_hand_now(page.everything, sku, batch_id)))
    with st.grid(filters.COLUMNS, min_column_width=150):
        received = f"{batch['received_qty']:,}" if batch else "–"
        st.metric(words("column.received_qty"), received, border=True)
        st.metric(words("batch_trail.sold"), f"{units.get('sale', 0):,}", border=True)
        st.metric(words("batch_trail.returned"), f"{units.get('return', 0):,}", border=True)
        st.metric(words("batch_trail.left"), f"{left:,}", border=True)
        cost = batch["unit_cost_amount"] if batch else None
        label = words("column.unit_cost_amount")
        if cost is not None and batch is not None:
            label += f" · {escape(batch['currency'])}"
        st.metric(label, exact_text(cost), border=True)


def _timeline(page: PageContext, sku: str, batch_id: str | None, counts: dict[str, int]) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words("batch_trail.timeline"), anchor=False)
        picked = st.pills(
            words("column.reason"),
            list(counts),
            selection_mode="multi",
            format_func=lambda value: f"{words.of('reason', value)} {counts[value]:,}",
            key=REASONS,
            label_visibility="collapsed",
        )
        reasons = tuple(picked)
        count = sum(number for reason, number in counts.items() if not reasons or reason in reasons)
        number = goods.page_number(PAGE, count, PAGE_ROWS)
        query = batch_trail.trail(page.everything, sku, batch_id, reasons, PAGE_ROWS, (number - 1) * PAGE_ROWS)
        rows = page.table(query)
        key = f"trail_{sku}_{batch_id}_{number}_{'_'.join(reasons)}"
        chosen = tables.show(page, rows, COLUMNS, key=key, selectable=True, height=tables.fitting(rows, 420))
        with st.container(horizontal=True, vertical_alignment="center"):
            if count > PAGE_ROWS:
                st.pagination(-(-count // PAGE_ROWS), key=PAGE)
            whole = batch_trail.trail(page.everything, sku, batch_id, reasons, export.MAX_ROWS)
            downloads.buttons(page, whole, DOWNLOADED, "batch_trail", count)
        if chosen is None:
            st.caption(words("batch_trail.choose_movement"))
        else:
            evidence.line_behind(page, rows.slice(chosen, 1).to_pylist()[0], "moved", FACTS)
