"""The entries behind a figure, page by page, and the original line of the file behind each entry. Chooses no figure."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard import approvals, decisions, downloads, export, tables
from apps.dashboard.amounts import amount_text, exact_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.places import place_text
from apps.dashboard.queries import entries, quality
from apps.dashboard.queries.entries import Figure
from apps.dashboard.tables import Kind
from apps.dashboard.texts import Texts
from warehouse import archive, kept_sheets

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

# Facts whose values are codes that have names.
NAMED = ("reason", "cause", "condition", "position_basis", "kind")
BOOKED = (
    "debit_account", "credit_account", "amount", "currency", "fx_rate", "amount_base", "booked_at", "document_type",
    "document_id", "rule_id", "entry_id",
)  # fmt: skip
DECIDED = ("note", "set_by", "set_at")


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
    height = tables.fitting(rows, 300)
    chosen = tables.show(context, shown, COLUMNS, key=f"{key}_{page}", selectable=True, height=height)
    with st.container(horizontal=True, vertical_alignment="center"):
        if pages > 1:
            st.pagination(pages, key=f"{key}_page")
        downloads.buttons(context, entries.page(figure, export.MAX_ROWS), DOWNLOADED, key, found["entries"])
    if chosen is None:
        st.caption(words("evidence.choose"))
    else:
        line_behind(context, rows.slice(chosen, 1).to_pylist()[0], "booked", BOOKED)


def line_behind(context: PageContext, row: dict[str, Any], how: str, facts: Sequence[str]) -> None:
    """The line as it stands in the file, beside the `facts` of the row that came of it; `how` names these."""
    words = context.texts
    with st.container(border=True):
        if row["raw_line"] is None:
            st.caption(words("evidence.no_line"))
            return
        kept = {
            approvals.RAW_FILE: ("evidence.approval_of", _show_approval),
            decisions.RAW_FILE: ("evidence.decision_of", _show_decision),
        }
        where, show = kept.get(row["raw_file"], ("evidence.line_of", None))
        st.markdown(words(where, line=row["raw_line"], file=escape(row["raw_file"])))
        left, right = st.columns([3, 2], gap="medium")
        with left:
            if show:
                show(context, row["raw_line"])
            else:
                st.caption(words("evidence.as_in_file"))
                _show_original(context, str(row["raw_file"]), str(row["content_hash"]), int(row["raw_line"]))
        with right:
            st.caption(words(f"evidence.as_{how}"))
            _facts(context, {name: row[name] for name in facts})


def _facts(context: PageContext, told: Mapping[str, Any]) -> None:
    words = context.texts
    _pairs(context, [(words(f"column.{name}"), _fact(words, name, value)) for name, value in told.items()])


def _fact(words: Texts, name: str, value: Any) -> str:
    if name.endswith("location"):
        return place_text(words, value)
    return words.of(name, value) if name in NAMED else _plain(value)


def _show_approval(context: PageContext, adjustment_id: int) -> None:
    words = context.texts
    approval = approvals.of_id(context, adjustment_id)
    if approval is None:
        st.info(words("evidence.approval_withdrawn"), icon=":material/undo:")
        return
    st.caption(words("evidence.as_approved"))
    told = {name: value for name, value in asdict(approval).items() if name != "adjustment_id"}
    told["cause"] = told.pop("reason")
    _facts(context, told)


def _show_decision(context: PageContext, state_id: int) -> None:
    words = context.texts
    decision = decisions.of_line(context, state_id)
    if decision is None:
        st.info(words("evidence.not_kept"), icon=":material/inventory_2:")
        return
    st.caption(words("evidence.as_decided"))
    told = {f"status_{name}" if name in DECIDED else name: value for name, value in asdict(decision).items()}
    told["status"] = words.of("state", decision.status)
    told["write_off_account"] = words.of("account", decision.write_off_account)
    _facts(context, told)


def _show_original(context: PageContext, raw_file: str, content_hash: str, line: int) -> None:
    words = context.texts
    try:
        record = archive.json_record(context.home, content_hash, line)
        cells = _sheet_cells(context, raw_file, content_hash, line)
    except (archive.NotArchived, OSError):
        record, cells = None, []
    if record is not None:
        st.code(record, language="json", wrap_lines=True)
        return
    if cells:
        _pairs(context, cells)
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


def _sheet_cells(context: PageContext, raw_file: str, content_hash: str, line: int) -> list[tuple[str, str]]:
    """The filled cells of a workbook's row beside their headings: the fullest of the first rows above it."""
    _, is_sheet, sheet = raw_file.rpartition("!")
    if not is_sheet:
        return []
    kept = kept_sheets.sheet_rows(context.home, content_hash, sheet, [*HEADER_LINES, line])
    above = [kept[number] for number in HEADER_LINES if number in kept and number < line]
    headings = max(above, key=lambda cells: sum(map(bool, cells)), default=[])
    return [(name, value) for name, value in zip(headings, kept.get(line, []), strict=False) if value]


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
