"""A statement as a table: its lines below each other, its months beside each other. Asks for no figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import choice, export, filters
from apps.dashboard.amounts import NOT_KNOWN
from apps.dashboard.context import PageContext

CURRENCY = "statement_currency"
INDENT = "\u2003"
NAME_PIXELS, CURRENCY_PIXELS = 280, 320
MONEY = "%,.2f"


@dataclass(frozen=True)
class Line:
    """A line and its amount in each month. A total says what stands above it; `key` is what can be looked into."""

    name: str
    amounts: Mapping[date, Decimal]
    key: str | None = None
    is_total: bool = False


def amounts_of(rows: Iterable[Mapping[str, Any]]) -> dict[date, Decimal]:
    """What rows of a statement add up to, month by month."""
    found: dict[date, Decimal] = {}
    for row in rows:
        found[row["month"]] = found.get(row["month"], Decimal(0)) + row["amount"]
    return found


def choose_currency(page: PageContext, known: Sequence[str]) -> str | None:
    """Ask which currency amounts are shown in: None is the reporting currency, into which everything is converted."""
    words = page.texts
    everything = ""
    with st.container(width=CURRENCY_PIXELS):
        chosen = choice.select(
            words("statement.currency"),
            [everything, *known],
            name=CURRENCY,
            language=words.language,
            default=everything,
            words=lambda value: value or words("statement.converted", currency=page.currency),
        )
    return chosen or None


def show(
    page: PageContext, lines: Sequence[Line], months: Sequence[date], key: str, *, sums: bool, name: str
) -> Line | None:
    """Show the lines with a download; gives the one that is chosen. `sums` adds a column over all months."""
    words = page.texts
    columns = {"line": words("statement.line")} | {
        f"{month:%Y-%m}": filters.month_text(words, month) for month in months
    }
    table: dict[str, list[Any]] = {"line": [line.name if line.is_total else INDENT + line.name for line in lines]}
    for month in months:
        table[f"{month:%Y-%m}"] = [line.amounts.get(month) for line in lines]
    if sums and len(months) > 1:
        columns["total"] = words("column.total")
        table["total"] = [sum(line.amounts.values(), Decimal(0)) for line in lines]
    rows = pa.table(
        {
            name: pa.array(values, pa.string() if name == "line" else pa.decimal128(22, 4))
            for name, values in table.items()
        }
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.download_button(
            words("download.csv"), lambda: export.to_csv(rows, columns), file_name=f"{name}.csv", mime="text/csv",
            key=f"{key}_csv", on_click="ignore", icon=":material/download:", type="tertiary",
        )  # fmt: skip
    event: Any = st.dataframe(
        rows,
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(label, width=NAME_PIXELS, pinned=True)
            if name == "line"
            else st.column_config.NumberColumn(label, format=MONEY)
            for name, label in columns.items()
        },
        placeholder=NOT_KNOWN,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        height="content",
    )
    chosen = event.selection.rows
    return lines[chosen[0]] if chosen and chosen[0] < len(lines) else None
