"""Overview: what was earned, whether every settlement adds up, and what wants attention. No detail of a SKU."""

from decimal import Decimal

import streamlit as st

from apps.dashboard import charts, context, filters, headlines, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import Period
from apps.dashboard.queries import profit, quality, settlements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

MOST_ALERTS = 5
MOST_SETTLEMENTS = 60
SETTLEMENT_COLUMNS: dict[str, Kind] = {
    "status": "state",
    "settlement_id": "text",
    "store_id": "text",
    "period_end_at": "day",
    "stated_total_amount": "money",
    "lines_total_amount": "money",
    "gap_amount": "money",
    "currency": "text",
}
SEVERITY_ICONS = {
    "critical": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "info": ":blue[:material/info:]",
}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.overview"), anchor=False)
    selection, period = filters.choose(page)
    headlines.caption(page, period)
    headlines.metrics(page, selection, period)
    _notes(page, selection)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _over_time(page, selection, period)
    with right:
        _by_store(page, selection)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _settlements(page, selection)
    with right:
        _attention(page, selection)


def _notes(page: PageContext, selection: Selection) -> None:
    counts = page.row(profit.sku_count(selection))
    if counts["skus_without_cost"]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(page.texts("overview.cost_missing_badge"), icon=":material/warning:", color="orange")
            st.caption(
                page.texts("overview.cost_missing", count=counts["skus_without_cost"], skus=counts["skus"]),
                width="content",
            )
            st.page_link("app_pages/data_quality.py", label=page.texts("overview.see_which"))


def _over_time(page: PageContext, selection: Selection, period: Period) -> None:
    words = page.texts
    with st.container(border=True, height="stretch"):
        st.subheader(words("overview.over_time", currency=escape(page.currency)), anchor=False)
        months = page.rows(profit.by_month(selection))
        if months:
            alt = words("overview.over_time_alt", period=filters.period_text(words, period))
            charts.show(charts.over_time(words, months, page.currency), alt, "overview_over_time")
        else:
            st.caption(words("frame.no_rows"))


def _by_store(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True, height="stretch"):
        st.subheader(words("overview.by_store", currency=escape(page.currency)), anchor=False)
        stores = page.rows(profit.by_store(selection))
        if stores:
            charts.show(
                charts.by_store(words, stores, page.currency), words("overview.by_store_alt"), "overview_stores"
            )
        else:
            st.caption(words("frame.no_rows"))


def _settlements(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True, height="stretch"):
        st.subheader(words("overview.settlements"), anchor=False)
        counts = {row["status"]: row["settlements"] for row in page.rows(settlements.by_status(selection))}
        headlines.settlement_badges(words, counts)
        if not counts:
            st.caption(words("frame.no_rows"))
            return
        rows = page.table(settlements.settlements(selection, limit=MOST_SETTLEMENTS))
        chosen = tables.show(page, rows, SETTLEMENT_COLUMNS, key="overview_settlements", selectable=True, height=235)
        st.caption(words("overview.choose_settlement"))
        if chosen is not None:
            row = rows.slice(chosen, 1).to_pylist()[0]
            st.switch_page(
                "app_pages/settlements.py",
                query_params={"settlement": row["settlement_id"], "store": row["store_id"]},
            )


def _attention(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True, height="stretch"):
        st.subheader(words("overview.attention"), anchor=False)
        alerts = page.rows(settlements.alerts(selection, MOST_ALERTS + 1))
        for alert in alerts[:MOST_ALERTS]:
            icon = SEVERITY_ICONS.get(alert["severity"], SEVERITY_ICONS["info"])
            st.markdown(f"{icon} {escape(alert['store_id'])} · {escape(alert[f'message_{words.language}'])}")
        if len(alerts) > MOST_ALERTS:
            st.caption(words("overview.more_alerts"))
        refused = page.row(quality.counts(selection))["refused"]
        if refused:
            st.markdown(f":orange[:material/block:] {words('overview.refused', count=refused)}")
        suspense = [
            gap for gap in page.rows(settlements.open_gaps(selection)) if gap["kind"] == "missing_exchange_rate"
        ]
        if suspense:
            count = sum((Decimal(gap["gaps"]) for gap in suspense), Decimal(0))
            st.markdown(f":orange[:material/currency_exchange:] {words('overview.without_rate', count=count)}")
        if not alerts and not refused:
            st.markdown(f":green[:material/check_circle:] {words('overview.all_well')}")
        st.page_link(
            "app_pages/data_quality.py", label=words("overview.to_data_quality"), icon=":material/arrow_forward:"
        )


render(context.current())
