"""Stock: what lies where over all places, what it is worth, how long it lasts and how old it is. No suggestions."""

from typing import Any

import streamlit as st

from apps.dashboard import (
    charts,
    context,
    downloads,
    filters,
    goods,
    stock_charts,
    stock_detail,
    table_controls,
    tables,
)
from apps.dashboard.amounts import amount_text, share, share_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import stock
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

PAGE_ROWS = 200
ORDER, PAGE = "stock_order", "stock_page"
COLUMNS: dict[str, Kind] = {
    "sku": "text",
    "title": "text",
    "abc_class": "text",
    "xyz_class": "text",
    "on_hand_qty": "count",
    "available_qty": "count",
    "reserved_qty": "count",
    "unfulfillable_qty": "count",
    "inspection_qty": "count",
    "in_transit_qty": "count",
    "on_order_qty": "count",
    "daily_demand_qty": "rate",
    "cover_days": "count",
    "first_out_date": "day",
    "aged_qty": "count",
    "value_base": "base",
}
AGES: dict[str, Kind] = {f"age_{age}": "count" for age in stock.AGES}
DOWNLOADED: dict[str, Kind] = {**COLUMNS, "asin": "text", "uncosted_qty": "count", **AGES, "expected_date": "day"}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.stock"), anchor=False)
    if not goods.is_published(page, "inventory", "stock_position", "location", "abc_class"):
        return
    if not goods.has_rows(page, "stock_position"):
        return
    sku = st.query_params.get(stock_detail.SKU_PARAMETER)
    if sku:
        stock_detail.render(page, sku)
        return
    selection = goods.choose(page, "stock_position", classes=True)
    totals = page.row(stock.totals(selection))
    if not totals["skus"]:
        st.info(words("goods.none"), icon=":material/search_off:")
        return
    _headline(page, totals)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader(words("stock.ages"), anchor=False, help=words("stock.ages_help"))
        ages = page.row(stock.ages(selection))
        charts.show(stock_charts.ages(words, ages), words("stock.ages_alt"), "stock_ages")
    with right, st.container(border=True, height="stretch"):
        st.subheader(words("stock.by_place", currency=escape(page.currency)), anchor=False)
        places = page.rows(stock.by_place(selection))
        if places:
            charts.show(stock_charts.by_place(words, places), words("stock.by_place_alt"), "stock_places")
        else:
            st.caption(words("frame.no_rows"))
    _table(page, selection, totals["skus"])


def _headline(page: PageContext, totals: dict[str, Any]) -> None:
    words = page.texts
    day = totals["as_of_date"]
    st.caption(words("stock.caption", day=day, currency=escape(page.currency)))
    coming = totals["in_transit_qty"] + totals["on_order_qty"]
    cover = totals["cover_days"]
    aged = share(totals["aged_qty"], totals["on_hand_qty"])
    with st.grid(filters.COLUMNS, min_column_width=150):
        value = words("column.value_base") + (" :orange[:material/warning:]" if totals["uncosted_qty"] else "")
        without = words("stock.uncosted", count=f"{totals['uncosted_qty']:,}") if totals["uncosted_qty"] else None
        st.metric(value, amount_text(totals["value_base"]), help=without, border=True)
        st.metric(words("column.on_hand_qty"), f"{totals['on_hand_qty']:,}", border=True)
        st.metric(words("stock.coming"), f"{coming:,}", help=words("stock.coming_help"), border=True)
        st.metric(
            words("column.cover_days"),
            "–" if cover is None else f"{cover:,.0f}",
            help=words("stock.cover_help"),
            border=True,
        )
        st.metric(words("stock.aged_share"), share_text(aged), help=words("stock.aged_help"), border=True)


def _table(page: PageContext, selection: Selection, count: int) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center"):
        order = table_controls.order_of(words, stock.SORTABLE, "value", "stock_order", ORDER)
        downloads.buttons(page, stock.by_sku(selection), DOWNLOADED, "stock", count)
    number = goods.page_number(PAGE, count, PAGE_ROWS)
    rows = page.table(stock.by_sku(selection, order, PAGE_ROWS, (number - 1) * PAGE_ROWS))
    chosen = tables.show(
        page, rows, COLUMNS, key=f"stock_{order}_{number}", selectable=True, height=tables.fitting(rows, 560)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if count > PAGE_ROWS:
            st.pagination(-(-count // PAGE_ROWS), key=PAGE)
        st.caption(words("stock.choose", count=f"{count:,}"))
    if chosen is not None:
        st.query_params[stock_detail.SKU_PARAMETER] = rows["sku"][chosen].as_py()
        st.rerun()


render(context.current())
