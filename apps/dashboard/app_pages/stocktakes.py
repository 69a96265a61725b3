"""Stock-takes: where counts and snapshots differ from the ledger, why, and what of it is approved. Counts nothing."""

from decimal import Decimal
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import approvals, context, downloads, filters, goods, stocktake_gap, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import stocktakes
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind
from backoffice import StockAdjustment

PAGE_ROWS = 100
STATUSES, CAUSES, PAGE = "gap_statuses", "gap_causes", "gaps_page"
COLUMNS: dict[str, Kind] = {
    "status": "state",
    "counted_date": "day",
    "sku": "text",
    "location": "place",
    "batch_id": "text",
    "ledger_qty": "count",
    "counted_qty": "count",
    "gap_qty": "count",
    "cause": "name",
    "value_base": "base",
    "detail": "wide",
    "claim_until_date": "day",
    "counted_by": "text",
    "kind": "name",
}
DOWNLOADED: dict[str, Kind] = {
    **COLUMNS,
    "location": "text",
    "cause": "text",
    "kind": "text",
    "status": "text",
    "condition": "text",
    "document_id": "text",
    "order_id": "text",
    "candidate_documents": "text",
    "gap_id": "text",
    "raw_file": "text",
    "raw_line": "count",
}
APPROVALS: dict[str, Kind] = {
    "status": "state",
    "approved_at": "moment",
    "approved_by": "text",
    "counted_date": "day",
    "sku": "text",
    "location": "place",
    "batch_id": "text",
    "quantity": "count",
    "cause": "name",
    "note": "wide",
}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.stocktakes"), anchor=False)
    if not goods.is_published(page, "inventory", "stocktake_gaps", "gap_id", "gap_qty", "detail_en", "is_adjustable"):
        return
    standing = approvals.standing(page)
    if goods.has_rows(page, "stocktake_gaps"):
        _gaps(page, standing)
    _approvals(page, standing)


def _gaps(page: PageContext, standing: list[StockAdjustment]) -> None:
    words = page.texts
    selection = goods.choose(page, "stocktake_gaps")
    approved = tuple(sorted(approval.gap_id for approval in standing))
    totals = page.rows(stocktakes.totals(selection, approved))
    if not totals:
        st.info(words("goods.none"), icon=":material/search_off:")
        return
    _headline(page, totals)
    with st.container(horizontal=True, vertical_alignment="center"):
        statuses = _pills(page, STATUSES, "state", "status", totals)
        causes = _pills(page, CAUSES, "cause", "cause", totals)
        count = sum(
            row["gaps"]
            for row in totals
            if (not statuses or row["status"] in statuses) and (not causes or row["cause"] in causes)
        )
        every = stocktakes.gaps(selection, approved, words.language, causes, statuses)
        downloads.buttons(page, every, DOWNLOADED, "stocktake_gaps", count)
    number = goods.page_number(PAGE, count, PAGE_ROWS)
    _list(page, selection, approved, causes, statuses, number)
    if count > PAGE_ROWS:
        st.pagination(-(-count // PAGE_ROWS), key=PAGE)


def _list(
    page: PageContext,
    selection: Selection,
    approved: tuple[str, ...],
    causes: tuple[str, ...],
    statuses: tuple[str, ...],
    number: int,
) -> None:
    query = stocktakes.gaps(
        selection, approved, page.texts.language, causes, statuses, PAGE_ROWS, (number - 1) * PAGE_ROWS
    )
    rows = page.table(query)
    # Approvals change the order of the rows, so what was selected before one means another row after it.
    key = f"gaps_{'_'.join((*statuses, *causes))}_{number}_{len(approved)}"
    chosen = tables.show(page, rows, COLUMNS, key=key, selectable=True, height=tables.fitting(rows, 440))
    if chosen is not None:
        stocktake_gap.render(page, rows.slice(chosen, 1).to_pylist()[0])
    elif gap_id := st.query_params.get(stocktake_gap.GAP_PARAMETER):
        for gap in page.rows(stocktakes.gap(page.everything, approved, page.texts.language, gap_id)):
            stocktake_gap.render(page, gap)
    else:
        st.caption(page.texts("stocktakes.choose"))


def _headline(page: PageContext, totals: list[dict[str, Any]]) -> None:
    words = page.texts
    unsettled = [row for row in totals if row["status"] in ("open", "reopening")]
    waiting = sum(row["gaps"] for row in totals if row["status"] == "waiting")
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("stocktakes.open"), f"{sum(row['gaps'] for row in unsettled):,}", border=True)
        st.metric(words("stocktakes.missing"), f"{sum(row['missing_qty'] for row in unsettled):,}", border=True)
        st.metric(words("stocktakes.found"), f"{sum(row['found_qty'] for row in unsettled):,}", border=True)
        label = f"{words('stocktakes.value')} · {escape(page.currency)}"
        value = sum((row["value_base"] for row in unsettled), Decimal(0))
        st.metric(label, amount_text(value), help=words("stocktakes.value_help"), border=True)
        st.metric(words("stocktakes.waiting"), f"{waiting:,}", help=words("stocktakes.waiting_help"), border=True)


def _pills(page: PageContext, key: str, group: str, name: str, totals: list[dict[str, Any]]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for row in totals:
        counts[row[name]] = counts.get(row[name], 0) + row["gaps"]
    return table_controls.kinds(page.texts, f"column.{name}", group, counts, key)


def _approvals(page: PageContext, standing: list[StockAdjustment]) -> None:
    """Every approval that stands, those too whose gap is no longer in the table."""
    words = page.texts
    if not standing:
        return
    with st.container(border=True):
        st.subheader(words("stocktakes.approvals"), anchor=False)
        rows = [
            {
                **{name: getattr(one, name) for name in APPROVALS if name not in ("status", "cause")},
                "status": status,
                "cause": one.reason,
            }
            for one, status in stocktake_gap.with_status(page, standing)
        ]
        chosen = tables.show(page, pa.Table.from_pylist(rows), APPROVALS, key="stock_approvals", selectable=True)
        if chosen is None:
            st.caption(words("stocktakes.choose_approval"))
        else:
            stocktake_gap.withdrawal(page, standing[chosen], key="approval")


render(context.current())
