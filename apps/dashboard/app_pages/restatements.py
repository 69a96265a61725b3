"""Reported months: what each was reported as, what changed it since and why, and closing it. Books nothing."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import (
    approvals,
    closing,
    context,
    downloads,
    evidence,
    filters,
    goods,
    paged,
    table_controls,
    tables,
)
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import restatements
from apps.dashboard.tables import Kind
from backoffice import ClosedMonth

NOTE_LENGTH = 500
MONTHS: dict[str, Kind] = {
    "month": "month", "store_id": "text", "profit": "base", "changes": "count", "profit_change": "base",
    "adjustments": "count", "first_reported_at": "moment", "closed_at": "moment", "closed_by": "text",
    "note": "wide",
}  # fmt: skip
LINES: dict[str, Kind] = {
    "change_cause": "name", "account_id": "account", "document_id": "text", "currency": "text",
    "previous_amount": "money", "new_amount": "money", "difference_amount": "money",
    "difference_amount_base": "base", "changed_at": "moment",
    "adjusted_in_month": "month", "document_type": "text",
}  # fmt: skip
DOWNLOADED: dict[str, Kind] = {
    "store_id": "text", "month": "month", **LINES, "change_cause": "text", "account_id": "text",
}  # fmt: skip


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.restatements"), anchor=False)
    if not goods.is_published(page, "finance", "restatements", "adjusted_in_month"):
        return
    selection, _ = filters.choose(page, sales=False)
    rows = page.table(restatements.by_month(selection))
    if not rows.num_rows:
        st.info(words("restatements.none"), icon=":material/search_off:")
        return
    st.caption(words("restatements.caption", currency=escape(page.currency)))
    closed = closing.closed_months(page)
    shown = _with_closing(rows, closed)
    chosen = tables.show(page, shown, MONTHS, key="restated_months", selectable=True, height=tables.fitting(shown, 400))
    if chosen is None:
        st.caption(words("restatements.choose_month"))
        return
    month = shown.slice(chosen, 1).to_pylist()[0]
    name = escape(f"{filters.month_text(words, month['month'])} · {month['store_id']}")
    st.subheader(name, anchor=False)
    _closing(page, month, closed.get((month["store_id"], month["month"])))
    _lines(page, month)


def _with_closing(rows: pa.Table, closed: Mapping[tuple[str, date], ClosedMonth]) -> pa.Table:
    """The months with who closed them when: a month that was closed since the last run is shown closed as well."""
    keys = zip(rows["store_id"].to_pylist(), rows["month"].to_pylist(), strict=True)
    found = [closed.get(key) for key in keys]
    moments = [one and one.closed_at for one in found]
    rows = rows.append_column("closed_at", pa.array(moments, pa.timestamp("us", "UTC")))
    rows = tables.with_column(rows, "closed_by", [one and one.closed_by for one in found])
    return tables.with_column(rows, "note", [one and one.note for one in found])


def _closing(page: PageContext, month: dict[str, Any], closed: ClosedMonth | None) -> None:
    words = page.texts
    key = f"{month['store_id']}_{month['month']:%Y-%m}"
    if closed is not None:
        told = words(
            "restatements.closed_by",
            actor=escape(closed.closed_by),
            time=escape(closed.closed_at.strftime("%Y-%m-%d %H:%M UTC")),
            note=escape(closed.note or "–"),
        )
        st.success(told, icon=":material/lock:")
        return
    with st.expander(words("restatements.close"), icon=":material/lock_open:"), st.form(f"close_{key}", border=False):
        st.markdown(words("restatements.close_help", profit=escape(f"{amount_text(month['profit'])} {page.currency}")))
        note = st.text_area(words("restatements.note"), max_chars=NOTE_LENGTH, height=80, key=f"close_note_{key}")
        is_sure = st.checkbox(words("restatements.sure"), key=f"close_sure_{key}")
        if st.form_submit_button(words("restatements.close"), type="primary", key=f"close_button_{key}"):
            _close(page, month, note.strip(), is_sure=is_sure)
        st.caption(words("stocktakes.acts_as", actor=escape(approvals.actor())))


def _close(page: PageContext, month: dict[str, Any], note: str, *, is_sure: bool) -> None:
    words = page.texts
    if not note or not is_sure:
        st.error(words("restatements.needs_note"), icon=":material/error:")
        return
    try:
        closing.close(page, month["store_id"], month["month"], note)
    except approvals.StoreNotVisible:
        st.error(words("gaps.not_yours"), icon=":material/lock:")
    except ValueError as refused:
        st.error(escape(str(refused)), icon=":material/error:")
    else:
        st.toast(words("restatements.closed"), icon=":material/lock:")
        st.rerun()


def _lines(page: PageContext, month: dict[str, Any]) -> None:
    words = page.texts
    of_month = page.everything, month["store_id"], month["month"]
    counts = {row["cause"]: row["lines"] for row in page.rows(restatements.by_cause(*of_month))}
    key = f"restated_{month['store_id']}_{month['month']:%Y%m}"
    with st.container(horizontal=True, vertical_alignment="center"):
        causes, count = table_controls.counted(words, "column.change_cause", "change_cause", counts, f"{key}_causes")
        downloads.buttons(page, restatements.lines(*of_month, causes), DOWNLOADED, key, count)
    rows_of = partial(restatements.lines, *of_month, causes)
    line = paged.show(page, key, LINES, count, rows_of, choose="restatements.choose", state=causes)
    if line is None:
        return
    with st.container(border=True):
        told = words(
            "restatements.line",
            account=escape(words.of("account", line["account_id"])),
            document=escape(line["document_id"]),
            before=escape(f"{amount_text(line['previous_amount'])} {line['currency']}"),
            after=escape(f"{amount_text(line['new_amount'])} {line['currency']}"),
            cause=escape(words.of("change_cause", line["change_cause"])),
        )
        st.markdown(told)
        if line["adjusted_in_month"] is not None:
            moved = filters.month_text(words, line["adjusted_in_month"])
            st.warning(words("restatements.adjusted", month=escape(moved)), icon=":material/lock:")
        figure = restatements.entries_of(page.everything, line)
        expected = line["new_amount"] if line["is_newest"] else None
        evidence.entries_of(page, figure, f"{key}_{line['restatement_id']}", in_base=False, expected=expected)


render(context.current())
