"""The entries behind a figure, page by page, and the original line of the file behind each entry. Chooses no figure."""

import csv

import pyarrow as pa
import streamlit as st

from apps.dashboard import downloads, export, tables
from apps.dashboard.amounts import amount_text, exact_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import entries, quality
from apps.dashboard.queries.entries import Figure
from apps.dashboard.tables import Kind
from warehouse import archive

PAGE_ROWS = 50
# Some reports tell about themselves before their header.
HEADER_LINES = range(1, 13)
COLUMNS: dict[str, Kind] = {
    "booked_date": "day",
    "order_id": "text",
    "description": "text",
    "quantity": "count",
    "signed_amount": "money",
    "currency": "text",
    "signed_amount_base": "base",
    "raw_file": "text",
    "raw_line": "count",
    "category": "name",
    "store_id": "text",
    "marketplace": "text",
    "fx_rate": "text",
}
DOWNLOADED: dict[str, Kind] = {
    "entry_id": "text",
    "booked_at": "moment",
    "sku": "text",
    **COLUMNS,
    "debit_account": "text",
    "credit_account": "text",
    "document_type": "text",
    "document_id": "text",
    "rule_id": "text",
    "content_hash": "text",
}


def entries_of(context: PageContext, figure: Figure, key: str, *, in_base: bool, expected: object = None) -> None:
    """Show the entries of a figure, that they add up to it, and the line behind the one that is chosen."""
    words = context.texts
    found = context.row(entries.summary(figure))
    total = found["total_base"] if in_base else found["total"]
    ties = "" if expected is None else words("evidence.ties" if total == expected else "evidence.does_not_tie")
    st.markdown(
        words(
            "evidence.summary",
            entries=f"{found['entries']:,}",
            lines=f"{found['raw_lines']:,}",
            total=escape(amount_text(total)),
        )
        + f" {ties}"
    )
    if found["without_rate"]:
        st.warning(words("evidence.without_rate", count=found["without_rate"]), icon=":material/currency_exchange:")
    if not found["entries"]:
        return
    pages = -(-found["entries"] // PAGE_ROWS)
    # The page number stands below the table, so it is read from the state before it is drawn.
    page = min(int(st.session_state.get(f"{key}_page", 1)), pages)
    rows = context.table(entries.page(figure, PAGE_ROWS, (page - 1) * PAGE_ROWS))
    shown = tables.with_column(rows, "fx_rate", [exact_text(rate) for rate in rows["fx_rate"].to_pylist()])
    chosen = tables.show(context, shown, COLUMNS, key=f"{key}_{page}", selectable=True, height=300)
    with st.container(horizontal=True, vertical_alignment="center"):
        if pages > 1:
            st.pagination(pages, key=f"{key}_page")
        downloads.buttons(context, entries.page(figure, export.MAX_ROWS), DOWNLOADED, key, found["entries"])
    if chosen is None:
        st.caption(words("evidence.choose"))
    else:
        _raw_line(context, rows.slice(chosen, 1).to_pylist()[0])


def _raw_line(context: PageContext, entry: dict[str, object]) -> None:
    """The line as it stands in the file, beside how the ledger booked it."""
    words = context.texts
    with st.container(border=True):
        st.markdown(words("evidence.line_of", line=entry["raw_line"], file=escape(entry["raw_file"])))
        left, right = st.columns([3, 2], gap="medium")
        with left:
            st.caption(words("evidence.as_in_file"))
            _show_original(context, str(entry["content_hash"]), int(str(entry["raw_line"])))
        with right:
            st.caption(words("evidence.as_booked"))
            booked = ("debit_account", "credit_account", "amount", "currency", "fx_rate", "amount_base", "booked_at",
                      "document_type", "document_id", "rule_id", "entry_id")  # fmt: skip
            _pairs(context, [(words(f"column.{name}"), _plain(entry[name])) for name in booked])


def _show_original(context: PageContext, content_hash: str, line: int) -> None:
    words = context.texts
    try:
        record = archive.json_record(context.home, content_hash, line)
    except (archive.NotArchived, OSError):
        record = None
    if record is not None:
        st.code(record, language="json", wrap_lines=True)
        return
    encodings = context.rows(quality.encoding(context.everything, content_hash))
    encoding = encodings[0]["encoding"] if encodings else None
    try:
        kept = archive.raw_lines(context.home, content_hash, [*HEADER_LINES, line], encoding)
    except (archive.NotArchived, OSError, ValueError, LookupError):
        kept = {}
    if line not in kept:
        st.info(words("evidence.not_kept"), icon=":material/inventory_2:")
        return
    above = [kept[number] for number in HEADER_LINES if number in kept and number < line]
    pairs = next((pairs for header in above if (pairs := name_values(header, kept[line]))), [])
    if pairs:
        _pairs(context, pairs)
    with st.expander(words("evidence.whole_line"), expanded=not pairs):
        st.code(kept[line], language=None, wrap_lines=True)


def name_values(header: str, line: str) -> list[tuple[str, str]]:
    """The line's cells beside the names of the header; empty where the two do not fit, as in XML."""
    delimiter = max("\t,;", key=header.count)
    if delimiter not in header:
        return []
    names, values = (next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter), []) for text in (header, line))
    if len(values) > len(names):
        return []
    return [(name, value) for name, value in zip(names, values, strict=False) if value]


def _pairs(context: PageContext, pairs: list[tuple[str, str]]) -> None:
    rows = pa.table({"name": [name for name, _ in pairs], "value": [value for _, value in pairs]})
    tables.show(context, rows, {"name": "text", "value": "wide"}, height="content")


def _plain(value: object) -> str:
    return "–" if value is None else str(value)
