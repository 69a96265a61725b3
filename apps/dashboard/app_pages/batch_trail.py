"""Batch trail: a batch from its supplier to the customers, and an order back to its batches. It writes nothing."""

from typing import Any

import streamlit as st

from apps.dashboard import batch_detail, context, evidence, filters, goods, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import batch_trail
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

PAGE_ROWS = 50
SEARCH_PARAMETER = "find"
SEARCH = "batch_search"
BATCHES: dict[str, Kind] = {
    "batch_id": "text",
    "sku": "text",
    "supplier": "text",
    "purchase_order_id": "text",
    "received_date": "day",
    "received_qty": "count",
    "location": "place",
    "unit_cost_amount": "money",
    "currency": "text",
}
MOVEMENTS: dict[str, Kind] = {
    "moved_at": "moment",
    "reason": "name",
    "sku": "text",
    "quantity": "count",
    "batch_id": "text",
    "from_location": "place",
    "to_location": "place",
    "order_id": "text",
    "document_id": "text",
    "raw_file": "text",
    "raw_line": "count",
}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.batch_trail"), anchor=False)
    if not goods.is_published(page, "inventory", "batch_trail", "in_hand_qty"):
        return
    sku = st.query_params.get(batch_detail.SKU_PARAMETER)
    if sku:
        batch_detail.render(page, sku, st.query_params.get(batch_detail.BATCH_PARAMETER))
        return
    if not page.row(batch_trail.batch_count(page.everything))["batches"]:
        goods.nothing_yet(page, "batch_trail")
        return
    found = _search(page)
    if found and _document(page, found):
        return
    _batches(page, Selection(search=found, visible_stores=page.visible_stores), found)


def _search(page: PageContext) -> str:
    """The box for what is looked for; a link may bring it filled."""
    words = page.texts
    asked = st.query_params.get(SEARCH_PARAMETER)
    if asked and SEARCH not in st.session_state:
        st.session_state[SEARCH] = asked[: filters.SEARCH_LENGTH]
    found = st.text_input(
        words("batch_trail.search"),
        key=SEARCH,
        max_chars=filters.SEARCH_LENGTH,
        placeholder=words("batch_trail.search_hint"),
        icon=":material/search:",
        persist_state="session",
    )
    return found.strip()


def _document(page: PageContext, document: str) -> bool:
    """What an order, a shipment or a document moved; False where none is called so."""
    words = page.texts
    rows = page.table(batch_trail.of_document(page.everything, document))
    if not rows.num_rows:
        return False
    with st.container(border=True):
        st.subheader(words("batch_trail.of_document", document=escape(document)), anchor=False)
        chosen = tables.show(
            page, rows, MOVEMENTS, key="document_movements", selectable=True, height=tables.fitting(rows, 420)
        )
        if chosen is None:
            st.caption(words("batch_trail.choose_movement"))
            return True
        row = rows.slice(chosen, 1).to_pylist()[0]
        named = escape(row["batch_id"] or words("batch_trail.no_batch"))
        if st.button(words("batch_trail.open", batch=named), icon=":material/route:", type="primary"):
            _open(row)
        evidence.line_behind(page, row, "moved", batch_detail.FACTS)
    return True


def _batches(page: PageContext, selection: Selection, found: str) -> None:
    words = page.texts
    count = page.row(batch_trail.batch_count(selection))["batches"]
    if not count:
        st.info(words("batch_trail.not_found", search=escape(found)), icon=":material/search_off:")
        return
    number = goods.page_number("batches_page", count, PAGE_ROWS)
    rows = page.table(batch_trail.batches(selection, PAGE_ROWS, (number - 1) * PAGE_ROWS))
    st.caption(words("batch_trail.count", count=f"{count:,}"))
    chosen = tables.show(
        page, rows, BATCHES, key=f"batches_{number}", selectable=True, height=tables.fitting(rows, 560)
    )
    if count > PAGE_ROWS:
        st.pagination(-(-count // PAGE_ROWS), key="batches_page")
    if chosen is not None:
        _open(rows.slice(chosen, 1).to_pylist()[0])


def _open(row: dict[str, Any]) -> None:
    st.query_params[batch_detail.SKU_PARAMETER] = row["sku"]
    if row["batch_id"] is not None:
        st.query_params[batch_detail.BATCH_PARAMETER] = row["batch_id"]
    st.rerun()


render(context.current())
