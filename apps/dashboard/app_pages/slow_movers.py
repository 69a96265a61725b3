"""Slow movers: what sits, what it ties up and costs, and what each way out of it brings. Starts no action."""

from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import charts, context, downloads, evidence, filters, goods, stock_charts, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.places import place_text
from apps.dashboard.queries import slow_movers
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

PAGE_ROWS = 100
ORDER, ACTIONS, PAGE = "slow_order", "slow_actions", "slow_page"
MONEY: dict[str, Kind] = {f"{action}_amount": "base" for action in slow_movers.ACTIONS}
COLUMNS: dict[str, Kind] = {
    "sku": "text",
    "title": "text",
    "location": "place",
    "slow_kind": "name",
    "recommended_action": "name",
    "excess_qty": "count",
    "excess_value_base": "base",
    "on_hand_qty": "count",
    "idle_stock_days": "count",
    "cover_days": "count",
    "ageing_fee_amount": "base",
    **MONEY,
}
DOWNLOADED: dict[str, Kind] = {
    **COLUMNS,
    "location": "text",
    "slow_kind": "text",
    "recommended_action": "text",
    "bundle_sku": "text",
    "abc_class": "text",
    "last_sold_date": "day",
    "daily_demand_qty": "rate",
    "currency": "text",
}
FACTS = ("sku", "location", "on_hand_qty", "excess_qty", "last_sold_date", "idle_stock_days", "daily_demand_qty")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.slow_movers"), anchor=False)
    if not goods.is_published(page, "inventory", "slow_movers", "recommended_action", "excess_qty"):
        return
    if not goods.has_rows(page, "slow_movers"):
        return
    selection = goods.choose(page, "slow_movers")
    totals = page.row(slow_movers.totals(selection))
    if not totals["positions"]:
        st.info(words("goods.none"), icon=":material/search_off:")
        return
    _headline(page, totals)
    _table(page, selection)


def _headline(page: PageContext, totals: dict[str, Any]) -> None:
    words = page.texts
    day = totals["as_of_date"].isoformat()
    st.caption(words("replenishment.caption", day=day, currency=escape(page.currency)))
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("slow_movers.skus"), f"{totals['skus']:,}", border=True)
        st.metric(words("column.excess_qty"), f"{totals['excess_qty']:,}", border=True)
        st.metric(words("column.excess_value_base"), amount_text(totals["excess_value_base"]), border=True)
        st.metric(words("column.ageing_fee_amount"), amount_text(totals["fee_base"]), border=True)
        brings = words("slow_movers.best_help")
        st.metric(words("slow_movers.best"), amount_text(totals["best_base"]), help=brings, border=True)


def _table(page: PageContext, selection: Selection) -> None:
    words = page.texts
    counts = {row["recommended_action"]: row["positions"] for row in page.rows(slow_movers.by_action(selection))}
    with st.container(horizontal=True, vertical_alignment="center"):
        actions = table_controls.kinds(words, "column.recommended_action", "recommended_action", counts, ACTIONS)
        order = table_controls.order_of(words, slow_movers.SORTABLE, "value", "slow_order", ORDER)
        count = sum(number for action, number in counts.items() if not actions or action in actions)
        every = slow_movers.slow_movers(selection, actions, order)
        downloads.buttons(page, every, DOWNLOADED, "slow_movers", count)
    number = goods.page_number(PAGE, count, PAGE_ROWS)
    rows = page.table(slow_movers.slow_movers(selection, actions, order, PAGE_ROWS, (number - 1) * PAGE_ROWS))
    key = f"slow_{order}_{'_'.join(actions)}_{number}"
    chosen = tables.show(page, rows, COLUMNS, key=key, selectable=True, height=tables.fitting(rows, 480))
    with st.container(horizontal=True, vertical_alignment="center"):
        if count > PAGE_ROWS:
            st.pagination(-(-count // PAGE_ROWS), key=PAGE)
        st.caption(words("slow_movers.choose", count=f"{count:,}"))
    if chosen is not None:
        _ways_out(page, rows.slice(chosen, 1).to_pylist()[0])


def _ways_out(page: PageContext, row: dict[str, Any]) -> None:
    """What each way out of one position brings, and the line that tells of what lies there."""
    words = page.texts
    ways: list[tuple[str, Decimal | None]] = [(way, row[f"{way}_amount"]) for way in slow_movers.ACTIONS]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(escape(row["title"] or row["sku"]), anchor=False, width="content")
            st.badge(escape(row["sku"]), color="gray")
            st.badge(escape(place_text(words, row["location"])), color="gray")
        st.caption(
            words(
                "slow_movers.recommended",
                action=words.of("recommended_action", row["recommended_action"]),
                units=f"{row['excess_qty']:,}",
                bundle=escape(row["bundle_sku"] or "–"),
                currency=escape(row["currency"]),
            )
        )
        figure = stock_charts.ways_out(words, ways, row["recommended_action"])
        charts.show(figure, words("slow_movers.ways_alt"), "slow_ways")
        st.page_link(
            "app_pages/stock.py",
            label=words("replenishment.to_stock"),
            icon=":material/arrow_forward:",
            query_params={"sku": row["sku"]},
        )
    if row["raw_line"] is not None:
        evidence.line_behind(page, row, "compared", FACTS)


render(context.current())
