"""What is downloaded opens in a spreadsheet as what it is: text stays text, numbers stay numbers, nothing runs."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.dashboard.export import FORMULA_STARTS, neutral, to_csv, to_xlsx

# What XML, and so a workbook, can hold; control characters are escaped by the writer in its own way.
PRINTABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)
CELLS = st.one_of(PRINTABLE, st.tuples(st.sampled_from(FORMULA_STARTS), PRINTABLE).map("".join))
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@settings(deadline=None)
@given(CELLS)
def test_no_text_cell_starts_a_formula(text: str) -> None:
    safe = neutral(text)
    assert not safe.startswith(FORMULA_STARTS)
    assert safe.removeprefix("'") == text.removeprefix("'")


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, AMOUNTS), min_size=1, max_size=5))
def test_csv_keeps_every_cell(rows: list[tuple[str, Decimal]]) -> None:
    table = pa.table({"text": [row[0] for row in rows], "amount": pa.array([row[1] for row in rows])})
    header, *read = csv_rows(to_csv(table, {"text": "=Text", "amount": "Amount"}))
    assert header == ["'=Text", "Amount"]
    assert [(text, Decimal(amount)) for text, amount in read] == [(neutral(text), amount) for text, amount in rows]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "plain", "＝1", "https://example.com"])))
def test_xlsx_holds_no_formula_and_no_link(texts: list[str]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(pa.table({"text": pa.array(texts, pa.string())}), {"text": "T"})))
    sheet = book.active
    cells = [sheet.cell(row, 1) for row in range(2, len(texts) + 2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [cell.value for cell in cells] == [neutral(text) for text in texts]
    assert not any(cell.hyperlink for cell in cells)


def test_xlsx_numbers_are_numbers_and_dates_are_dates() -> None:
    table = pa.table(
        {
            "amount": pa.array([Decimal("-1234.5600"), None]),
            "units": [-3, None],
            "day": [date(2026, 11, 24), None],
            "moment": [datetime(2026, 11, 24, 3, 41, tzinfo=UTC), None],
            "complete": [True, None],
        }
    )
    names = dict(zip(table.column_names, table.column_names, strict=True))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, names))).active
    shown = [str(cell.value) for cell in sheet[2]]
    assert shown == ["-1234.56", "-3", "2026-11-24 00:00:00", "2026-11-24 03:41:00", "True"]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "d", "d", "b"]
    assert all(cell.value is None for cell in sheet[3])


def test_only_the_asked_columns_in_their_order() -> None:
    table = pa.table({"hidden": ["no"], "b": [2], "a": [1]})
    assert csv_rows(to_csv(table, {"a": "A", "b": "B"})) == [["A", "B"], ["1", "2"]]
    assert csv_rows(to_csv(table.slice(0, 0), {"a": "A"})) == [["A"]]
