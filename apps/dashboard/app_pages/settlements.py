"""Settlements: which ones add up to the cent, and what each is made of, down to its lines. No profit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, headlines, settlement_chain, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import entries, settlements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind
from apps.dashboard.texts import Texts

PAGE_ROWS = 100
STATUSES = ("open", "explained", "proven")
SETTLEMENT_PARAMETER, STORE_PARAMETER = "settlement", "store"
COLUMNS: dict[str, Kind] = {
    "status": "state",
    "settlement_id": "text",
    "store_id": "text",
    "marketplace": "text",
    "period_start_at": "day",
    "period_end_at": "day",
    "deposit_at": "day",
    "stated_total_amount": "money",
    "lines_total_amount": "money",
    "gap_amount": "money",
    "suspense_amount": "money",
    "currency": "text",
    "line_count": "count",
    "raw_file": "text",
}
CATEGORY_COLUMNS: dict[str, Kind] = {"category": "name", "account": "text", "entries": "count", "total": "money"}


def render(page: PageContext) -> None:
    st.title(page.texts("page.settlements"), anchor=False)
    chosen = st.query_params.get(SETTLEMENT_PARAMETER)
    if chosen:
        _one(page, chosen, st.query_params.get(STORE_PARAMETER, ""))
    else:
        _list(page)


def _list(page: PageContext) -> None:
    words = page.texts
    selection, _ = filters.choose(page)
    counts = {row["status"]: row["settlements"] for row in page.rows(settlements.by_status(selection))}
    if not counts:
        st.info(words("settlements.none"), icon=":material/search_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        picked = st.pills(
            words("column.status"),
            [status for status in STATUSES if counts.get(status)],
            selection_mode="multi",
            format_func=lambda value: words(f"settlements.count_{value}", count=f"{counts[value]:,}"),
            key="settlement_statuses",
            label_visibility="collapsed",
        )
        statuses = tuple(picked)
        count = sum(number for status, number in counts.items() if not statuses or status in statuses)
        downloads.buttons(page, settlements.settlements(selection, statuses), COLUMNS, "settlements", count)
    number = _page_number(count)
    rows = page.table(settlements.settlements(selection, statuses, PAGE_ROWS, (number - 1) * PAGE_ROWS))
    row = tables.show(page, rows, COLUMNS, key=f"settlements_{number}", selectable=True, height=560)
    if count > PAGE_ROWS:
        st.pagination(-(-count // PAGE_ROWS), key="settlements_page")
    st.caption(words("overview.choose_settlement"))
    if row is not None:
        st.query_params[SETTLEMENT_PARAMETER] = rows["settlement_id"][row].as_py()
        st.query_params[STORE_PARAMETER] = rows["store_id"][row].as_py()
        st.rerun()


def _page_number(count: int) -> int:
    return max(1, min(int(st.session_state.get("settlements_page", 1)), -(-count // PAGE_ROWS)))


def _one(page: PageContext, settlement_id: str, store_id: str) -> None:
    words = page.texts
    found = page.rows(settlements.settlement(page.everything, settlement_id, store_id))
    _heading(page, found[0] if found else None)
    if not found:
        st.info(words("settlements.none"), icon=":material/search_off:")
        return
    settlement = found[0]
    _totals(page, settlement)
    settlement_chain.show(page, settlement, _facts(words, settlement))
    category = _categories(page, page.everything, settlement)
    with st.container(border=True):
        st.subheader(words("settlements.entries"), anchor=False)
        figure = entries.of_settlement(page.everything, settlement_id, store_id, category)
        expected = None if category else settlement["lines_total_amount"]
        key = f"settlement_{settlement_id}_{category or 'all'}"
        evidence.entries_of(page, figure, key, in_base=False, expected=expected)


def _heading(page: PageContext, settlement: dict[str, Any] | None) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(words("settlements.back"), icon=":material/arrow_back:"):
            st.query_params.clear()
            st.rerun()
        if settlement is None:
            return
        name = words("settlements.one", settlement_id=escape(settlement["settlement_id"]))
        st.subheader(name, anchor=False, width="content")
        color, icon = headlines.STATUS_BADGES.get(settlement["status"], ("gray", None))
        st.badge(words.of("state", settlement["status"]), icon=icon, color=color)  # type: ignore[arg-type]
    st.caption(_facts(words, settlement, escape))


def _facts(words: Texts, settlement: dict[str, Any], written: Callable[[object], str] = str) -> str:
    dates = [settlement[name] for name in ("period_start_at", "period_end_at", "deposit_at")]
    start, end, deposit = (moment.strftime("%Y-%m-%d") if moment else "–" for moment in dates)
    return words(
        "settlements.facts",
        store=written(settlement["store_id"]),
        marketplace=written(settlement["marketplace"] or "–"),
        start=start,
        end=end,
        deposit=deposit,
        file=written(settlement["raw_file"]),
    )


def _totals(page: PageContext, settlement: dict[str, Any]) -> None:
    words = page.texts
    currency = settlement["currency"]
    gap: Decimal | None = settlement["gap_amount"]
    with st.grid(filters.COLUMNS, min_column_width=150):
        for name in ("stated_total_amount", "lines_total_amount", "gap_amount", "suspense_amount"):
            label = f"{words(f'column.{name}')} · {escape(currency)}"
            st.metric(label, amount_text(settlement[name]), border=True)
        st.metric(words("column.line_count"), f"{settlement['line_count']:,}", border=True)
    if settlement["stated_total_amount"] is None:
        st.info(words("settlements.no_total"), icon=":material/info:")
    elif gap:
        st.error(words("settlements.gap", amount=escape(f"{amount_text(gap)} {currency}")), icon=":material/error:")
    else:
        st.success(words("settlements.ties"), icon=":material/verified:")


def _categories(page: PageContext, selection: Selection, settlement: dict[str, Any]) -> str | None:
    """What the settlement is made of; gives the category that is chosen."""
    words = page.texts
    with st.container(border=True):
        st.subheader(words("settlements.made_of", currency=escape(settlement["currency"])), anchor=False)
        query = entries.settlement_categories(selection, settlement["settlement_id"], settlement["store_id"])
        rows = page.table(query)
        chosen = tables.show(
            page, rows, CATEGORY_COLUMNS, key="settlement_categories", selectable=True, height="content"
        )
        st.caption(words("settlements.choose_category"))
    return None if chosen is None else str(rows["category"][chosen].as_py())


render(context.current())
