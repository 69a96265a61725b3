"""Gaps: all money that does not add up, what to do about it by when, and what was decided. Finds no gap itself."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import context, decisions, downloads, filters, gap_detail, goods, paged, table_controls
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import gaps
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.tables import Kind
from backoffice import GapState

STATUSES, KINDS = "money_gap_statuses", "money_gap_kinds"
COLUMNS: dict[str, Kind] = {
    "status": "state",
    "kind": "name",
    "store_id": "text",
    "amount": "money",
    "currency": "text",
    "amount_base": "base",
    "age_days": "count",
    "deadline_date": "day",
    "detail": "wide",
    "next_step": "wide",
    "document_id": "text",
    "order_id": "text",
    "sku": "text",
    "raw_file": "text",
    "raw_line": "count",
}
DOWNLOADED: dict[str, Kind] = {
    **COLUMNS,
    "status": "text",
    "kind": "text",
    "opened_date": "day",
    "claimed_amount": "money",
    "status_note": "text",
    "status_set_by": "text",
    "status_set_at": "moment",
    "gap_id": "text",
}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.gaps"), anchor=False)
    if not goods.is_published(page, "reconciliation", "gaps", "gap_id", "next_step_en", "write_off_account"):
        return
    selection = _choose(page)
    decided = decisions.standing(page)
    totals = page.rows(gaps.totals(selection, decided))
    gap_detail.without_gap(page, _gone(page, decided))
    if not totals:
        st.success(words("gaps.none"), icon=":material/verified:")
        return
    _headline(page, totals)
    _table(page, selection, decided, totals)


def _choose(page: PageContext) -> Selection:
    with st.grid(3, min_column_width=150, vertical_alignment="bottom"):
        known = [row["store_id"] for row in page.rows(gaps.stores(page.everything))]
        stores = filters.many(page.texts, filters.STORES, known)
        search = filters.search(page.texts, "gaps.search")
    return Selection(stores=stores, search=search, visible_stores=page.visible_stores)


def _headline(page: PageContext, totals: list[dict[str, Any]]) -> None:
    words = page.texts
    still = [row for row in totals if row["status"] == "open"]
    claimed = [row for row in totals if row["status"] == "claimed"]
    deadlines = [row["deadline_date"] for row in still if row["deadline_date"]]
    currency = escape(page.currency)
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("gaps.open"), f"{sum(row['gaps'] for row in still):,}", border=True)
        for name, rows in (("gaps.open_amount", still), ("gaps.claimed_amount", claimed)):
            amount = sum((row["amount_base"] for row in rows), Decimal(0))
            st.metric(f"{words(name)} · {currency}", amount_text(amount), help=words("gaps.amount_help"), border=True)
        st.metric(words("gaps.deadline"), min(deadlines).isoformat() if deadlines else "–", border=True)
    if without_rate := sum(row["without_rate"] for row in still):
        st.caption(words("gaps.without_rate", count=f"{without_rate:,}"))


def _table(page: PageContext, selection: Selection, decided: Sequence[GapState], totals: list[dict[str, Any]]) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center"):
        statuses = table_controls.kinds(words, "column.status", "state", _counts(totals, "status"), STATUSES)
        kinds = table_controls.kinds(words, "column.kind", "kind", _counts(totals, "kind"), KINDS)
        count = sum(
            row["gaps"]
            for row in totals
            if (not statuses or row["status"] in statuses) and (not kinds or row["kind"] in kinds)
        )
        every = gaps.gaps(selection, decided, words.language, kinds, statuses)
        downloads.buttons(page, every, DOWNLOADED, "gaps", count)
    # A decision changes the order of the rows, so what was selected before one means another row after it.
    newest = max((state.set_at.isoformat() for state in decided), default="")

    def rows_of(limit: int, offset: int) -> Query:
        return gaps.gaps(selection, decided, words.language, kinds, statuses, limit, offset)

    drawn = (*statuses, *kinds, newest)
    chosen = paged.show(page, "money_gaps", COLUMNS, count, rows_of, choose="gaps.choose", state=drawn, height=440)
    if chosen is not None:
        gap_detail.render(page, chosen)
    elif gap_id := st.query_params.get(gap_detail.GAP_PARAMETER):
        for gap in page.rows(gaps.gap(page.everything, decided, words.language, gap_id)):
            gap_detail.render(page, gap)


def _gone(page: PageContext, decided: Sequence[GapState]) -> list[GapState]:
    """Write-offs that stand, of gaps that the build does not have any more."""
    booked = [one for one in decided if one.write_off_account is not None]
    known = {row["gap_id"] for row in page.rows(gaps.known([one.gap_id for one in booked]))} if booked else set()
    return [one for one in booked if one.gap_id not in known]


def _counts(totals: list[dict[str, Any]], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in totals:
        counts[row[name]] = counts.get(row[name], 0) + row["gaps"]
    return counts


render(context.current())
