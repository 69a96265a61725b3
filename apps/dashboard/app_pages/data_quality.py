"""Data quality: what was loaded, what was refused and why, what is missing, which gaps stand open. No profit."""

import pyarrow as pa
import streamlit as st

from apps.dashboard import context, filters, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import quality, settlements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

MOST_ROWS = 500
LOADS_A_PAGE = 100
TWO_LINES = 62  # pixels: reasons and advice are sentences
REFUSED: dict[str, Kind] = {
    "path": "text", "line": "count", "reason": "wide", "advice": "wide", "kind": "name", "store_id": "text",
    "seen_at": "moment",
}  # fmt: skip
LOADED: dict[str, Kind] = {
    "raw_file": "text", "store_id": "text", "kind": "name", "row_count": "count", "encoding": "text",
    "loaded_at": "moment", "warnings": "wide",
}  # fmt: skip
WITHOUT_COST: dict[str, Kind] = {
    "sku": "text", "title": "text", "store_id": "text", "units_sold_qty": "count", "net_sales": "base",
    "first_month": "month", "last_month": "month",
}  # fmt: skip
GAPS: dict[str, Kind] = {
    "kind": "name", "store_id": "text", "document_id": "text", "sku": "text", "amount": "money", "currency": "text",
    "opened_date": "day", "detail": "wide", "raw_file": "text", "raw_line": "count",
}  # fmt: skip


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.data_quality"), anchor=False)
    selection, _ = filters.choose(page, sales=False)
    counts = page.row(quality.counts(selection))
    last = counts["last_loaded_at"]
    with st.grid(4, min_column_width=200):
        st.metric(words("quality.files"), f"{counts['files']:,}", border=True)
        st.metric(words("quality.rows"), f"{counts['rows']:,}", border=True)
        st.metric(words("quality.refused"), f"{counts['refused']:,}", border=True)
        st.metric(words("quality.last_load"), last.strftime("%Y-%m-%d %H:%M") if last else "–", border=True)
    without_cost = page.table(quality.skus_without_cost(selection, MOST_ROWS))
    _section(page, "refused", page.table(quality.refused_files(selection, MOST_ROWS)), REFUSED, TWO_LINES)
    _section(page, "gaps", page.table(settlements.gap_list(selection, MOST_ROWS, words.language)), GAPS)
    _section(page, "without_cost", without_cost, WITHOUT_COST)
    _loads(page, selection, counts["files"])


def _section(
    page: PageContext, name: str, rows: pa.Table, columns: dict[str, Kind], row_height: int | None = None
) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words(f"quality.{name}_title", currency=escape(page.currency)), anchor=False)
        if rows.num_rows:
            tables.show(page, rows, columns, key=f"quality_{name}", row_height=row_height)
        else:
            st.markdown(f":green[:material/check_circle:] {words(f'quality.{name}_none')}")


def _loads(page: PageContext, selection: Selection, files: int) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words("quality.loads_title"), anchor=False)
        pages = max(1, -(-files // LOADS_A_PAGE))
        number = min(int(st.session_state.get("loads_page", 1)), pages)
        rows = page.table(quality.loads(selection, LOADS_A_PAGE, (number - 1) * LOADS_A_PAGE))
        tables.show(page, rows, LOADED, key="quality_loads")
        if pages > 1:
            st.pagination(pages, key="loads_page")


render(context.current())
