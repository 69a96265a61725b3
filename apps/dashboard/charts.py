"""Plotly figures of rows that are added up already. Floats are for drawing only; texts beside the marks are exact."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from apps.dashboard.amounts import amount_text, share, share_text
from apps.dashboard.texts import Texts

SALES, PROFIT, MARGIN, LOSS, TOTAL, GAIN = "#a9bfe8", "#2457c5", "#d98a29", "#d9534f", "#5f7fc0", "#2f9e77"
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def over_time(words: Texts, months: Sequence[dict[str, Any]], currency: str, height: int = 340) -> go.Figure:
    """Net sales and profit as bars, and the margin below them on a scale of its own."""
    labels = [row["month"].strftime(words("format.month_on_axis")) for row in months]
    margins = [share(row["profit"], row["net_sales"]) for row in months]
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.74, 0.26], vertical_spacing=0.07)
    for name, color in (("net_sales", SALES), ("profit", PROFIT)):
        figure.add_bar(
            x=labels,
            y=_drawn([row[name] for row in months]),
            name=words(f"column.{name}"),
            marker_color=color,
            customdata=[f"{amount_text(row[name])} {currency}" for row in months],
            hovertemplate="%{customdata}",
            row=1,
            col=1,
        )
    figure.add_scatter(
        x=labels,
        y=_drawn(margins),
        name=words("column.margin_pct"),
        mode="lines+markers",
        line={"color": MARGIN, "width": 2},
        customdata=[share_text(margin) for margin in margins],
        hovertemplate="%{customdata}",
        row=2,
        col=1,
    )
    figure.update_yaxes(tickformat="~s", row=1, col=1)
    figure.update_yaxes(tickformat=".0%", nticks=3, rangemode="tozero", row=2, col=1)
    figure.update_xaxes(type="category")
    return quiet(figure, height, legend=True)


def by_store(words: Texts, stores: Sequence[dict[str, Any]], currency: str, height: int = 340) -> go.Figure:
    """Profit of each store, the largest on top, with its margin."""
    texts = [f"{amount_text(row['profit'])} · {share_text(share(row['profit'], row['net_sales']))}" for row in stores]
    colors = [LOSS if row["profit"] < 0 else PROFIT for row in stores]
    amounts = [(row["store_id"], row["profit"]) for row in stores]
    return bars(amounts, texts, colors, words("column.profit"), height, width=0.55)


def bars(
    amounts: Sequence[tuple[str, Decimal | None]],
    texts: Sequence[str],
    colors: Sequence[str],
    name: str,
    height: int,
    *,
    width: float = 0.6,
    ticks: int = 5,
) -> go.Figure:
    """Lying bars, the first on top; an amount that is not known has none. `name` is what the amounts are."""
    figure = go.Figure()
    figure.add_bar(
        x=_drawn([amount for _, amount in amounts]),
        y=[label for label, _ in amounts],
        orientation="h",
        marker_color=list(colors),
        text=list(texts),
        textposition="auto",
        hovertemplate="%{y}: %{text}<extra></extra>",
        width=width,
        name=name,
    )
    figure.update_yaxes(autorange="reversed", type="category", ticksuffix="  ")
    figure.update_xaxes(tickformat="~s", nticks=ticks)
    return quiet(figure, height)


def waterfall(words: Texts, steps: Sequence[tuple[str, Decimal, bool]], height: int = 380) -> go.Figure:
    """From product sales to profit: each step (name, amount, whether it is a subtotal) in its order."""
    figure = go.Figure()
    figure.add_waterfall(
        x=[words(f"step.{name}") for name, _, _ in steps],
        y=_drawn([amount for _, amount, _ in steps]),
        measure=["absolute", *("total" if is_total else "relative" for _, _, is_total in steps[1:])],
        text=[amount_text(amount) for _, amount, _ in steps],
        textposition="outside",
        textfont={"size": 11},
        constraintext="none",
        cliponaxis=False,
        increasing_marker_color=GAIN,
        decreasing_marker_color=LOSS,
        totals_marker_color=TOTAL,
        connector_line={"width": 1, "color": "rgba(128,140,160,0.5)"},
        hovertemplate="%{x}: %{text}<extra></extra>",
    )
    figure.update_xaxes(type="category", tickangle=-35)
    figure.update_yaxes(tickformat="~s", nticks=6)
    return quiet(figure, height)


def show(figure: go.Figure, alt: str, key: str) -> None:
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)


def show_to_choose(figure: go.Figure, alt: str, key: str, on_choice: Callable[[], None]) -> None:
    """Show a figure whose marks can be clicked; `chosen_mark` then says which one was."""
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt, on_select=on_choice, selection_mode="points")


def chosen_mark(key: str) -> int | None:
    """The number of the mark that was clicked, if one was."""
    points = st.session_state[key].selection.points
    return int(points[0]["point_index"]) if points else None


def _drawn(values: Sequence[Decimal | None]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def quiet(figure: go.Figure, height: int, *, legend: bool = False) -> go.Figure:
    """The look that all figures share."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 28 if legend else 12, "b": 8},
        showlegend=legend,
        legend={"orientation": "h", "y": 1.1, "x": 0},
        bargap=0.32,
        bargroupgap=0.06,
        hovermode="x unified" if legend else "closest",
        dragmode=False,
    )
    figure.update_yaxes(zeroline=True, zerolinewidth=1)
    return figure
