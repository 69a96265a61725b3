"""The cost sheet as CSV and workbook in the headings sellers use, and exchange rates from a file and from the bank."""

import hashlib
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingestion.fx.central_bank import shipped_history
from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import COST_HEADINGS, as_text, cost_row, v2_file
from warehouse.sections import Limits

COSTS = "purchasing_product_costs"


def workbook(path: Path, rows: list[list[Any]], title: str = "costs") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def without_origin(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k not in ("raw_file", "content_hash", "load_id")} for row in rows]


def test_csv_and_workbook_of_the_same_sheet_are_equal(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = [cost_row("A", effective_from=""), cost_row("B", effective_from="2026-03-01", weight_kg="0.125")]
    plain = tmp_path / "costs.csv"
    plain.write_text(as_text(rows, COST_HEADINGS, ","), encoding="utf-8")
    cells: list[list[Any]] = [list(COST_HEADINGS)]
    for row in rows:
        typed = dict(row, purchase_cost=3.75, freight_cost=0.8125, lead_time_days=35)
        typed["weight_kg"] = 0.125 if row.get("weight_kg") else None
        typed["effective_from"] = datetime.fromisoformat(row["effective_from"]) if row["effective_from"] else None
        cells.append([typed.get(name) for name in COST_HEADINGS])
    by_csv, by_book = read(plain).rows[COSTS], read(workbook(tmp_path / "costs.xlsx", cells)).rows[COSTS]
    assert without_origin(by_csv) == without_origin(by_book)
    assert (by_csv[0]["purchase_cost"], by_csv[0]["effective_from"]) == (Decimal("3.7500"), None)
    assert (by_csv[1]["effective_from"], by_csv[1]["weight_kg"]) == (date(2026, 3, 1), Decimal("0.1250"))
    assert by_csv[0]["title"] == 'Roller, 64" x 49"'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_chinese_headings_in_the_encodings_of_chinese_spreadsheets(
    read: Callable[..., Reading], tmp_path: Path, encoding: str
) -> None:
    sheet = tmp_path / "成本.csv"
    text = "SKU,品名,采购成本,币种,运费,关税,供应商,交期\nA-1,按摩滚轮,25.50,CNY,3.20,1.05,义乌某厂,30\n"
    sheet.write_bytes(text.encode(encoding))
    (row,) = read(sheet).rows[COSTS]
    assert (row["sku"], row["title"], row["currency"], row["lead_time_days"]) == ("A-1", "按摩滚轮", "CNY", 30)
    assert (row["purchase_cost"], row["freight_cost"], row["duty_cost"]) == (
        Decimal("25.50"),
        Decimal("3.20"),
        Decimal("1.05"),
    )


def test_a_workbook_whose_table_stands_lower_and_on_another_sheet(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["Notes"], ["nothing here"]], "notes")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("成本表")
    for row in [["Costs of 2026"], [], ["SKU", "Unit cost", "Currency", "Supplier"], ["A", 1 / 3, "USD", None], [None]]:
        sheet.append(row)
    book.save(path)
    (row,) = read(path).rows[COSTS]
    assert (row["sku"], row["purchase_cost"], row["raw_line"]) == ("A", Decimal("0.3333"), 4)


def test_a_sheet_without_currencies_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["SKU", "purchase cost", "Curr"], ["A", 2.5, "USD"]])
    refused = read(path).only
    assert "'currency' is missing; the nearest heading that is not known is 'Curr'" in str(refused.reason)


def test_a_formula_error_is_refused_with_its_row(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx", [["SKU", "purchase cost", "currency"], ["A", 1, "USD"], ["B", "#N/A", "USD"]]
    )
    refused = read(path).only
    assert (refused.line, "'#N/A' in column 'purchase cost'" in str(refused.reason)) == (3, True)


def test_a_workbook_that_would_fill_the_memory_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["SKU", "purchase cost", "currency"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/padding.xml", b"0" * 60_000_000)
    assert "far more than a table needs" in str(read(path, limits=Limits(max_archive_ratio=50)).only.reason)


def test_a_damaged_workbook_is_refused_and_others_load(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["SKU", "purchase cost", "currency"], ["A", 1, "USD"]])
    with zipfile.ZipFile(path) as book:
        members = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, content in members.items():
            book.writestr(name, b"<broken" if name.startswith("xl/worksheets") else content)
    first, second = read(path, v2_file(tmp_path / "good.txt")).files
    assert (first.status, second.status) == ("refused", "loaded")
    assert "workbook is damaged" in str(first.reason)


def test_the_sellers_own_rates(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date;base_currency;quote_currency;rate\n2026-01-05;EUR;USD;1,1234\n2026-01-05;USD;CNY;7,1\n")
    first, second = read(path).rows["fx_rates"]
    assert (first["rate"], first["rate_source"], first["store_id"]) == (Decimal("1.1234"), "seller", "acme")
    assert (second["rate"], str(second["rate_date"])) == (Decimal("7.1"), "2026-01-05")


def test_the_banks_history_is_complete_and_exact() -> None:
    file = shipped_history()
    rates = file.rows(
        file.content, {"raw_file": "x", "content_hash": hashlib.sha256(file.content).hexdigest(), "load_id": "l"}
    )
    lines = file.content.decode().split("\n")
    stated = sum(cell not in ("N/A", "") for text in lines[1:] for cell in text.strip().split(",")[1:])
    assert rates.num_rows == stated
    found = {(str(row["rate_date"]), row["quote_currency"]): row for row in rates.slice(0, 30).to_pylist()}
    dollar = found[lines[1].split(",")[0], "USD"]
    assert (str(dollar["rate"].normalize()), dollar["base_currency"], dollar["raw_line"]) == (
        lines[1].split(",")[1],
        "EUR",
        2,
    )


def test_a_row_of_costs_without_its_sku_is_refused_with_its_line(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "costs.csv"
    path.write_text(as_text([cost_row("A"), cost_row(" "), cost_row("B")], COST_HEADINGS, ","), encoding="utf-8")
    refused = read(path).only
    assert (refused.line, refused.reason) == (3, "the row has no value in column 'SKU'")
