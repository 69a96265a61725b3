"""Turns a table into a CSV or XLSX file that no spreadsheet program will run. Chooses no rows itself."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import xlsxwriter

# What spreadsheet programs take for the start of a formula, also in its full-width form.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MAX_ROWS = 200_000
_MONEY_FORMAT = "#,##0.00##"
_CHUNK_ROWS = 10_000


def neutral(text: str) -> str:
    """`text` so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def to_csv(table: pa.Table, labels: dict[str, str]) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheet programs show Chinese; numbers stand as they are."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(label) for label in labels.values()])
    for row in _rows(table, labels):
        writer.writerow([_csv_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(table: pa.Table, labels: dict[str, str]) -> bytes:
    """One sheet with a frozen header; numbers are numbers, dates are dates."""
    out = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {
            Decimal: book.add_format({"num_format": _MONEY_FORMAT}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(labels) - 1, 16)
        for column, label in enumerate(labels.values()):
            sheet.write_string(0, column, neutral(label), bold)
        for number, row in enumerate(_rows(table, labels), start=1):
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, value, formats.get(type(value)))
    return out.getvalue()


def _rows(table: pa.Table, labels: dict[str, str]) -> Iterable[tuple[Any, ...]]:
    for batch in table.select(list(labels)).to_batches(max_chunksize=_CHUNK_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value


def _write_cell(sheet: Any, row: int, column: int, value: Any, cell_format: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, neutral(value))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (datetime, date)):
        sheet.write_datetime(row, column, value, cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)
