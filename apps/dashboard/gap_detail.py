"""One gap of money: what it is, what to do, its line, and what was decided about it. Lists no gaps."""

from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import approvals, decisions, evidence, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.tables import Kind
from backoffice import GAP_STATUSES, GapState, GapStatus

GAP_PARAMETER = "gap"
NOTE_LENGTH = 500
FACTS = ("kind", "amount", "currency", "amount_base", "opened_date", "document_id", "order_id", "sku", "gap_id")
TEXT, MOMENT, MONEY = pa.string(), pa.timestamp("us", "UTC"), pa.decimal128(18, 4)
HISTORY: dict[str, Kind] = {
    "status": "state",
    "status_set_at": "moment",
    "status_set_by": "text",
    "status_note": "wide",
    "claimed_amount": "money",
    "write_off_amount": "money",
    "write_off_account": "account",
}
TYPES = (TEXT, MOMENT, TEXT, TEXT, MONEY, MONEY, TEXT)


def render(page: PageContext, gap: dict[str, Any]) -> None:
    """Everything about one gap of the published build."""
    words = page.texts
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(words.of("kind", gap["kind"]), anchor=False, width="content")
            if gap["amount"] is not None:
                st.badge(escape(f"{amount_text(gap['amount'])} {gap['currency']}"), color="orange")
            st.badge(words.of("state", gap["status"]), color="gray")
        st.markdown(escape(gap["detail"] or ""))
        st.info(escape(gap["next_step"] or ""), icon=":material/arrow_forward:")
        states = decisions.of_gap(page, gap["gap_id"])
        _history(page, states)
        _decision(page, gap, f"{gap['gap_id']}_{len(states)}")
    evidence.line_behind(page, gap, "counted", FACTS)


def _history(page: PageContext, states: list[GapState]) -> None:
    """What was decided about a gap, by whom and when, the newest first."""
    if not states:
        return
    newest_first = states[::-1]
    rows = pa.table(
        {
            name: pa.array([getattr(state, name.removeprefix("status_")) for state in newest_first], kept_as)
            for name, kept_as in zip(HISTORY, TYPES, strict=True)
        }
    )
    tables.show(page, rows, HISTORY, height="content")
    st.caption(page.texts("gaps.logged"))


def _decision(page: PageContext, gap: dict[str, Any], key: str) -> None:
    """The status is chosen outside the form, so that the form asks only for what goes with it.

    key -- another one after each decision: what was noted with one is not said of the next.
    """
    words = page.texts
    status: GapStatus = st.segmented_control(
        words("gaps.new_status"),
        GAP_STATUSES,
        default=gap["status"],
        format_func=lambda value: words.of("state", value),
        key=f"decide_status_{key}",
        required=True,
    )
    with st.form(f"decide_{key}", border=False):
        claimed = ""
        if status == "claimed":
            label = words("gaps.claimed", currency=escape(gap["currency"] or "–"))
            claimed = st.text_input(label, help=words("gaps.claimed_help"), key=f"decide_claimed_{key}")
        elif status == "written_off" and gap["status"] != status:
            st.warning(_booked(page, gap), icon=":material/edit_note:")
        note = st.text_area(words("gaps.note"), max_chars=NOTE_LENGTH, height=80, key=f"decide_note_{key}")
        decided = st.form_submit_button(
            words("gaps.decide", status=words.of("state", status)), type="primary", icon=":material/check:",
            key=f"decide_button_{key}",
        )  # fmt: skip
    st.caption(words("stocktakes.acts_as", actor=escape(approvals.actor())))
    if decided:
        _decide(page, gap, status, note.strip(), claimed.strip())


def _booked(page: PageContext, gap: dict[str, Any]) -> str:
    """What a write-off of the gap does to the ledger at the next run, in words."""
    words = page.texts
    if gap["write_off_account"] is None:
        return words("gaps.books_nothing")
    return words(
        "gaps.books" if gap["write_off_amount"] > 0 else "gaps.books_gain",
        amount=escape(f"{amount_text(abs(gap['write_off_amount']))} {gap['currency']}"),
        account=escape(words.of("account", gap["write_off_account"])),
        expense=escape(words.of("account", "write_offs")),
    )


def _decide(page: PageContext, gap: dict[str, Any], status: GapStatus, note: str, claimed: str) -> None:
    words = page.texts
    if not note:
        st.error(words("gaps.needs_note"), icon=":material/error:")
        return
    try:
        amount = Decimal(claimed.replace(",", "")) if claimed else None
        decisions.decide(page, gap, status, note, amount)
    except approvals.StoreNotVisible:
        st.error(words("gaps.not_yours"), icon=":material/lock:")
        return
    except (ValueError, InvalidOperation):
        st.error(words("gaps.refused"), icon=":material/error:")
        return
    st.toast(words("gaps.decided"), icon=":material/check_circle:")
    # In the list it stands elsewhere now, and another where it was.
    st.query_params[GAP_PARAMETER] = gap["gap_id"]
    st.rerun()


def without_gap(page: PageContext, states: list[GapState]) -> None:
    """Write-offs whose gap is no more: the money came after all, or a rule knows it now, so each can be taken back."""
    words = page.texts
    if not states:
        return
    with st.container(border=True):
        st.subheader(words("gaps.without_gap"), anchor=False)
        st.caption(words("gaps.without_gap_help"))
        for state in states:
            with st.form(f"take_back_{state.gap_id}", border=False):
                st.markdown(
                    words(
                        "gaps.standing",
                        gap=escape(state.gap_id),
                        amount=escape(f"{amount_text(state.write_off_amount)} {state.currency}"),
                        actor=escape(state.set_by),
                        time=escape(state.set_at.strftime("%Y-%m-%d %H:%M UTC")),
                        note=escape(state.note),
                    )
                )
                note = st.text_input(words("gaps.note"), max_chars=NOTE_LENGTH, key=f"take_back_note_{state.gap_id}")
                if st.form_submit_button(words("gaps.take_back"), icon=":material/undo:"):
                    if not note.strip():
                        st.error(words("gaps.needs_note"), icon=":material/error:")
                        continue
                    decisions.take_back(page, state, note.strip())
                    st.rerun()
