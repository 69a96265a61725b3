"""The workbook that a seller keeps: filled in it loads whole, and one fault in one sheet refuses all of it."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from apps.cli.template_book import in_language
from ingestion import purchasing
from tests.ingestion.conftest import Reading
from tests.ingestion.purchasing.filled_template import TYPED, empty_template, filled_template

RECEIPT = {"receipts": TYPED["receipts"]}
KINDS = {kind.kind: kind for kind in purchasing.SOURCE.formats}


def changed(path: Path, sheet: str, cell: str, value: Any) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_filled_template_gives_the_typed_rows_of_every_sheet(
    read: Callable[..., Reading], tmp_path: Path, language: str
) -> None:
    reading = read(filled_template(tmp_path / "book.xlsx", language))
    assert (reading.only.status, reading.only.reason, reading.only.row_count) == ("loaded", None, 10)
    assert reading.only.kind == " + ".join(TYPED)
    for kind, expected in TYPED.items():
        (row,) = reading.rows[next(iter(KINDS[kind].tables))]
        assert {name: row[name] for name in expected} == expected
        sheet = in_language(KINDS[kind].sheet_names, language)
        assert (row["raw_file"], row["raw_line"], row["store_id"]) == (f"book.xlsx!{sheet}", 2, "acme")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_empty_template_is_refused_and_loads_nothing(
    read: Callable[..., Reading], tmp_path: Path, language: str
) -> None:
    reading = read(empty_template(tmp_path / "book.xlsx", language))
    assert reading.rows == {}
    assert reading.only.reason == "none of the workbook's sheets has a row below its headings"
    assert "Fill in at least one sheet" in str(reading.only.advice)


def test_sheets_left_empty_are_left_out(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(filled_template(tmp_path / "book.xlsx", rows={"expenses": TYPED["expenses"]}))
    assert (reading.only.kind, set(reading.rows)) == ("expenses", {"purchasing_expenses"})


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "line", "reason"),
    [
        ("Receipts", "E2", "=998", 2, "the cell in column 'Received quantity' holds a formula"),
        ("Receipts", "C2", '=CONCAT("A","B")', 2, "the cell in column 'SKU' holds a formula"),
        ("Expenses", "D2", "Bribes", 2, "'Bribes' in column 'expense kind' is none of its words: Rent and warehouse,"),
        ("Opening balances", "E2", "US$", 2, "'US$' in column 'currency' is none of its words: USD, CNY,"),
        ("Receipts", "J1", "Day of arrival", 1, "this looks like: receipts, but its column 'received date' is missing"),
        ("Receipts", "B1", "Order", 1, "this looks like: receipts, but its column 'purchase order' is missing"),
        ("Stock-takes", "E2", None, 2, "the row has no value in column 'counted quantity'"),
        ("Transfers", "G2", "two hundred", 2, "'two hundred' in column 'shipped quantity' is not a number"),
    ],
)
def test_a_fault_in_one_sheet_refuses_the_workbook(
    read: Callable[..., Reading], tmp_path: Path, sheet: str, cell: str, value: Any, line: int, reason: str
) -> None:
    reading = read(changed(filled_template(tmp_path / "book.xlsx"), sheet, cell, value))
    assert reading.rows == {}
    assert str(reading.only.reason).startswith(f"sheet '{sheet}': {reason}")
    assert reading.only.line == line


def test_a_sheet_with_a_known_name_is_never_passed_over(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = filled_template(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    for cell in book["Expenses"][1]:
        cell.value = f"my {cell.value}"
    book.save(path)
    refused = read(path).only
    assert (refused.line, str(refused.reason).startswith("sheet 'Expenses': this looks like: expenses")) == (1, True)


def test_a_formula_beside_the_known_columns_may_stay(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = changed(filled_template(tmp_path / "book.xlsx"), "Purchase orders", "M1", "Total")
    (row,) = read(changed(path, "Purchase orders", "M2", "=E2*F2")).rows["purchasing_purchase_order_lines"]
    assert (row["quantity"], row["total"]) == (1000, None)


def test_a_workbook_with_macros_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = filled_template(tmp_path / "book.xlsx")
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    assert read(path).only.reason == "the workbook holds macros"


def test_two_sheets_of_one_kind_are_both_read(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = filled_template(tmp_path / "book.xlsx", rows={"expenses": TYPED["expenses"]})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Expenses"]).title = "Expenses of August"
    book.save(path)
    rows = read(path).rows["purchasing_expenses"]
    assert [row["raw_file"] for row in rows] == ["book.xlsx!Expenses", "book.xlsx!Expenses of August"]


def test_a_sheet_also_loads_as_csv_with_chinese_headings(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "费用.csv"
    text = "费用日期,费用类型,金额,币种,付款账户\n2026年7月1日,房租仓租,1200.50,人民币,\n"
    path.write_bytes(text.encode("gb18030"))
    (row,) = read(path).rows["purchasing_expenses"]
    assert (row["expense_kind"], row["currency"], row["paid_from"]) == ("rent", "CNY", None)
    assert (row["amount"], str(row["expense_date"])) == (Decimal("1200.50"), "2026-07-01")
