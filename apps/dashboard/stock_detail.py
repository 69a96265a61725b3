"""One SKU's goods: every place it lies at, its batches, and what there was over time. Shown on the stock page."""

from typing import Any

import streamlit as st

from apps.dashboard import batch_detail, charts, evidence, filters, stock_charts, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import stock
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

SKU_PARAMETER = "sku"
PLACES: dict[str, Kind] = {
    "location": "place",
    "on_hand_qty": "count",
    "available_qty": "count",
    "reserved_qty": "count",
    "unfulfillable_qty": "count",
    "inspection_qty": "count",
    "in_transit_qty": "count",
    "on_order_qty": "count",
    "expected_date": "day",
    "daily_demand_qty": "rate",
    "cover_days": "count",
    "stock_out_date": "day",
    "value_base": "base",
    "position_basis": "name",
    "snapshot_date": "day",
}
BATCHES: dict[str, Kind] = {
    "batch_id": "text",
    "location": "place",
    "condition": "name",
    "on_hand_qty": "count",
    "received_date": "day",
    "age_days": "count",
    "unit_cost_amount": "money",
    "currency": "text",
    "supplier": "text",
    "purchase_order_id": "text",
}
PARTS = ("goods", "freight", "duty", "other")
FACTS = (
    "sku", "location", "snapshot_date", "snapshot_fulfillable_qty", "snapshot_reserved_qty",
    "snapshot_unfulfillable_qty", "snapshot_inbound_qty", "ledger_on_hand_qty", "position_basis",
)  # fmt: skip


def render(page: PageContext, sku: str) -> None:
    """Everything about the goods of `sku`."""
    words = page.texts
    selection = Selection(sku=sku, visible_stores=page.visible_stores)
    found = page.rows(stock.by_sku(selection))
    _heading(page, found[0] if found else None)
    if not found:
        st.info(words("goods.none"), icon=":material/search_off:")
        return
    _figures(page, found[0])
    left, right = st.columns([2, 1], gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader(words("stock.over_time"), anchor=False)
        days = page.rows(stock.by_day(selection))
        if days:
            charts.show(stock_charts.on_hand(words, days), words("stock.over_time_alt"), "sku_on_hand")
        else:
            st.caption(words("stock.no_ledger"))
    with right, st.container(border=True, height="stretch"):
        st.subheader(words("stock.ages"), anchor=False)
        ages = page.row(stock.ages(selection))
        charts.show(stock_charts.ages(words, ages, height=260), words("stock.ages_alt"), "sku_ages")
    _places(page, selection)
    _batches(page, selection)


def _heading(page: PageContext, sku: dict[str, Any] | None) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(words("stock.back"), icon=":material/arrow_back:"):
            del st.query_params[SKU_PARAMETER]
            st.rerun()
        if sku is None:
            return
        st.subheader(escape(sku["title"] or sku["sku"]), anchor=False, width="content")
        for fact in (sku["sku"], sku["asin"], f"{sku['abc_class']}{sku['xyz_class']}"):
            if fact and fact != sku["title"]:
                st.badge(escape(fact), color="gray")


def _figures(page: PageContext, sku: dict[str, Any]) -> None:
    words = page.texts
    with st.grid(filters.COLUMNS, min_column_width=150):
        label = f"{words('column.value_base')} · {escape(page.currency)}"
        st.metric(label, amount_text(sku["value_base"]), border=True)
        st.metric(words("column.on_hand_qty"), f"{sku['on_hand_qty']:,}", border=True)
        coming = sku["in_transit_qty"] + sku["on_order_qty"]
        day = sku["expected_date"].isoformat() if sku["expected_date"] else None
        st.metric(words("stock.coming"), f"{coming:,}", day, delta_color="off", delta_arrow="off", border=True)
        demand = sku["daily_demand_qty"]
        st.metric(words("column.daily_demand_qty"), "–" if demand is None else f"{demand:,.2f}", border=True)
        cover = sku["cover_days"]
        st.metric(words("column.cover_days"), "–" if cover is None else f"{cover:,.0f}", border=True)


def _places(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words("stock.places", currency=escape(page.currency)), anchor=False)
        rows = page.table(stock.places_of(selection))
        chosen = tables.show(page, rows, PLACES, key="sku_places", selectable=True, height="content")
        if chosen is None:
            st.caption(words("stock.choose_place"))
            return
        place = rows.slice(chosen, 1).to_pylist()[0]
        if place["value_amount"] is not None:
            parts = [
                f"{words(f'cost_part.{part}')} {amount_text(place[f'{part}_amount'])}"
                for part in PARTS
                if place[f"{part}_amount"]
            ]
            st.caption(escape(f"{' + '.join(parts)} = {amount_text(place['value_amount'])} {place['currency']}"))
        evidence.line_behind(page, place, "compared", FACTS)


def _batches(page: PageContext, selection: Selection) -> None:
    words = page.texts
    rows = page.table(stock.batches_of(selection))
    with st.container(border=True):
        st.subheader(words("stock.batches"), anchor=False)
        if not rows.num_rows:
            st.caption(words("stock.no_ledger"))
            return
        chosen = tables.show(page, rows, BATCHES, key="sku_batches", selectable=True)
        st.caption(words("stock.choose_batch"))
        if chosen is not None:
            batch = rows["batch_id"][chosen].as_py()
            parameters = {batch_detail.SKU_PARAMETER: rows["sku"][chosen].as_py()}
            if batch is not None:
                parameters[batch_detail.BATCH_PARAMETER] = batch
            st.switch_page("app_pages/batch_trail.py", query_params=parameters)
