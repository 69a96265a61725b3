"""Plotly figures of goods: how much there was over time, how old it is, where it lies. Nothing is added up here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from apps.dashboard.amounts import amount_text
from apps.dashboard.charts import GAIN, PROFIT, SALES, bars, quiet
from apps.dashboard.places import place_text
from apps.dashboard.queries.stock import AGES
from apps.dashboard.texts import Texts

AGE_COLORS = ["#2f9e77", "#6fb98f", "#a9bfe8", "#7f9fd8", "#e0b265", "#d98a29", "#d9534f"]
MOST_PLACES = 7


def on_hand(words: Texts, days: Sequence[dict[str, Any]], height: int = 260) -> go.Figure:
    """Units at the end of each day, level until they change."""
    figure = go.Figure()
    figure.add_scatter(
        x=[row["day"] for row in days],
        y=[row["on_hand_qty"] for row in days],
        mode="lines",
        line={"shape": "hv", "color": PROFIT, "width": 2},
        fill="tozeroy",
        fillcolor="rgba(36,87,197,0.12)",
        name=words("column.on_hand_qty"),
        hovertemplate="%{x|%Y-%m-%d}: %{y:,}<extra></extra>",
    )
    figure.update_yaxes(rangemode="tozero", tickformat="~s", nticks=5)
    return quiet(figure, height)


def ages(words: Texts, units: dict[str, Any], height: int = 300) -> go.Figure:
    """Units by age, the older the warmer."""
    figure = go.Figure()
    figure.add_bar(
        x=[words(f"age.{age}") for age in AGES],
        y=[units[f"age_{age}"] for age in AGES],
        marker_color=AGE_COLORS,
        text=[f"{units[f'age_{age}']:,}" for age in AGES],
        textposition="outside",
        cliponaxis=False,
        hovertemplate=f"%{{x}} {words('age.days')}: %{{text}}<extra></extra>",
        name=words("column.on_hand_qty"),
    )
    figure.update_xaxes(type="category", title={"text": words("age.days"), "standoff": 6})
    figure.update_yaxes(tickformat="~s", nticks=5)
    return quiet(figure, height)


def by_place(words: Texts, places: Sequence[dict[str, Any]], height: int = 300) -> go.Figure:
    """What lies at each place at its cost, the most valuable on top; all beyond the first ones as one."""
    shown = [
        (place_text(words, row["location"]), row["value_base"], row["on_hand_qty"]) for row in places[:MOST_PLACES]
    ]
    rest = places[MOST_PLACES:]
    if rest:
        value, units = sum(row["value_base"] for row in rest), sum(row["on_hand_qty"] for row in rest)
        shown.append((words("stock.other_places", count=len(rest)), value, units))
    values = [(name, value) for name, value, _ in shown]
    texts = [f"{amount_text(value)} · {units:,}" for _, value, units in shown]
    return bars(values, texts, [PROFIT] * len(shown), words("column.value_base"), height)


def ways_out(
    words: Texts, ways: Sequence[tuple[str, Decimal | None]], best: str | None, height: int = 220
) -> go.Figure:
    """What each way out brings or costs, the recommended one in green; a way that is not open has no bar."""
    amounts = [(words.of("recommended_action", way), amount) for way, amount in ways]
    colors = [GAIN if way == best else SALES for way, _ in ways]
    texts = [amount_text(amount) for _, amount in ways]
    return bars(amounts, texts, colors, words("column.amount"), height, ticks=6)
