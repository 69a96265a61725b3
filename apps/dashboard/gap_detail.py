"""One gap of money: what it is, what to do, its line, and what was decided about it. Lists no gaps."""

from decimal import Decimal, InvalidOperation
from typing import Any

import streamlit as st

from apps.dashboard import approvals, decisions, evidence
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from backoffice import GAP_STATUSES

GAP_PARAMETER = "gap"
NOTE_LENGTH = 500
FACTS = ("kind", "amount", "currency", "amount_base", "opened_date", "document_id", "order_id", "sku", "gap_id")


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
        if gap["status_set_by"]:
            st.caption(
                words(
                    "gaps.decided_by",
                    actor=escape(gap["status_set_by"]),
                    time=escape(gap["status_set_at"].strftime("%Y-%m-%d %H:%M UTC")),
                    note=escape(gap["status_note"] or "–"),
                )
            )
        _decision(page, gap)
    evidence.line_behind(page, gap, "counted", FACTS)


def _decision(page: PageContext, gap: dict[str, Any]) -> None:
    words = page.texts
    key = gap["gap_id"]
    with st.form(f"decide_{key}", border=False):
        status = st.segmented_control(
            words("column.status"),
            GAP_STATUSES,
            default=gap["status"],
            format_func=lambda value: words.of("state", value),
            key=f"decide_status_{key}",
        )
        note = st.text_area(words("column.note"), max_chars=NOTE_LENGTH, height=80, key=f"decide_note_{key}")
        label = words("gaps.claimed", currency=escape(gap["currency"] or "–"))
        claimed = st.text_input(label, help=words("gaps.claimed_help"), key=f"decide_claimed_{key}")
        decided = st.form_submit_button(
            words("gaps.decide"), type="primary", icon=":material/check:", key=f"decide_button_{key}"
        )
    st.caption(words("stocktakes.acts_as", actor=escape(approvals.actor())))
    if not decided:
        return
    try:
        amount = Decimal(claimed.strip().replace(",", "")) if claimed.strip() else None
        decisions.decide(page, gap, status or gap["status"], note.strip(), amount)
    except (ValueError, InvalidOperation):
        st.error(words("gaps.refused"), icon=":material/error:")
        return
    st.toast(words("gaps.decided"), icon=":material/check_circle:")
    # In the list it stands elsewhere now, and another where it was.
    st.query_params[GAP_PARAMETER] = gap["gap_id"]
    st.rerun()
