"""Profit by date: a month by posting, order, settlement or cash, and what lies between two of these. Dates nothing."""

from decimal import Decimal
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import choice, context, downloads, evidence, filters, goods, paged, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import every_month
from apps.dashboard.queries import bridge
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

STEPS: dict[str, Kind] = {"reason": "text", "amount_base": "base", "documents": "count"}
LINES: dict[str, Kind] = {
    "reason": "name", "profit_line": "step", "document_id": "text", "store_id": "text", "other_month": "month",
    "amount": "money", "currency": "text", "amount_base": "base",
}  # fmt: skip
DOWNLOADED: dict[str, Kind] = {"month": "month", **LINES, "reason": "text", "profit_line": "text"}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.basis_bridge"), anchor=False)
    if not goods.is_published(page, "finance", "basis_bridge", "other_month"):
        return
    selection, period = filters.choose(page, marketplaces=False)
    months = every_month(period.first_month, period.last_month)[::-1]
    with st.grid(filters.COLUMNS, min_column_width=150, vertical_alignment="bottom"):
        month = choice.select(
            words("behind.month"), months, name="bridge_month", language=words.language, default=months[0],
            words=lambda value: filters.month_text(words, value),
        )  # fmt: skip
        first = _basis(page, "bridge_from", bridge.BASES[:-1], bridge.BASES[0])
        # Each pair stands once, the earlier date first.
        later = bridge.BASES[bridge.BASES.index(first) + 1 :]
        second = _basis(page, "bridge_to", later, later[0])
    steps = page.rows(bridge.steps(selection, month, first, second))
    if not steps:
        st.info(words("frame.no_rows"), icon=":material/search_off:")
        return
    st.caption(words("bridge.caption", currency=escape(page.currency)))
    _steps(page, steps, first, second)
    _documents(page, selection, month, (first, second), steps)


def _basis(page: PageContext, name: str, options: tuple[str, ...], default: str) -> str:
    words = page.texts
    return choice.select(
        words(f"bridge.{name}"), options, name=name, language=words.language, default=default,
        words=lambda value: words.of("basis", value),
    )  # fmt: skip


def _steps(page: PageContext, steps: list[dict[str, Any]], first: str, second: str) -> None:
    """From the profit by one date, over what lies between, to the profit by the other."""
    words = page.texts
    total = sum((row["amount_base"] or Decimal(0) for row in steps), Decimal(0))
    started = next((row["amount_base"] for row in steps if row["reason"] == bridge.PROFIT), Decimal(0))
    told = [(words("bridge.profit", basis=words.of("basis", first)), started, None)]
    told += [
        (words.of("reason", row["reason"]), row["amount_base"], row["documents"])
        for row in steps
        if row["reason"] != bridge.PROFIT
    ]
    told.append((words("bridge.profit", basis=words.of("basis", second)), total, None))
    names, amounts, documents = zip(*told, strict=True)
    rows = pa.table(
        {
            "reason": pa.array(names),
            "amount_base": pa.array(amounts, pa.decimal128(22, 4)),
            "documents": pa.array(documents, pa.int64()),
        }
    )
    tables.show(page, rows, STEPS, height="content")
    if without_rate := sum(row["without_rate"] for row in steps):
        st.warning(words("evidence.without_rate", count=without_rate), icon=":material/currency_exchange:")


def _documents(
    page: PageContext, selection: Selection, month: Any, bases: tuple[str, str], steps: list[dict[str, Any]]
) -> None:
    words = page.texts
    counts = {row["reason"]: row["documents"] for row in steps if row["reason"] != bridge.PROFIT}
    if not counts:
        st.success(words("bridge.same"), icon=":material/check_circle:")
        return
    key = f"bridge_{'_'.join(bases)}_{month:%Y%m}"
    with st.container(horizontal=True, vertical_alignment="center"):
        reasons = table_controls.kinds(words, "column.reason", "reason", counts, f"{key}_reasons")
        count = page.row(bridge.lines(selection, month, bases, reasons))["lines"]
        downloads.buttons(page, bridge.documents(selection, month, bases, reasons), DOWNLOADED, key, count)
    rows_of = partial(bridge.documents, selection, month, bases, reasons)
    line = paged.show(page, key, LINES, count, rows_of, choose="bridge.choose", state=reasons)
    if line is None:
        return
    with st.container(border=True):
        st.subheader(escape(line["document_id"]), anchor=False)
        moved = f"{amount_text(line['amount'])} {line['currency']}"
        step = words.of("step", line["profit_line"])
        st.caption(words("bridge.behind", amount=escape(moved), step=escape(step)))
        figure = bridge.entries_of(page.everything, line)
        evidence.entries_of(page, figure, f"{key}_{line['document_id']}_{line['profit_line']}", in_base=False)


render(context.current())
