"""Plotly figures of cash: what weeks to come bring and leave. Nothing is added up here."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from apps.dashboard.amounts import amount_text
from apps.dashboard.charts import GAIN, LOSS, PROFIT, quiet
from apps.dashboard.texts import Texts


def forecast(words: Texts, weeks: Sequence[dict[str, Any]], currency: str, height: int = 320) -> go.Figure:
    """What comes in and goes out in each week as bars, and the balance that is left as a line."""
    days = [row["week_start_date"] for row in weeks]
    figure = go.Figure()
    for name, color, sign in (("receipts", GAIN, 1), ("payments", LOSS, -1)):
        figure.add_bar(
            x=days,
            y=[float(sign * row[f"{name}_amount"]) for row in weeks],
            name=words(f"column.{name}_amount"),
            marker_color=color,
            customdata=[f"{amount_text(row[f'{name}_amount'])} {currency}" for row in weeks],
            hovertemplate="%{customdata}",
        )
    figure.add_scatter(
        x=days,
        y=[float(row["closing_amount"]) for row in weeks],
        name=words("column.closing_amount"),
        mode="lines+markers",
        line={"color": PROFIT, "width": 2},
        customdata=[f"{amount_text(row['closing_amount'])} {currency}" for row in weeks],
        hovertemplate="%{customdata}",
    )
    figure.update_layout(barmode="relative")
    figure.update_yaxes(tickformat="~s", nticks=6)
    figure.update_xaxes(tickformat="%d %b" if words.language == "en" else "%m-%d", tickvals=days[::2])
    return quiet(figure, height, legend=True)
