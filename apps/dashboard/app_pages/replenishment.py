"""Replenishment: what to buy and what to move, by when, what it costs and why. Orders nothing."""

from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.places import place_text
from apps.dashboard.queries import replenishment
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

PAGE_ROWS = 100
ORDER, ACTIONS, PAGE = "replenishment_order", "replenishment_actions", "replenishment_page"
COLUMNS: dict[str, Kind] = {
    "order_by_date": "day",
    "urgency": "state",
    "action": "name",
    "sku": "text",
    "suggested_qty": "count",
    "from_location": "place",
    "to_location": "place",
    "stock_out_date": "day",
    "cost_amount": "money",
    "currency": "text",
    "transport_mode": "text",
    "why": "wide",
    "transport_cost_amount": "money",
    "transport_currency": "text",
    "title": "text",
    "supplier": "text",
    "cover_days": "count",
}
DOWNLOADED: dict[str, Kind] = {
    "order_by_date": "day", "is_late": "text", "action": "text", "sku": "text", "title": "text", "abc_class": "text",
    "xyz_class": "text", "suggested_qty": "count", "needed_qty": "count",
    "from_location": "text", "to_location": "text", "supplier": "text",
    "unit_price_amount": "money", "price_break_qty": "count", "price_break_saving_amount": "money",
    "cost_amount": "money", "currency": "text", "cost_base": "base", "transport_mode": "text",
    "transport_days": "count", "transport_cost_amount": "money", "transport_currency": "text",
    "stock_out_date": "day", "daily_demand_qty": "rate", "on_hand_qty": "count", "in_transit_qty": "count",
    "on_order_qty": "count", "cover_days": "count", "lead_days": "rate", "safety_stock_qty": "count",
    "reorder_point_qty": "count", "target_qty": "count", "why": "text", "raw_file": "text", "raw_line": "count",
}  # fmt: skip
NUMBERS = (
    ("daily_demand_qty", "daily_demand_sd", "lead_days", "lead_days_sd", "service_level"),
    ("on_hand_qty", "in_transit_qty", "on_order_qty", "position_qty", "cover_days"),
    ("safety_stock_qty", "reorder_point_qty", "target_qty", "minimum_order_qty", "case_qty"),
)
FACTS = (
    "purchase_order_id", "supplier", "sku", "unit_price_amount", "price_break_qty", "currency", "minimum_order_qty",
    "case_qty",
)  # fmt: skip


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.replenishment"), anchor=False)
    if not goods.is_published(page, "inventory", "replenishment", "suggestion_id", "transport_mode"):
        return
    if not goods.has_rows(page, "replenishment"):
        return
    selection = goods.choose(page, "replenishment")
    totals = {row["action"]: row for row in page.rows(replenishment.totals(selection))}
    if not totals:
        st.info(words("goods.none"), icon=":material/search_off:")
        return
    _headline(page, totals)
    _table(page, selection, totals)


def _headline(page: PageContext, totals: dict[str, dict[str, Any]]) -> None:
    words = page.texts
    day = max(row["as_of_date"] for row in totals.values())
    st.caption(words("replenishment.caption", day=day.isoformat(), currency=escape(page.currency)))
    bought, moved = totals.get("purchase", {}), totals.get("transfer", {})
    late, soon = (sum(row[name] for row in totals.values()) for name in ("late", "soon"))
    with st.grid(filters.COLUMNS, min_column_width=150):
        without = bought.get("without_cost", 0)
        label = words("replenishment.cost") + (" :orange[:material/warning:]" if without else "")
        note = words("replenishment.without_cost", count=f"{without:,}") if without else None
        st.metric(label, amount_text(bought.get("cost_base")), help=note, border=True)
        st.metric(words("replenishment.purchases"), f"{bought.get('suggestions', 0):,}", border=True)
        st.metric(words("replenishment.transfers"), f"{moved.get('suggestions', 0):,}", border=True)
        st.metric(words("replenishment.late"), f"{late:,}", help=words("replenishment.late_help"), border=True)
        st.metric(words("replenishment.soon"), f"{soon:,}", border=True)


def _table(page: PageContext, selection: Selection, totals: dict[str, dict[str, Any]]) -> None:
    words = page.texts
    counts = {action: row["suggestions"] for action, row in totals.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        actions = table_controls.kinds(words, "column.action", "action", counts, ACTIONS)
        order = table_controls.order_of(words, replenishment.SORTABLE, "order_by", "replenishment_order", ORDER)
        count = sum(number for action, number in counts.items() if not actions or action in actions)
        every = replenishment.suggestions(selection, words.language, actions, order)
        downloads.buttons(page, every, DOWNLOADED, "replenishment", count)
    number = goods.page_number(PAGE, count, PAGE_ROWS)
    rows = page.table(
        replenishment.suggestions(selection, words.language, actions, order, PAGE_ROWS, (number - 1) * PAGE_ROWS)
    )
    key = f"replenishment_{order}_{'_'.join(actions)}_{number}"
    # Without modes in the settings none is named.
    named = rows["transport_mode"].null_count < rows.num_rows
    columns = {name: kind for name, kind in COLUMNS.items() if named or not name.startswith("transport_")}
    chosen = tables.show(page, rows, columns, key=key, selectable=True, height=tables.fitting(rows, 520))
    with st.container(horizontal=True, vertical_alignment="center"):
        if count > PAGE_ROWS:
            st.pagination(-(-count // PAGE_ROWS), key=PAGE)
        st.caption(words("replenishment.choose", count=f"{count:,}"))
    if chosen is not None:
        _why(page, rows.slice(chosen, 1).to_pylist()[0])


def _why(page: PageContext, row: dict[str, Any]) -> None:
    """One suggestion with the numbers that it comes from, and the line that its price stands on."""
    words = page.texts
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            what = words(
                f"replenishment.do_{row['action']}",
                quantity=f"{row['suggested_qty']:,}",
                sku=escape(row["sku"]),
                place=escape(place_text(words, row["to_location"])),
                source=escape(place_text(words, row["from_location"])),
            )
            st.subheader(what, anchor=False, width="content")
            if row["is_late"]:
                st.badge(words("state.late"), icon=":material/schedule:", color="red")
            for name in ("abc_class", "xyz_class"):
                if row[name]:
                    st.badge(escape(row[name]), color="gray")
        st.markdown(escape(row["why"]))
        for names in NUMBERS:
            with st.grid(filters.COLUMNS, min_column_width=150):
                for name in names:
                    st.metric(words(f"column.{name}"), _number(name, row[name]))
        st.page_link(
            "app_pages/stock.py",
            label=words("replenishment.to_stock"),
            icon=":material/arrow_forward:",
            query_params={"sku": row["sku"]},
        )
    if row["action"] == "purchase" and row["raw_line"] is not None:
        evidence.line_behind(page, row, "bought", FACTS)


def _number(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name == "service_level":
        return f"{value:.1%}"
    if name.startswith("daily_demand"):
        return f"{value:,.2f}"
    return f"{value:,.0f}" if name.endswith("_qty") else f"{value:,.1f}"


render(context.current())
