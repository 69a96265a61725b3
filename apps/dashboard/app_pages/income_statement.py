"""Income statement: what was earned and spent by account and month, down to entries; journals to download."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard import choice, context, evidence, filters, sku_allocations, statement, statement_page, tables
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import allocations, entries, statements
from apps.dashboard.queries.profit import STEPS
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.statement import Line
from apps.dashboard.statement_page import Asked
from apps.dashboard.tables import Kind
from apps.journals import FORMATS, NothingBooked, journals_of
from apps.journals.files import XERO_TAX_RATE

# Each sum stands below the step that it follows.
SUMS = {"refunds": "net_sales", "cogs": "gross_profit", "adjustments": "marketplace_profit", "financial": "profit"}
COSTS_KEY = "statement_costs"
EXCHANGED = ("exchange_differences", "unrealised_exchange_differences")
GAIN_COLUMNS: dict[str, Kind] = {
    "month": "month",
    "store_id": "text",
    "account": "name",
    "currency": "text",
    "closing_amount": "money",
    "closing_amount_base": "base",
    "realised_amount_base": "base",
    "unrealised_change_amount_base": "base",
}


def render(page: PageContext) -> None:
    asked = statement_page.ask(page, "income_statement", lambda *of: _rows(page, *of))
    if asked is None:
        return
    chosen = statement.show(page, _lines(page, asked.rows), asked.months, asked.key, sums=True, name=asked.name)
    if chosen and chosen.key:
        _behind(page, asked, chosen)
    else:
        st.caption(page.texts("statement.choose"))
    _journals(page, asked)


def _rows(page: PageContext, selection: Selection, currency: str | None) -> Query:
    """Of product lines that are chosen a person may leave out what was allocated to them."""
    if not selection.product_lines:
        return statements.income(selection, currency)
    return statements.income(selection, currency, filters.costs(page.texts, COSTS_KEY, "full"))


def _lines(page: PageContext, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    """The accounts of each step, and the sums between them."""
    words = page.texts
    lines: list[Line] = []
    above: list[Mapping[str, Any]] = []
    for step in STEPS:
        of_step = [row for row in rows if row["profit_line"] == step]
        above += of_step
        for account_id in dict.fromkeys(row["account_id"] for row in of_step):
            amounts = statement.amounts_of(row for row in of_step if row["account_id"] == account_id)
            lines.append(Line(words.of("account", account_id), amounts, account_id))
        if step in SUMS:
            lines.append(Line(words(f"step.{SUMS[step]}"), statement.amounts_of(above), is_total=True))
    return lines


def _behind(page: PageContext, asked: Asked, line: Line) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(escape(line.name), anchor=False)
        if line.key in EXCHANGED:
            st.caption(words("statement.exchanged"))
            rows = page.table(statements.exchange_gains(asked.selection))
            tables.show(page, rows, GAIN_COLUMNS, key="income_gains", height=tables.fitting(rows, 480))
            return
        account_id, currency = str(line.key), asked.currency
        figure = entries.of_account(asked.selection, account_id, currency)
        column = "direct_amount" if asked.is_of_lines else "amount"
        expected = sum((row[column] for row in asked.rows if row["account_id"] == account_id), Decimal(0))
        key = f"{asked.key}_{account_id}"
        evidence.entries_of(page, figure, key, in_base=currency is None, expected=expected)
        if asked.is_of_lines:
            query = allocations.of_account(asked.selection, account_id, currency)
            sku_allocations.show(page, asked.selection, query, key, "allocations.of_lines", currency)


def _journals(page: PageContext, asked: Asked) -> None:
    """A month's journals as one archive, of the stores that are chosen."""
    words = page.texts
    with st.container(border=True):
        st.subheader(words("statement.journals"), anchor=False)
        st.caption(words("statement.journals_help"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            months = asked.months[::-1]
            month = choice.select(
                words("behind.month"), months, name="journal_month", language=words.language, default=months[0],
                words=lambda value: filters.month_text(words, value),
            )  # fmt: skip
            program = choice.select(
                words("statement.program"), list(FORMATS), name="journal_program", language=words.language,
                default="xero", words=lambda value: FORMATS[value].title,
            )  # fmt: skip
            st.download_button(
                words("statement.download_journals"),
                lambda: _archive(page, asked.selection, month, program),
                file_name=f"journals_{program}_{month:%Y%m}.zip",
                mime="application/zip",
                key="journals",
                on_click="ignore",
                icon=":material/download:",
            )


def _archive(page: PageContext, selection: Selection, month: date, program: str) -> bytes:
    stores = selection.stores or page.visible_stores
    wanted = FORMATS[program]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        try:
            found = journals_of(page.build, month, stores, in_reporting_currency=wanted.in_reporting_currency)
        except NothingBooked as nothing:
            archive.writestr("nothing.txt", f"{nothing}\n")
        else:
            for file in wanted.write(found.journals, XERO_TAX_RATE):
                archive.writestr(file.name, file.content)
    return out.getvalue()


render(context.current())
