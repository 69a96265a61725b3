"""Taxes: who owes what was collected, input tax, what is owed month by month, down to entries. Files no return."""

from functools import partial
from typing import Any

import streamlit as st

from apps.dashboard import choice, context, downloads, evidence, filters, goods, paged
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import taxes
from apps.dashboard.tables import Kind

COLUMNS: dict[str, Kind] = {
    "month": "month", "store_id": "text", "marketplace": "text", "currency": "text", "opening_amount": "money",
    "movement_amount": "money", "paid_amount": "money", "closing_amount": "money", "tax_collected_amount": "money",
    "tax_withheld_amount": "money", "own_tax_amount": "money", "refund_tax_amount": "money",
    "refund_tax_withheld_amount": "money", "own_refund_tax_amount": "money", "other_tax_amount": "money",
    "input_tax_amount": "money", "tax_expenses_amount": "money", "marketplace_remits_line_count": "count",
    "seller_owes_line_count": "count",
}  # fmt: skip
MOST_CURRENCIES = 3


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.tax_control"), anchor=False)
    if not goods.is_published(page, "finance", "tax_control", "closing_amount"):
        return
    selection, _ = filters.choose(page)
    totals = page.row(taxes.count(selection))
    if not totals["rows"]:
        st.info(words("taxes.none"), icon=":material/search_off:")
        return
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("taxes.marketplace_lines"), f"{totals['marketplace_lines']:,}", border=True)
        st.metric(words("taxes.seller_lines"), f"{totals['seller_lines']:,}", border=True)
        for row in page.rows(taxes.owed(selection))[:MOST_CURRENCIES]:
            label = f"{words('taxes.owed')} · {row['currency']}"
            st.metric(label, amount_text(row["closing_amount"]), help=words("taxes.owed_help"), border=True)
    st.caption(words("taxes.caption"))
    downloads.buttons(page, taxes.taxes(selection), COLUMNS, "taxes", totals["rows"])
    chosen = paged.show(page, "taxes", COLUMNS, totals["rows"], partial(taxes.taxes, selection), choose="taxes.choose")
    if chosen is not None:
        _behind(page, chosen)


def _behind(page: PageContext, row: dict[str, Any]) -> None:
    """The entries of one figure of a month."""
    words = page.texts
    figures = [name for name in taxes.FIGURES if row[name]]
    with st.container(border=True):
        names = filters.month_text(words, row["month"]), row["store_id"], row["marketplace"], row["currency"]
        st.subheader(escape(" · ".join(filter(None, names))), anchor=False)
        if not figures:
            st.caption(words("taxes.no_entries"))
            return
        figure = choice.select(
            words("behind.step"),
            figures,
            name="tax_figure",
            language=words.language,
            default=figures[0],
            words=lambda name: f"{words(f'column.{name}')}: {amount_text(row[name])}",
        )
        key = f"tax_{figure}_{'_'.join(str(part) for part in names)}"
        entries = taxes.entries_of(page.everything, row, figure)
        evidence.entries_of(page, entries, key, in_base=False, expected=row[figure])


render(context.current())
