"""Reimbursements: what Amazon lost and has not made good, its value, and how long it can be claimed. Files no claim."""

from functools import partial

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, paged, table_controls
from apps.dashboard.context import PageContext
from apps.dashboard.queries import order_checks
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "status": "state", "claim_kind": "name", "store_id": "text", "sku": "text", "document_id": "text",
    "order_id": "text", "lost_date": "day", "lost_qty": "count", "made_good_qty": "count", "open_qty": "count",
    "open_value_amount": "money", "currency": "text", "opens_date": "day", "deadline_date": "day",
}  # fmt: skip
# What a case needs: no state, and names as Amazon has them.
CLAIMED: dict[str, Kind] = {
    "store_id": "text", "claim_kind": "text", "sku": "text", "document_id": "text", "order_id": "text",
    "lost_date": "day", "open_qty": "count", "open_value_amount": "money", "currency": "text", "deadline_date": "day",
}  # fmt: skip
FACTS = ("sku", "document_id", "lost_date", "lost_qty", "made_good_qty", "open_qty", "deadline_date")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.reimbursements"), anchor=False)
    if not goods.is_published(page, "reconciliation", "reimbursements", "open_qty"):
        return
    selection, _ = filters.choose(page, sales=False)
    found = {row["status"]: row for row in page.rows(order_checks.by_status(selection))}
    if not found:
        st.info(words("reimbursements.none"), icon=":material/search_off:")
        return
    due = found.get("due")
    with st.grid(3, min_column_width=150):
        st.metric(words("reimbursements.due_units"), f"{due['open_qty'] if due else 0:,}", border=True)
        next_day = due["deadline_date"].isoformat() if due else "–"
        st.metric(words("reimbursements.next_deadline"), next_day, border=True)
        expired = found["expired"]["open_qty"] if "expired" in found else 0
        st.metric(words("reimbursements.expired_units"), f"{expired:,}", border=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        counts = {status: row["claims"] for status, row in found.items()}
        statuses, count = table_controls.counted(words, "column.status", "state", counts, "reimbursement_statuses")
        st.caption(words("reimbursements.file"))
        claimed = due["claims"] if due else 0
        downloads.buttons(page, order_checks.claims(selection, ("due",)), CLAIMED, "claims", claimed)
    rows_of = partial(order_checks.claims, selection, statuses)
    chosen = paged.show(page, "reimbursements", COLUMNS, count, rows_of, choose="order_checks.choose", state=statuses)
    if chosen is not None:
        evidence.line_behind(page, chosen, "compared", FACTS)


render(context.current())
