"""Accounts: the balance of each, that debits are credits, and what is held back, down to entries. Books nothing."""

from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, statement, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import statements, trial_balance
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "account_code": "text", "account_id": "account", "account_type": "name", "debit_amount": "money",
    "credit_amount": "money", "balance_amount": "money",
}  # fmt: skip
DOWNLOADED: dict[str, Kind] = {**COLUMNS, "account_type": "text", "account_id": "text"}
HELD_BACK: dict[str, Kind] = {
    "month": "month", "store_id": "text", "account_id": "account", "currency": "text", "opening_amount": "money",
    "added_amount": "money", "released_amount": "money", "closing_amount": "money", "stated_date": "day",
    "stated_amount": "money", "difference_amount": "money",
}  # fmt: skip
GAINS = ("exchange_differences", "unrealised_exchange_differences")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.trial_balance"), anchor=False)
    if not goods.is_published(page, "finance", "trial_balance", "balance_amount_base"):
        return
    selection, _ = filters.choose(page, sales=False)
    known = [row["currency"] for row in page.rows(statements.currencies(selection, "trial_balance"))]
    currency = statement.choose_currency(page, known)
    query = trial_balance.balances(selection, currency)
    rows = page.table(query)
    if not rows.num_rows:
        st.info(words("frame.no_rows"), icon=":material/search_off:")
        return
    _proof(page, rows.to_pylist(), currency)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("trial_balance.caption"))
        downloads.buttons(page, query, DOWNLOADED, "trial_balance", rows.num_rows)
    key = f"trial_balance_{currency}"
    chosen = tables.show(page, rows, COLUMNS, key=key, selectable=True, height=tables.fitting(rows, 560))
    if chosen is None:
        st.caption(words("trial_balance.choose"))
    else:
        _behind(page, selection, rows.slice(chosen, 1).to_pylist()[0], currency)
    _held_back(page, selection)


def _proof(page: PageContext, rows: list[dict[str, Any]], currency: str | None) -> None:
    """Debits, credits, and what lies between them, which is nothing."""
    words = page.texts
    debited, credited = (sum((row[f"{side}_amount"] for row in rows), Decimal(0)) for side in ("debit", "credit"))
    unit = escape(currency or page.currency)
    with st.grid(3, min_column_width=150):
        st.metric(f"{words('column.debit_amount')} · {unit}", amount_text(debited), border=True)
        st.metric(f"{words('column.credit_amount')} · {unit}", amount_text(credited), border=True)
        st.metric(f"{words('column.difference_amount')} · {unit}", amount_text(debited - credited), border=True)


def _behind(page: PageContext, selection: Selection, row: dict[str, Any], currency: str | None) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(escape(words.of("account", row["account_id"])), anchor=False)
        if row["account_id"] in GAINS:
            st.caption(words("statement.exchanged"))
            return
        if row["exchanged"]:
            gained = escape(f"{amount_text(row['exchanged'])} {page.currency}")
            st.caption(words("trial_balance.exchanged", amount=gained))
        ever = selection.between(None, None)
        figure = trial_balance.entries_of_balance(ever, row["account_id"], currency)
        expected = row["balance_amount"] - row["exchanged"]
        key = f"balance_{row['account_id']}_{currency}"
        evidence.entries_of(page, figure, key, in_base=currency is None, expected=expected)


def _held_back(page: PageContext, selection: Selection) -> None:
    """Reserves and deferred proceeds by month, each movement down to its entries."""
    words = page.texts
    rows = page.table(trial_balance.held_back(selection))
    if not rows.num_rows:
        return
    st.subheader(words("trial_balance.held_back"), anchor=False)
    chosen = tables.show(page, rows, HELD_BACK, key="held_back", selectable=True, height=tables.fitting(rows, 360))
    st.caption(words("trial_balance.held_back_help"))
    if chosen is None:
        return
    row = rows.slice(chosen, 1).to_pylist()[0]
    month = Selection(stores=(row["store_id"],), visible_stores=page.visible_stores)
    month = month.between(row["month"], row["month"])
    with st.container(border=True):
        figure = trial_balance.entries_of_balance(month, row["account_id"], row["currency"])
        key = f"held_{row['store_id']}_{row['account_id']}_{row['currency']}_{row['month']:%Y%m}"
        expected = row["added_amount"] - row["released_amount"]
        evidence.entries_of(page, figure, key, in_base=False, expected=expected)


render(context.current())
