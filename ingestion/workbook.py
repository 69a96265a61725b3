"""A workbook (XLSX) to blocks of text cells, without formulas, macros or anything from outside. No types or meaning."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from ingestion.formats import FileFormat
from ingestion.headings import heading
from ingestion.recognition import LINES_SEARCHED, recognise
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Block, Sheet, block_of
from warehouse.sections import Limits

ROWS_A_BLOCK = 20_000
SIGNIFICANT_DIGITS = 15
WORKBOOK_MEMBER = "xl/workbook.xml"
MACRO_MEMBERS = ("vbaproject.bin", "/macrosheets/")
FORMULA = "\0formula"
"""Stands for a formula among the texts of a row; no cell can hold a zero byte."""


def is_workbook(path: Path) -> bool:
    """Whether a ZIP file is a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK_MEMBER in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read_workbook(path: Path, formats: Sequence[FileFormat], limits: Limits) -> Iterator[tuple[str, FileFormat, Sheet]]:
    """Each sheet that is of a known kind, with its name: by its headings, or else by the name it bears."""
    _check(path, limits)
    for name, opening in _openings(path, limits.max_columns + 1):
        if (header := _header(name, opening, formats)) is not None:
            kind, number = header
            yield name, kind, _sheet(path, name, number, opening[number - 1], kind)


@contextmanager
def within_sheet(name: str | None) -> Iterator[None]:
    """Name the sheet in whatever is refused meanwhile."""
    try:
        yield
    except FileRefused as refused:
        if name is not None:
            refused.reason = f"sheet '{shown(name)}': {refused.reason}"
        raise


def _header(
    name: str, opening: Sequence[Sequence[str]], formats: Sequence[FileFormat]
) -> tuple[FileFormat, int] | None:
    """The kind of a sheet and the row of its headings; None for a sheet that is blank or of no known kind.

    A name that a kind of sheet is known by goes first: with a heading renamed, it might pass for another kind.
    """
    named = [kind for kind in formats if heading(name) in map(heading, kind.sheet_names)]
    for known in (named, formats):
        for number, texts in enumerate(opening, 1):
            if (kind := recognise(texts, known)) is not None:
                return kind, number
    if not named or not any(map(any, opening)):
        return None
    headings = {known for column in named[0].columns for known in column.known_headings}
    hits = [sum(heading(text) in headings for text in texts) for texts in opening]
    return named[0], hits.index(max(hits)) + 1


def _sheet(path: Path, name: str, header_line: int, headings: Sequence[str], kind: FileFormat) -> Sheet:
    width = max((index for index, cell in enumerate(headings, 1) if cell.strip()), default=0)
    known = {text for column in kind.columns for text in column.known_headings}
    declared = [index for index in range(width) if heading(headings[index]) in known]

    def blocks() -> Iterator[Block]:
        rows: list[list[str | None]] = []
        lines: list[int] = []
        with _opened(path) as workbook:
            for number, cells in enumerate(_rows(workbook[name]), 1):
                row = [*cells[:width], *[None] * (width - len(cells))]
                if number <= header_line:
                    continue
                if FORMULA in row:
                    _refuse_formula(row, declared, headings, number)
                    row = [None if cell == FORMULA else cell for cell in row]
                if any(cell and cell.strip() for cell in row):
                    rows.append(row)
                    lines.append(number)
                if len(rows) == ROWS_A_BLOCK:
                    yield block_of(width, rows, lines)
                    rows, lines = [], []
        if rows:
            yield block_of(width, rows, lines)

    return Sheet(headings[:width], (), header_line, blocks)


def _refuse_formula(row: Sequence[str | None], declared: Sequence[int], headings: Sequence[str], line: int) -> None:
    """A formula's last result may be missing, or older than the cells it is made from. Others may stay."""
    for index in declared:
        if row[index] == FORMULA:
            raise FileRefused(
                f"the cell in column '{shown(headings[index])}' holds a formula",
                "Copy the column and paste it as values, then save the workbook again.",
                line,
            )


def _check(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if any(sign in member.filename.lower() for member in members for sign in MACRO_MEMBERS):
        raise FileRefused("the workbook holds macros", "Save it as an ordinary workbook (.xlsx), or as CSV.")
    size = sum(member.file_size for member in members)
    if size > path.stat().st_size * limits.max_archive_ratio or size > limits.max_file_mb * 1024**2:
        raise FileRefused(
            f"the workbook would grow to {size:,} bytes when it is opened, far more than a table needs",
            "Save the sheet as CSV.",
        )


def _openings(path: Path, width: int) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """The name and the first rows of each sheet."""
    with _opened(path) as workbook:
        for sheet in workbook.worksheets:
            rows = islice(_rows(sheet), LINES_SEARCHED)
            yield sheet.title, [tuple(cell or "" for cell in cells[:width]) for cells in rows]


def _rows(sheet: Any) -> Iterator[list[str | None]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        yield [FORMULA if cell.data_type == "f" else _text(cell.value) for cell in row]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook for as long as it is read; whatever is wrong with it is told as damage."""
    workbook = None
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, keep_links=False)
        yield workbook
    except FileRefused:
        raise
    except Exception as error:
        raise _damaged(error) from error
    finally:
        if workbook is not None:
            workbook.close()


def _damaged(error: Exception) -> FileRefused:
    return FileRefused(
        f"the workbook is damaged or protected ({shown(str(error)) or type(error).__name__})",
        "Open it, save it again as .xlsx without a password, or save the sheet as CSV.",
    )


def _text(cell: Any) -> str | None:
    """A cell as a CSV would have it; numbers with a dot and so many decimals that the dot is plainly no separator."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return _number(cell)
    return str(cell)


def _number(value: float) -> str:
    """What the workbook shows: 15 digits, since a workbook holds numbers as floats and 0.1 is not one."""
    exact = Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if exact == exact.to_integral_value():
        return format(exact.to_integral_value(), "f")
    text = format(exact, "f")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(4, '0')}"
