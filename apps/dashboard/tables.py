"""Shows an Arrow table as people read it: named columns, aligned amounts, coloured states. Runs no query."""

from collections.abc import Mapping
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from apps.dashboard.amounts import NOT_KNOWN
from apps.dashboard.context import PageContext
from apps.dashboard.places import place_text
from apps.dashboard.texts import Texts

# `base` is money in the reporting currency, `money` in the currency that the row names.
# `place` is a place of goods, `rate` a number that is no money and need not be whole.
Kind = Literal[
    "text", "wide", "money", "base", "count", "rate", "share", "moment", "day", "month", "state", "name", "place",
    "wallet", "account", "step",
]  # fmt: skip
# Decimals travel to the browser as decimals; these only say how many digits to draw.
_NUMBER_FORMATS = {"money": "%,.2f", "base": "%,.2f", "count": "%,d", "rate": "%,.2f", "share": "%.1f%%"}
_STATE_COLORS = {
    "open": "#d9534f",
    "critical": "#d9534f",
    "missing": "#d98a29",
    "explained": "#d98a29",
    "warning": "#d98a29",
    "proven": "#2f9e77",
    "complete": "#2f9e77",
    "info": "#5b7fd1",
    "late": "#d9534f",
    "due": "#d9534f",
    "expired": "#d98a29",
    "made_good": "#2f9e77",
    "settled": "#2f9e77",
    "waiting": "#5b7fd1",
    "applied": "#2f9e77",
    "reopening": "#d98a29",
    "gone": "#d98a29",
    "claimed": "#5b7fd1",
    "written_off": "#8a8f98",
    "closed": "#2f9e77",
    "arrived": "#2f9e77",
    "under_way": "#5b7fd1",
    "differs": "#d98a29",
    "unknown": "#d98a29",
    "not_covered": "#8a94a0",
    "opening": "#8a94a0",
    "carried": "#8a94a0",
}
WIDE_PIXELS, STATE_PIXELS, ROW_PIXELS = 320, 104, 36


def show(
    page: PageContext,
    rows: pa.Table,
    columns: Mapping[str, Kind],
    *,
    key: str | None = None,
    selectable: bool = False,
    height: int | Literal["auto", "content"] = "auto",
    row_height: int | None = None,
    alt: str | None = None,
) -> int | None:
    """Show the columns of `rows`; gives the number of the row that is selected, if rows can be and one is."""
    event: Any = st.dataframe(
        _shown(page.texts, rows, columns),
        hide_index=True,
        column_config={name: _config(page, name, kind) for name, kind in columns.items()},
        placeholder=NOT_KNOWN,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-row",
        height=height,
        row_height=row_height,
        alt=alt,
    )
    chosen = event.selection.rows if selectable else []
    return chosen[0] if chosen and chosen[0] < rows.num_rows else None


def fitting(rows: pa.Table, most: int) -> int | Literal["content"]:
    """The height of a table that is no taller than its rows, and never taller than `most` pixels."""
    return most if (rows.num_rows + 1) * ROW_PIXELS > most else "content"


def headings(page: PageContext, columns: Mapping[str, Kind]) -> dict[str, str]:
    """The heading of each column in a file, where no line above the table says the currency."""
    base = {name for name, kind in columns.items() if kind == "base"}
    return {name: _label(page, name) + (f" ({page.currency})" if name in base else "") for name in columns}


def _label(page: PageContext, name: str) -> str:
    return page.texts(f"column.{name}")


def with_column(rows: pa.Table, name: str, values: list[Any]) -> pa.Table:
    """`rows` with one more column, or with that column replaced."""
    if name in rows.column_names:
        rows = rows.drop_columns([name])
    return rows.append_column(name, pa.array(values))


def _shown(words: Texts, rows: pa.Table, columns: Mapping[str, Kind]) -> pa.Table:
    """States become lists of one, which Streamlit draws as coloured labels; names of the data become words."""
    for name, kind in columns.items():
        if kind == "state":
            values = [None if value is None else [value] for value in rows[name].to_pylist()]
            rows = with_column(rows, name, values)
        elif kind in ("name", "wallet", "account", "step"):
            group = name if kind == "name" else kind
            rows = with_column(rows, name, [words.of(group, value) or None for value in rows[name].to_pylist()])
        elif kind == "place":
            rows = with_column(rows, name, [value and place_text(words, value) for value in rows[name].to_pylist()])
        elif kind == "share":
            shares = [None if value is None else value * 100 for value in rows[name].to_pylist()]
            rows = with_column(rows, name, shares)
    return rows.select(list(columns))


def _config(page: PageContext, name: str, kind: Kind) -> Any:
    label = _label(page, name)
    if kind in _NUMBER_FORMATS:
        return st.column_config.NumberColumn(label, format=_NUMBER_FORMATS[kind])
    if kind == "moment":
        return st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm", timezone="UTC")
    if kind == "day":
        return st.column_config.DateColumn(label, format="YYYY-MM-DD")
    if kind == "month":
        return st.column_config.DateColumn(label, format="YYYY-MM")
    if kind == "state":
        return st.column_config.MultiselectColumn(
            label,
            options=list(_STATE_COLORS),
            color=list(_STATE_COLORS.values()),
            width=STATE_PIXELS,
            format_func=lambda value: page.texts.of("state", value),
        )
    return st.column_config.TextColumn(label, width=WIDE_PIXELS if kind == "wide" else None)
