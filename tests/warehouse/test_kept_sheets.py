"""Rows of a workbook in the archive, and what is none."""

import io
import zipfile

import openpyxl
import pytest

from warehouse import archive
from warehouse.home import Home
from warehouse.kept_sheets import sheet_rows


def test_rows_are_shown_by_their_sheet_and_number(home: Home) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("入库")
    for row in (["SKU", "units"], ["A-1", 48], ["A-2", None]):
        sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    kept = archive.store(home, [content.getvalue()])
    assert sheet_rows(home, kept, "入库", [1, 3, 9]) == {1: ["SKU", "units"], 3: ["A-2", ""]}
    assert sheet_rows(home, kept, "Receipts", [1]) == {}


def test_what_is_no_workbook_has_no_rows(home: Home) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "text")
    for content in (b"sku,units\nA-1,48\n", packed.getvalue(), b"PK\x03\x04 cut off"):
        assert sheet_rows(home, archive.store(home, [content]), "a", [1]) == {}
    with pytest.raises(archive.NotArchived):
        sheet_rows(home, "0" * 64, "a", [1])
