"""A workbook (XLSX) to blocks of text cells, without formulas, macros or anything from outside. No types or meaning."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from ingestion.formats import FileFormat
from ingestion.recognition import LINES_SEARCHED, recognise
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Block, Sheet, block_of
from warehouse.settings import Limits

ROWS_A_BLOCK = 20_000
SIGNIFICANT_DIGITS = 15
WORKBOOK_MEMBER = "xl/workbook.xml"


def is_workbook(path: Path) -> bool:
    """Whether a ZIP file is a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK_MEMBER in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read_workbook(path: Path, formats: Sequence[FileFormat], limits: Limits) -> tuple[FileFormat, Sheet] | None:
    """The first sheet whose headings are those of a known kind of file; None where there is none."""
    _check_size(path, limits)
    for name in _sheet_names(path):
        for number, cells in enumerate(islice(_rows(path, name), LINES_SEARCHED), 1):
            texts = tuple((cell or "") for cell in cells[: limits.max_columns + 1])
            if (kind := recognise(texts, formats)) is not None:
                return kind, _sheet(path, name, number, texts)
    return None


def _sheet(path: Path, name: str, header_line: int, headings: Sequence[str]) -> Sheet:
    width = max((index for index, cell in enumerate(headings, 1) if cell.strip()), default=0)

    def blocks() -> Iterator[Block]:
        rows: list[list[str | None]] = []
        lines: list[int] = []
        for number, cells in enumerate(_rows(path, name), 1):
            row = [*cells[:width], *[None] * (width - len(cells))]
            if number > header_line and any(cell and cell.strip() for cell in row):
                rows.append(row)
                lines.append(number)
            if len(rows) == ROWS_A_BLOCK:
                yield block_of(width, rows, lines)
                rows, lines = [], []
        if rows:
            yield block_of(width, rows, lines)

    return Sheet(headings[:width], (), header_line, blocks)


def _check_size(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > path.stat().st_size * limits.max_archive_ratio or size > limits.max_file_mb * 1024**2:
        raise FileRefused(
            f"the workbook would grow to {size:,} bytes when it is opened, far more than a table needs",
            "Save the sheet as CSV.",
        )


def _sheet_names(path: Path) -> list[str]:
    workbook = _open(path)
    try:
        return [sheet.title for sheet in workbook.worksheets]
    finally:
        workbook.close()


def _rows(path: Path, name: str) -> Iterator[list[str | None]]:
    workbook = _open(path)
    try:
        sheet = workbook[name]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield [_text(cell) for cell in row]
    except FileRefused:
        raise
    except Exception as error:
        raise _damaged(error) from error
    finally:
        workbook.close()


def _open(path: Path) -> Any:
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise _damaged(error) from error


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
