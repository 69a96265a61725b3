"""Rows of a kept workbook, as text. It looks up what is shown to people; what loads reads workbooks on its own."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl

from warehouse import archive
from warehouse.home import Home


def sheet_rows(home: Home, content_hash: str, sheet: str, rows: Iterable[int]) -> dict[int, list[str]]:
    """The cells of these rows (the first is 1); empty where the file is no workbook or has no such sheet or row.

    Raises NotArchived.
    """
    wanted = set(rows)
    with archive.open_content(home, content_hash) as content:
        if not content.peek(len(archive.ZIP_START)).startswith(archive.ZIP_START):
            return {}
        whole = io.BytesIO(content.read())
    try:
        workbook = openpyxl.load_workbook(whole, read_only=True, keep_links=False)
        if sheet not in workbook.sheetnames:
            return {}
        numbered = enumerate(workbook[sheet].iter_rows(max_row=max(wanted), values_only=True), 1)
        return {
            number: ["" if cell is None else str(cell) for cell in cells]
            for number, cells in numbered
            if number in wanted
        }
    except (zipfile.BadZipFile, KeyError, ValueError):
        return {}


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
