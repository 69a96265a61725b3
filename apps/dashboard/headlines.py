"""The line under the title and the headline figures of a page, with their change against the period before."""

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import filters
from apps.dashboard.amounts import amount_text, change_text, points_text, share, share_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import Period, add_months
from apps.dashboard.queries import choices, profit
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import Texts

STATUS_BADGES = {
    "open": ("red", ":material/error:"),
    "explained": ("orange", ":material/info:"),
    "proven": ("green", ":material/check_circle:"),
}


def caption(page: PageContext, period: Period) -> None:
    """Which months, what they are compared with, in which currency, and how far the last month goes."""
    words = page.texts
    months = filters.period_text(words, period)
    if _is_comparable(page, period):
        before = filters.period_text(words, period.before)
        months = words("headline.compared", period=months, before=before)
    latest = page.row(choices.months_with_figures(page.everything))["latest_date"]
    text = words("headline.caption", period=months, currency=escape(page.currency))
    if latest and _is_in_last_month(latest, period):
        text += words("headline.latest", day=latest.isoformat())
    st.caption(text)


def metrics(page: PageContext, selection: Selection, period: Period) -> None:
    """Net sales, profit, margin, units and refund rate, each against the same number of months before."""
    now = page.row(profit.totals(selection))
    before = None
    if _is_comparable(page, period):
        before = page.row(profit.totals(selection.between(period.before.first_month, period.before.last_month)))
    months = page.rows(profit.by_month(selection))
    with st.grid(filters.COLUMNS, min_column_width=150):
        for name in ("net_sales", "profit", "margin_pct", "units_sold_qty", "refund_pct"):
            _metric(page.texts, name, now, before, months)


Row = dict[str, Any]


def _metric(words: Texts, name: str, now: Row, before: Row | None, months: list[Row]) -> None:
    is_profit = name in ("profit", "margin_pct")
    is_incomplete = is_profit and not now["is_cost_complete"]
    notes = [words(f"headline.help_{name}")] if name.endswith("_pct") else []
    if is_incomplete:
        notes.append(words("headline.incomplete"))
    line = [_value(name, month) for month in months]
    st.metric(
        words(f"column.{name}") + (" :orange[:material/warning:]" if is_incomplete else ""),
        _text(name, _value(name, now)),
        None if before is None else _change(words, name, _value(name, now), _value(name, before)),
        delta_color="inverse" if name == "refund_pct" else "normal",
        chart_data=_drawn(line) if len(line) > 1 else None,
        help="  \n".join(notes) or None,
        border=True,
    )


def _value(name: str, figures: Row) -> Decimal | None:
    if name == "margin_pct":
        return share(figures["profit"], figures["net_sales"])
    if name == "refund_pct":
        return share(figures["units_refunded_qty"], figures["units_sold_qty"])
    return Decimal(figures[name])


def _text(name: str, value: Decimal | None) -> str:
    if name.endswith("_pct"):
        return share_text(value)
    return f"{value:,}" if name.endswith("_qty") else amount_text(value)


def _change(words: Texts, name: str, now: Decimal | None, before: Decimal | None) -> str | None:
    if now is None or before is None:
        return None
    if not name.endswith("_pct"):
        return change_text(now, before)
    points = points_text(now, before)
    return points if points in (None, "0") else words("headline.points", points=points)


def _is_comparable(page: PageContext, period: Period) -> bool:
    """Whether there are figures from the first day of the period before; a part of it would mislead."""
    first = page.row(choices.months_with_figures(page.everything))["first_month"]
    return first is not None and period.before.first_month >= first


def settlement_badges(words: Texts, counts: dict[str, int]) -> None:
    """How many settlements tie and how many do not."""
    with st.container(horizontal=True, gap="small"):
        for status, (color, icon) in STATUS_BADGES.items():
            if counts.get(status) or status == "open":
                shown = color if counts.get(status) else "gray"
                st.badge(
                    words(f"settlements.count_{status}", count=f"{counts.get(status, 0):,}"),
                    icon=icon,
                    color=shown,  # type: ignore[arg-type]
                )


def _drawn(values: list[Decimal | int | None]) -> list[float]:
    """For the small lines only: a float draws them, and no text comes of it."""
    return [0.0 if value is None else float(value) for value in values]


def _is_in_last_month(day: date, period: Period) -> bool:
    return period.last_month <= day < add_months(period.last_month, 1)
