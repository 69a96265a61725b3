"""SKU profit: a table of SKUs or of what they belong to, and one SKU down to the lines of the files. No writes."""

import streamlit as st

from apps.dashboard import choice, context, downloads, filters, goods, headlines, sku_detail, table_controls, tables
from apps.dashboard.context import PageContext
from apps.dashboard.periods import Period
from apps.dashboard.queries import profit
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.tables import Kind

MOST_SKUS = 1_000
ORDER_KEY, COSTS_KEY, GROUP_KEY = "sku_profit_order", "sku_profit_costs", "sku_profit_group"
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
FULL: dict[str, Kind] = {"allocated": "base", "full_profit": "base", "full_margin_pct": "share"}
OF_SKUS = ("title", "product_line", "cost_state", "asin")
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
    "cogs_goods": "base",
    "cogs_freight": "base",
    "cogs_duty": "base",
    "cogs_other": "base",
    "fees": "base",
    "advertising": "base",
    "other": "base",
    "profit": "base",
    **FULL,
    "is_cost_complete": "text",
}


def render(page: PageContext) -> None:
    st.title(page.texts("page.sku_profit"), anchor=False)
    if not goods.is_published(page, "finance", "sku_profit_monthly", "cogs_goods_amount_base"):
        return
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
    group, is_full = _grouping(page)
    with st.container(horizontal=True, vertical_alignment="center"):
        order = table_controls.order_of(words, profit.SORTABLE, "profit", "order", ORDER_KEY)
        name = f"{group}_profit_{period.first_month:%Y%m}_{period.last_month:%Y%m}"
        downloads.buttons(page, _rows_of(selection, group), _columns(DOWNLOADED, group, True), name, found["skus"])
    rows = page.table(_rows_of(selection, group, order, MOST_SKUS))
    states = [None if complete else "missing" for complete in rows["is_cost_complete"].to_pylist()]
    chosen = tables.show(
        page,
        tables.with_column(rows, "cost_state", states),
        _columns(COLUMNS, group, is_full),
        key=f"sku_profit_table_{group}_{order}_{is_full}",
        selectable=group == "sku",
        height=620 if group == "sku" else tables.fitting(rows, 620),
    )
    if group != "sku":
        return
    shown = words("sku_profit.count", shown=f"{rows.num_rows:,}", all=f"{found['skus']:,}")
    st.caption(f"{shown} {words('sku_profit.choose')}")
    if chosen is not None:
        st.query_params[sku_detail.SKU_PARAMETER] = rows["sku"][chosen].as_py()
        st.rerun()


def _grouping(page: PageContext) -> tuple[str, bool]:
    """What the rows are added up by, and whether they bear the costs that name no SKU."""
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="bottom"):
        costs = filters.costs(words, COSTS_KEY, "direct")
        with st.container(width=260):
            group = choice.select(
                words("sku_profit.group"),
                profit.GROUPS,
                name=GROUP_KEY,
                language=words.language,
                default="sku",
                words=lambda value: words(f"column.{value}"),
            )
    return group, costs == "full"


def _rows_of(selection: Selection, group: str, order: str = "profit", limit: int | None = None) -> Query:
    if group == "sku":
        return profit.by_sku(selection, order, limit)
    return profit.by_group(selection, group, order, limit)


def _columns(columns: dict[str, Kind], group: str, is_full: bool) -> dict[str, Kind]:
    """The columns of a table that is added up by `group`, with or without what was allocated."""
    if is_full:
        columns = {name: kind for name, kind in columns.items() if name != "margin_pct"} | FULL
    if group == "sku":
        return columns
    return {
        group: "month" if group == "month" else "text",
        **{name: kind for name, kind in columns.items() if name not in ("sku", *OF_SKUS)},
    }


render(context.current())
