"""One SKU: headline figures, waterfall, trend, and what stands behind each figure. Shown on the SKU profit page."""

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import charts, choice, evidence, filters, headlines, sku_allocations, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import Period, every_month
from apps.dashboard.queries import entries, profit
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

SKU_PARAMETER = "sku"
ORDERS_A_PAGE = 50
SUBTOTALS = {
    "refunds": "net_sales",
    "cogs": "gross_profit",
    "adjustments": "marketplace_profit",
    "financial": "profit",
}
ALL = "all"
WATERFALL, WHAT, STEP, MONTH = "sku_waterfall", "behind_what", "behind_step", "behind_month"
ORDER_COLUMNS: dict[str, Kind] = {
    "first_posted_at": "moment",
    "order_id": "text",
    "store_id": "text",
    "marketplace": "text",
    "units_sold_qty": "count",
    "units_refunded_qty": "count",
    "net_sales": "base",
    "cogs": "base",
    "fees": "base",
    "other": "base",
    "profit": "base",
}


def render(page: PageContext, selection: Selection, period: Period, sku: str) -> None:
    """Everything about `sku` within the selection."""
    words = page.texts
    selection = selection.of_sku(sku)
    found = page.rows(profit.by_sku(selection))
    _heading(page, found[0] if found else None)
    if not found:
        st.info(words("sku_profit.none"), icon=":material/search_off:")
        return
    headlines.metrics(page, selection, period)
    steps = page.row(profit.waterfall(selection))
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader(words("sku_profit.waterfall", currency=escape(page.currency)), anchor=False)
        drawn = waterfall_steps(steps)
        charts.show_to_choose(
            charts.waterfall(words, drawn),
            words("sku_profit.waterfall_alt"),
            WATERFALL,
            lambda: _choose_step([name for name, _, _ in drawn]),
        )
        if parts := cost_parts(steps):
            st.caption(" · ".join(f"{words(f'step.{part}')} {escape(amount_text(steps[part]))}" for part in parts))
    with right, st.container(border=True, height="stretch"):
        st.subheader(words("overview.over_time", currency=escape(page.currency)), anchor=False)
        months = page.rows(profit.by_month(selection))
        alt = words("overview.over_time_alt", period=filters.period_text(words, period))
        charts.show(charts.over_time(words, months, page.currency, height=380), alt, "sku_over_time")
    _behind(page, selection, period, steps)


def waterfall_steps(amounts: dict[str, Decimal]) -> list[tuple[str, Decimal, bool]]:
    """The steps that are not nothing, with their subtotals, from product sales to profit, and on to full profit."""
    steps = []
    for step in profit.STEPS:
        if amounts[step] or step == "product_sales":
            steps.append((step, amounts[step] or Decimal(0), False))
        subtotal = SUBTOTALS.get(step)
        if subtotal:
            steps.append((subtotal, amounts[subtotal] or Decimal(0), True))
    if amounts["allocated"]:
        steps += [("allocated", amounts["allocated"], False), ("full_profit", amounts["full_profit"], True)]
    return steps


def steps_to_choose(amounts: dict[str, Decimal]) -> list[str]:
    """The steps that have entries, the cost of goods followed by its parts."""
    names: list[str] = []
    for name, _, _ in waterfall_steps(amounts):
        if name in profit.STEPS:
            names += [name, *cost_parts(amounts)] if name == "cogs" else [name]
    return names


def cost_parts(amounts: dict[str, Decimal]) -> list[str]:
    """The parts of the cost of goods that are not nothing."""
    return [part for part in profit.COST_PARTS if amounts[part]]


def _choose_step(names: list[str]) -> None:
    """A click on a step of the waterfall asks for its entries; one on a subtotal, for all of them."""
    mark = charts.chosen_mark(WATERFALL)
    if mark is not None and mark < len(names):
        choice.set_choice(STEP, names[mark] if names[mark] in profit.STEPS else ALL)
        st.session_state[WHAT] = "allocations" if names[mark] in ("allocated", "full_profit") else "entries"


def _heading(page: PageContext, sku: dict[str, Any] | None) -> None:
    words = page.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(words("sku_profit.back"), icon=":material/arrow_back:"):
            del st.query_params[SKU_PARAMETER]
            st.rerun()
        if sku is None:
            return
        st.subheader(escape(sku["title"] or sku["sku"]), anchor=False, width="content")
        for fact in (sku["sku"], sku["asin"], sku["product_line"]):
            if fact and fact != sku["title"]:
                st.badge(escape(fact), color="gray")
        if not sku["is_cost_complete"]:
            st.badge(words("overview.cost_missing_badge"), icon=":material/warning:", color="orange")


def _behind(page: PageContext, selection: Selection, period: Period, steps: dict[str, Decimal]) -> None:
    """The entries of one step and month, the orders, or what was allocated."""
    words = page.texts
    with st.container(border=True):
        st.subheader(words("behind.title"), anchor=False)
        with st.grid("auto", min_column_width=320, vertical_alignment="bottom"):
            what = st.segmented_control(
                words("behind.what"),
                ["entries", "orders", "allocations"],
                default="entries",
                format_func=lambda value: words(f"behind.{value}"),
                key=WHAT,
                required=True,
            )
            step = ALL
            if what == "entries":
                step = choice.select(
                    words("behind.step"),
                    [ALL, *steps_to_choose(steps)],
                    name=STEP,
                    language=words.language,
                    default=ALL,
                    words=lambda value: words(f"step.{value}"),
                )
            month = _month(page, period)
        within = selection.between(month, month) if month else selection
        if what == "orders":
            _orders(page, within)
        elif what == "allocations":
            sku_allocations.render(page, within)
        else:
            _entries(page, within, step, month)


def _month(page: PageContext, period: Period) -> date | None:
    """The month to look behind, None for the whole period."""
    words = page.texts
    chosen = choice.select(
        words("behind.month"),
        [ALL, *reversed(every_month(period.first_month, period.last_month))],
        name=MONTH,
        language=words.language,
        default=ALL,
        words=lambda value: filters.month_text(words, value) if isinstance(value, date) else words("behind.all_months"),
    )
    return chosen if isinstance(chosen, date) else None


def _entries(page: PageContext, within: Selection, step: str, month: date | None) -> None:
    amounts = page.row(profit.waterfall(within))
    expected = amounts["profit" if step == ALL else step] or Decimal(0)
    figure = entries.of_profit_line(within, None if step == ALL else step)
    key = f"entries_{within.sku}_{step}_{month or ALL}"
    evidence.entries_of(page, figure, key, in_base=True, expected=expected)


def _orders(page: PageContext, within: Selection) -> None:
    words = page.texts
    count = page.row(profit.order_count(within))["orders"]
    st.caption(words("behind.order_count", count=f"{count:,}", currency=escape(page.currency)))
    if not count:
        return
    pages = -(-count // ORDERS_A_PAGE)
    number = min(int(st.session_state.get("orders_page", 1)), pages)
    rows = page.table(profit.orders(within, ORDERS_A_PAGE, (number - 1) * ORDERS_A_PAGE))
    tables.show(page, rows, ORDER_COLUMNS, key="orders_table", height=300)
    if pages > 1:
        st.pagination(pages, key="orders_page")
