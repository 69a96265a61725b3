"""SKU profit: a table of SKUs, and one SKU from product sales to profit, down to the lines of the files. No writes."""

import streamlit as st

from apps.dashboard import context, downloads, filters, headlines, sku_detail, table_controls, tables
from apps.dashboard.context import PageContext
from apps.dashboard.periods import Period
from apps.dashboard.queries import profit
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

MOST_SKUS = 1_000
ORDER_KEY = "sku_profit_order"
COLUMNS: dict[str, Kind] = {
    "sku": "text",
    "title": "text",
    "product_line": "text",
    "cost_state": "state",
    "units_sold_qty": "count",
    "net_sales": "base",
    "cogs": "base",
    "fees": "base",
    "advertising": "base",
    "other": "base",
    "profit": "base",
    "margin_pct": "share",
}
DOWNLOADED: dict[str, Kind] = {
    "sku": "text",
    "title": "text",
    "product_line": "text",
    "asin": "text",
    "units_sold_qty": "count",
    "units_refunded_qty": "count",
    "product_sales": "base",
    "net_sales": "base",
    "cogs": "base",
    "fees": "base",
    "advertising": "base",
    "other": "base",
    "profit": "base",
    "is_cost_complete": "text",
}


def render(page: PageContext) -> None:
    st.title(page.texts("page.sku_profit"), anchor=False)
    sku = st.query_params.get(sku_detail.SKU_PARAMETER)
    selection, period = filters.choose(page, products=sku is None)
    headlines.caption(page, period)
    if sku is None:
        _table(page, selection, period)
    else:
        sku_detail.render(page, selection, period, sku)


def _table(page: PageContext, selection: Selection, period: Period) -> None:
    words = page.texts
    found = page.row(profit.sku_count(selection))
    if not found["skus"]:
        st.info(words("sku_profit.none"), icon=":material/search_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        order = table_controls.order_of(words, profit.SORTABLE, "profit", "order", ORDER_KEY)
        name = f"sku_profit_{period.first_month:%Y%m}_{period.last_month:%Y%m}"
        downloads.buttons(page, profit.by_sku(selection), DOWNLOADED, name, found["skus"])
    rows = page.table(profit.by_sku(selection, order, MOST_SKUS))
    states = [None if complete else "missing" for complete in rows["is_cost_complete"].to_pylist()]
    chosen = tables.show(
        page,
        tables.with_column(rows, "cost_state", states),
        COLUMNS,
        key=f"sku_profit_table_{order}",
        selectable=True,
        height=620,
    )
    shown = words("sku_profit.count", shown=f"{rows.num_rows:,}", all=f"{found['skus']:,}")
    st.caption(f"{shown} {words('sku_profit.choose')}")
    if chosen is not None:
        st.query_params[sku_detail.SKU_PARAMETER] = rows["sku"][chosen].as_py()
        st.rerun()


render(context.current())
