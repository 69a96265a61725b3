"""Cash flow: where money came from and went by month, and what 13 weeks to come are likely to bring. No profit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import cash_charts, charts, context, downloads, evidence, filters, statement, statement_page, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import entries, statements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.statement import Line
from apps.dashboard.statement_page import Asked
from apps.dashboard.tables import Kind

# In the order of the statement; what is no cash stands apart.
SECTIONS = ("operating", "investing", "financing", "transfers", "fx_effect")
PARTS: dict[str, Kind] = {
    "product_line": "text",
    "attribution": "name",
    "wallet": "name",
    "account": "name",
    "category": "name",
}
FORECAST_COLUMNS: dict[str, Kind] = {
    "week_start_date": "day",
    **{f"{name}_amount": "money" for name in statements.FORECAST},
}


def render(page: PageContext) -> None:
    words = page.texts
    asked = statement_page.ask(page, "cash_flow", statements.cash_flow, marketplaces=False)
    if asked is None:
        return
    if any(row["is_on_its_way"] for row in asked.rows):
        st.info(words("statement.no_statements"), icon=":material/info:")
    if not asked.is_of_lines:
        _forecast(page, asked.selection, asked.currency)
    with st.container(border=True):
        st.subheader(words("statement.cash"), anchor=False)
        lines = _lines(page, asked.rows, balances=not asked.is_of_lines)
        chosen = statement.show(page, lines, asked.months, asked.key, sums=asked.is_of_lines, name=asked.name)
        if chosen is None or chosen.key is None:
            st.caption(words("statement.choose_cash"))
        else:
            _behind(page, asked, chosen)
    notes = [row for row in asked.rows if row["section"] == "note"]
    if notes:
        with st.expander(words("statement.notes")):
            st.caption(words("statement.notes_help"))
            shown = [_line(page, notes, "note", line) for line in dict.fromkeys(row["cash_line"] for row in notes)]
            name = f"{asked.name}_notes"
            statement.show(page, shown, asked.months, f"{asked.key}_notes", sums=True, name=name)


def _behind(page: PageContext, asked: Asked, line: Line) -> None:
    """The entries of a line of the statement; of product lines first what was given to them, and why."""
    words = page.texts
    section, cash_line = str(line.key).split(":")
    st.subheader(escape(line.name), anchor=False)
    expected = sum(line.amounts.values(), Decimal(0))
    if asked.is_of_lines:
        rows = page.table(statements.cash_parts(asked.selection, section, cash_line, asked.currency))
        named = [filters.product_line_text(words, line) for line in rows["product_line"].to_pylist()]
        rows = tables.with_column(rows, "product_line", named)
        columns = PARTS | ({"total": "base"} if asked.currency is None else {"total": "money"})
        tables.show(page, rows, columns, key=f"{asked.key}_parts", height=tables.fitting(rows, 320))
        st.caption(words("statement.cash_entries"))
    figure = entries.of_cash_line(asked.selection, section, cash_line, asked.currency)
    evidence.entries_of(
        page, figure, f"{asked.key}_{line.key}", in_base=asked.currency is None,
        expected=None if asked.is_of_lines else expected,
    )  # fmt: skip


def _lines(page: PageContext, rows: Sequence[Mapping[str, Any]], *, balances: bool) -> list[Line]:
    """The lines of each section, and its sum; a product line has no balance of its own."""
    words = page.texts
    lines = [_balance(page, rows, "opening")] if balances else []
    for section in SECTIONS:
        of_section = [row for row in rows if row["section"] == section]
        lines += [_line(page, of_section, section, name) for name in dict.fromkeys(r["cash_line"] for r in of_section)]
        if of_section:
            lines.append(Line(words(f"cash_section.{section}"), statement.amounts_of(of_section), is_total=True))
    brought = [row for row in rows if row["cash_line"] == "brought_in"]
    if brought:
        lines.append(_line(page, brought, "opening", "brought_in"))
    return [*lines, _balance(page, rows, "closing")] if balances else lines


def _balance(page: PageContext, rows: Sequence[Mapping[str, Any]], section: str) -> Line:
    amounts = statement.amounts_of(row for row in rows if row["cash_line"] == f"{section}_balance")
    return Line(page.texts(f"cash_section.{section}"), amounts, is_total=True)


def _line(page: PageContext, rows: Sequence[Mapping[str, Any]], section: str, name: str) -> Line:
    words = page.texts
    label = words.of("cash_line", name)
    key = None if section in ("note", "fx_effect") else f"{section}:{name}"
    if section == "note":
        label = words.of("step", name) if f"step.{name}" in words.entries else words.of("account", name)
    return Line(label, statement.amounts_of(row for row in rows if row["cash_line"] == name), key)


def _forecast(page: PageContext, selection: Selection, currency: str | None) -> None:
    words = page.texts
    query = statements.forecast(selection, currency)
    weeks = page.rows(query)
    if not weeks:
        return
    as_of: date = weeks[0]["as_of_date"]
    shown = currency or page.currency
    with st.container(border=True):
        st.subheader(words("statement.forecast", currency=escape(shown)), anchor=False)
        st.caption(words("statement.forecast_help", day=as_of.isoformat()))
        charts.show(cash_charts.forecast(words, weeks, shown), words("statement.forecast_alt"), "cash_forecast")
        with st.expander(words("statement.forecast_table")):
            downloads.buttons(page, query, FORECAST_COLUMNS, "cash_forecast", len(weeks))
            tables.show(page, page.table(query), FORECAST_COLUMNS, key="forecast_weeks", height="content")


render(context.current())
