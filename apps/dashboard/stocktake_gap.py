"""One stock-take gap: its cause, the documents that may explain it, its line, and its approval. Lists no gaps."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import streamlit as st

from apps.dashboard import approvals, evidence, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.places import place_text
from apps.dashboard.queries import stocktakes
from apps.dashboard.tables import Kind
from backoffice import StockAdjustment

GAP_PARAMETER = "gap"
NOTE_LENGTH = 500
BETWEEN_DOCUMENTS = re.compile(r"[\s,;()=]+")
CANDIDATES: dict[str, Kind] = {
    "moved_at": "moment",
    "reason": "name",
    "quantity": "count",
    "batch_id": "text",
    "from_location": "place",
    "to_location": "place",
    "order_id": "text",
    "document_id": "text",
    "raw_file": "text",
    "raw_line": "count",
}
FACTS = ("sku", "location", "condition", "batch_id", "counted_date", "ledger_qty", "counted_qty", "gap_qty", "gap_id")


def render(page: PageContext, gap: dict[str, Any]) -> None:
    """Everything about one gap of the published build."""
    words = page.texts
    with st.container(border=True):
        _heading(page, gap)
        st.markdown(escape(gap["detail"] or words.of("cause", gap["cause"])))
        _candidates(page, gap)
        standing = next((one for one in approvals.standing(page) if one.gap_id == gap["gap_id"]), None)
        if standing is None:
            _approval(page, gap)
        else:
            withdrawal(page, standing, key="gap")
    evidence.line_behind(page, gap, "counted", FACTS)


def _heading(page: PageContext, gap: dict[str, Any]) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = words(
            "stocktakes.missing_at" if gap["gap_qty"] < 0 else "stocktakes.found_at",
            quantity=f"{abs(gap['gap_qty']):,}",
            sku=escape(gap["sku"]),
            place=escape(place_text(words, gap["location"])),
        )
        st.subheader(name, anchor=False, width="content")
        st.badge(words.of("cause", gap["cause"]), color="orange", icon=":material/search_insights:")
        if gap["value_amount"] is not None:
            st.badge(escape(f"{amount_text(gap['value_amount'])} {gap['currency']}"), color="gray")


def _candidates(page: PageContext, gap: dict[str, Any]) -> None:
    """The documents that may explain the gap, with the line of the one that is chosen."""
    words = page.texts
    told = " ".join(filter(None, (gap["document_id"], gap["order_id"], gap["candidate_documents"])))
    documents = tuple(sorted(set(BETWEEN_DOCUMENTS.split(told)) - {""}))
    rows = page.table(stocktakes.candidates(page.everything, gap["sku"], documents))
    if gap["candidate_documents"]:
        st.caption(words("stocktakes.candidates", documents=escape(gap["candidate_documents"])))
    if not rows.num_rows:
        return
    chosen = tables.show(
        page, rows, CANDIDATES, key=f"candidates_{gap['gap_id']}", selectable=True, height=tables.fitting(rows, 300)
    )
    if chosen is not None:
        facts = ("reason", "quantity", "batch_id", "from_location", "to_location", "moved_at", "document_id")
        evidence.line_behind(page, rows.slice(chosen, 1).to_pylist()[0], "moved", facts)


def _approval(page: PageContext, gap: dict[str, Any]) -> None:
    words = page.texts
    if not gap["is_adjustable"]:
        st.info(words.of("not_adjustable", gap["kind"]), icon=":material/info:")
        return
    if gap["status"] == "reopening":
        st.info(words("stocktakes.reopening"), icon=":material/undo:")
    for status in _others(page, gap):
        st.warning(words(f"stocktakes.other_{status}"), icon=":material/warning:")
    with st.form(f"approve_{gap['gap_id']}", border=False):
        note = st.text_area(
            words("stocktakes.note"), max_chars=NOTE_LENGTH, placeholder=words("stocktakes.note_hint"), height=80
        )
        sign = "stocktakes.approve_less" if gap["gap_qty"] < 0 else "stocktakes.approve_more"
        label = words(sign, quantity=f"{abs(gap['gap_qty']):,}")
        if st.form_submit_button(label, type="primary", icon=":material/check:", key=f"approve_button_{gap['gap_id']}"):
            done = approvals.approve(page, gap, note.strip())
            st.toast(words("stocktakes.approved" if done else "stocktakes.already"), icon=":material/check_circle:")
            _show_again(gap["gap_id"])
    st.caption(words("stocktakes.acts_as", actor=escape(approvals.actor())))


def with_status(page: PageContext, standing: Iterable[StockAdjustment]) -> Iterator[tuple[StockAdjustment, str]]:
    """Each approval with `waiting`, `applied`, or `gone` where the ledger has it and the build its gap no more."""
    adjusted = {row["gap_id"]: row["is_gap"] for row in page.rows(stocktakes.adjusted(page.everything))}
    for one in standing:
        yield one, {None: "waiting", True: "applied", False: "gone"}[adjusted.get(one.gap_id)]


def _others(page: PageContext, gap: dict[str, Any]) -> set[str]:
    """What approvals of other counts of these units, or of this count by a cause that is gone, mean for this gap."""
    same = [one for one in approvals.standing(page) if (one.sku, one.location) == (gap["sku"], gap["location"])]
    return {
        status
        for one, status in with_status(page, same)
        # The causes of one count are parts of one difference, and each is approved by itself.
        if (status == "waiting" and one.counted_date != gap["counted_date"])
        or (status == "gone" and one.counted_date == gap["counted_date"])
    }


def withdrawal(page: PageContext, approval: StockAdjustment, key: str) -> None:
    """Who approved a gap, whether the ledger has it already, and the way back."""
    words = page.texts
    [(_, status)] = with_status(page, [approval])
    told = words(
        "stocktakes.approved_by",
        actor=escape(approval.approved_by),
        time=escape(approval.approved_at.strftime("%Y-%m-%d %H:%M UTC")),
        note=escape(approval.note or "–"),
    )
    show, icon = {
        "waiting": (st.info, ":material/schedule:"),
        "applied": (st.success, ":material/verified:"),
        "gone": (st.warning, ":material/warning:"),
    }[status]
    show(f"{told} {words(f'stocktakes.is_{status}')}", icon=icon)
    with st.form(f"withdraw_{key}_{approval.gap_id}", border=False):
        note = st.text_input(words("stocktakes.withdraw_note"), max_chars=NOTE_LENGTH)
        button = f"withdraw_button_{key}_{approval.gap_id}"
        if st.form_submit_button(words("stocktakes.withdraw"), icon=":material/undo:", key=button):
            approvals.withdraw(page, approval.gap_id, note.strip())
            st.toast(words("stocktakes.withdrawn"), icon=":material/undo:")
            _show_again(approval.gap_id)


def _show_again(gap_id: str) -> None:
    """Stay with this gap: in the list it stands elsewhere now, and another where it was."""
    st.query_params[GAP_PARAMETER] = gap_id
    st.rerun()
