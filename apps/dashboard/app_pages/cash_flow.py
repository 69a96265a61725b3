"""Cash flow: where money came from and went by month, and what 13 weeks to come are likely to bring. No profit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import cash_charts, charts, context, downloads, evidence, filters, goods, statement, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.periods import every_month
from apps.dashboard.queries import entries, statements
from apps.dashboard.queries.selection import Selection
from apps.dashboard.statement import Line
from apps.dashboard.tables import Kind

# In the order of the statement; what is no cash stands apart.
SECTIONS = ("operating", "investing", "financing", "transfers", "fx_effect")
FORECAST_COLUMNS: dict[str, Kind] = {
    "week_start_date": "day",
    **{f"{name}_amount": "money" for name in statements.FORECAST},
}


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.cash_flow"), anchor=False)
    if not goods.is_published(page, "finance", "cash_flow", "cash_line"):
        return
    selection, period = filters.choose(page, marketplaces=False)
    known = [row["currency"] for row in page.rows(statements.currencies(selection, "cash_flow"))]
    currency = statement.choose_currency(page, known)
    rows = page.rows(statements.cash_flow(selection, currency))
    if not rows:
        st.info(words("frame.no_rows"), icon=":material/search_off:")
        return
    st.caption(words("statement.cash_caption", currency=escape(currency or page.currency)))
    if any(row["is_on_its_way"] for row in rows):
        st.info(words("statement.no_statements"), icon=":material/info:")
    _forecast(page, selection, currency)
    months = every_month(period.first_month, period.last_month)
    name = f"cash_flow_{period.first_month:%Y%m}_{period.last_month:%Y%m}"
    with st.container(border=True):
        st.subheader(words("statement.cash"), anchor=False)
        chosen = statement.show(page, _lines(page, rows), months, f"cash_{currency}", sums=False, name=name)
        if chosen is None or chosen.key is None:
            st.caption(words("statement.choose_cash"))
        else:
            section, cash_line = chosen.key.split(":")
            figure = entries.of_cash_line(selection, section, cash_line, currency)
            expected = sum(chosen.amounts.values(), Decimal(0))
            st.subheader(escape(chosen.name), anchor=False)
            evidence.entries_of(
                page, figure, f"cash_{chosen.key}_{currency}", in_base=currency is None, expected=expected
            )
    notes = [row for row in rows if row["section"] == "note"]
    if notes:
        with st.expander(words("statement.notes")):
            st.caption(words("statement.notes_help"))
            shown = [_line(page, notes, "note", line) for line in dict.fromkeys(row["cash_line"] for row in notes)]
            statement.show(page, shown, months, f"notes_{currency}", sums=True, name=f"{name}_notes")


def _lines(page: PageContext, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    words = page.texts
    lines = [_balance(page, rows, "opening")]
    for section in SECTIONS:
        of_section = [row for row in rows if row["section"] == section]
        lines += [_line(page, of_section, section, name) for name in dict.fromkeys(r["cash_line"] for r in of_section)]
        if of_section:
            lines.append(Line(words(f"cash_section.{section}"), statement.amounts_of(of_section), is_total=True))
    brought = [row for row in rows if row["cash_line"] == "brought_in"]
    if brought:
        lines.append(_line(page, brought, "opening", "brought_in"))
    return [*lines, _balance(page, rows, "closing")]


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
