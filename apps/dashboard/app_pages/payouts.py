"""Payouts: what was sent between the seller's accounts, whether it came, and what conversions cost. No profit."""

from functools import partial
from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, paged, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.queries import payouts
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "status": "state",
    "store_id": "text",
    "leg": "name",
    "from_wallet": "wallet",
    "document_id": "text",
    "sent_date": "day",
    "sent_amount": "money",
    "sent_currency": "text",
    "due_date": "day",
    "arrived_date": "day",
    "arrived_amount": "money",
    "arrived_currency": "text",
    "arrived_wallet": "wallet",
    "matched_by": "name",
    "difference_amount": "money",
    "days_under_way": "count",
    "hidden_cost_amount_base": "base",
    "charged_fee_amount": "money",
    "fee_currency": "text",
}
BALANCE_COLUMNS: dict[str, Kind] = {
    "status": "state",
    "store_id": "text",
    "account_key": "text",
    "stated_at": "moment",
    "stated_amount": "money",
    "ledger_amount": "money",
    "difference_amount": "money",
    "currency": "text",
}
BALANCE_FACTS = ("account_key", "stated_at", "stated_amount", "ledger_amount", "opening_amount", "difference_amount")
FACTS = ("payout_id", "sent_amount", "sent_currency", "sent_date", "expected_amount", "expected_currency", "due_date")
ARRIVED = ("arrived_entry_id", "arrived_amount", "arrived_currency", "arrived_date", "implied_rate", "mid_rate")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.payouts"), anchor=False)
    if not goods.is_published(page, "reconciliation", "payouts", "status", "hidden_cost_amount"):
        return
    selection, _ = filters.choose(page, sales=False)
    counts = {row["status"]: row["payouts"] for row in page.rows(payouts.by_status(selection))}
    if not counts:
        st.info(words("payouts.none"), icon=":material/search_off:")
        return
    _headline(page, page.row(payouts.totals(selection)))
    _table(page, selection, counts)
    _balances(page, selection)


def _headline(page: PageContext, totals: dict[str, Any]) -> None:
    words = page.texts
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("payouts.under_way"), f"{totals['under_way']:,}", border=True)
        st.metric(words("payouts.missing"), f"{totals['missing']:,}", border=True)
        st.metric(words("payouts.oldest"), "–" if totals["oldest_days"] is None else totals["oldest_days"], border=True)
        mean = "–" if totals["mean_days"] is None else f"{totals['mean_days']:,}"
        st.metric(words("payouts.mean_days"), mean, border=True)
        label = f"{words('payouts.hidden')} · {page.currency}"
        st.metric(label, amount_text(totals["hidden_cost_base"]), help=words("payouts.hidden_help"), border=True)


def _table(page: PageContext, selection: Selection, counts: dict[str, int]) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center"):
        statuses, count = table_controls.counted(words, "column.status", "state", counts, "payout_statuses")
        downloads.buttons(page, payouts.payouts(selection, statuses), COLUMNS, "payouts", count)
    rows_of = partial(payouts.payouts, selection, statuses)
    chosen = paged.show(page, "payouts", COLUMNS, count, rows_of, choose="payouts.choose", state=statuses, height=520)
    if chosen is not None:
        _both_ends(page, chosen)


def _both_ends(page: PageContext, row: dict[str, Any]) -> None:
    """The line by which it left, and the one by which it came."""
    words = page.texts
    if row["raw_file"] is not None:
        st.subheader(words("payouts.left"), anchor=False)
        evidence.line_behind(page, row, "booked", FACTS)
    if row["arrived_raw_file"] is not None:
        st.subheader(words("payouts.came"), anchor=False)
        line = row | {name: row[f"arrived_{name}"] for name in ("raw_file", "raw_line", "content_hash")}
        evidence.line_behind(page, line, "booked", ARRIVED)


def _balances(page: PageContext, selection: Selection) -> None:
    """What the providers state, against the ledger: what differs, and the newest of each account."""
    words = page.texts
    rows = page.table(payouts.balances(selection))
    if not rows.num_rows:
        return
    st.subheader(words("payouts.balances"), anchor=False)
    chosen = tables.show(page, rows, BALANCE_COLUMNS, key="balances", selectable=True, height=tables.fitting(rows, 320))
    st.caption(words("payouts.balances_help"))
    if chosen is not None:
        evidence.line_behind(page, rows.slice(chosen, 1).to_pylist()[0], "compared", BALANCE_FACTS)


render(context.current())
