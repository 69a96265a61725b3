"""The workbook of a seller's own records, made of the formats' declarations. No heading or choice is named here."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ingestion import purchasing
from ingestion.formats import COUNT, DATE, TEXT, Choice, Column, FileFormat
from ingestion.purchasing import words

TEXTS = Path(__file__).parent / "template_texts"
LANGUAGES = ("en", "zh")
LAST_ROW = 5_000
"""Down to here cells are checked as they are typed; rows below load just as well."""
ROWS_FOR_OWN_WORDS = 200
WAREHOUSE_COLUMNS = ("warehouse", "location", "from_warehouse", "to_warehouse")
CLOSED_LISTS = {
    "currency": words.CURRENCIES,
    "expense_kind": words.KINDS_OF_EXPENSE,
    "budget_kind": words.KINDS_OF_BUDGET,
    "wallet": words.WALLETS,
    "balance": words.BALANCES,
    "count_kind": words.KINDS_OF_COUNT,
    "yes_or_no": words.YES_OR_NO,
}
NUMBER_FORMATS = {COUNT: "0", DATE: "yyyy-mm-dd", TEXT: "@"}
MONEY_FORMAT = "#,##0.00##"
MONTH_FORMAT = "yyyy-mm"
FIRST_DAY = date(2000, 1, 1)


def write_template(file: BinaryIO, language: str) -> None:
    """Write the workbook; it has no rows, so that nothing of it loads before somebody fills it in."""
    texts = {name: tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8")) for name in LANGUAGES}
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        _Template(book, texts, language).write()


def in_language(names: Sequence[str], language: str) -> str:
    """The first name with Chinese characters, or the first of all."""
    chinese = (name for name in names if any("\u4e00" <= character <= "\u9fff" for character in name))
    return next(chinese, names[0]) if language == "zh" else names[0]


class _Template:
    def __init__(self, book: xlsxwriter.Workbook, texts: Mapping[str, Mapping[str, Any]], language: str) -> None:
        self._book = book
        self._all_texts = texts
        self._texts = texts[language]
        self._language = language
        self._lists: dict[str, str] = {}
        frame = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        self._must = book.add_format({**frame, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"})
        self._may = book.add_format({**frame, "bg_color": "#E3EDF0"})
        self._bold, self._wrapped = (
            book.add_format({"bold": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )

    def write(self) -> None:
        """All sheets; the lists come last but are laid out first, since the others point at them."""
        lists = self._texts["lists"]["sheet"]
        closed = [("warehouse", [], ROWS_FOR_OWN_WORDS)]
        closed += [(name, self._words(choices), len(choices)) for name, choices in CLOSED_LISTS.items()]
        for position, (name, _, length) in enumerate(closed):
            column = xl_col_to_name(position)
            self._lists[name] = f"='{lists}'!${column}$2:${column}${length + 1}"
        self._write_read_me()
        for kind in purchasing.SOURCE.formats:
            self._write_sheet(kind)
        sheet = self._book.add_worksheet(lists)
        sheet.set_column(0, len(closed) - 1, 26)
        sheet.freeze_panes(1, 0)
        for position, (name, listed, _) in enumerate(closed):
            sheet.write_string(0, position, self._texts["lists"][name], self._may)
            sheet.write_column(1, position, listed)

    def _write_read_me(self) -> None:
        sheet = self._book.add_worksheet("Read me 说明")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 110)
        row = 0
        for language, texts in self._all_texts.items():
            sheet.write_string(row, 0, texts["read_me"]["title"], self._bold)
            for line in texts["read_me"]["lines"]:
                row += 1
                sheet.write_string(row, 1, line, self._wrapped)
            for kind in purchasing.SOURCE.formats:
                row += 1
                sheet.write_string(row, 0, in_language(kind.sheet_names, language), self._bold)
                sheet.write_string(row, 1, texts["sheets"][kind.kind], self._wrapped)
            row += 1
            sheet.write_string(row, 0, texts["lists"]["sheet"], self._bold)
            sheet.write_string(row, 1, texts["sheets"]["lists"], self._wrapped)
            row += 2

    def _write_sheet(self, kind: FileFormat) -> None:
        sheet = self._book.add_worksheet(in_language(kind.sheet_names, self._language))
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 32)
        for position, column in enumerate(kind.columns):
            title = in_language(column.headings or (column.name,), self._language)
            must = column.filled or column.required
            cells = self._book.add_format({"num_format": _number_format(column)})
            sheet.set_column(position, position, 18, cells)
            sheet.write_string(0, position, title[0].upper() + title[1:], self._must if must else self._may)
            sheet.write_comment(0, position, self._note(kind, column), {"x_scale": 2.2, "y_scale": 1.1})
            if check := self._check(column):
                sheet.data_validation(1, position, LAST_ROW, position, check)

    def _note(self, kind: FileFormat, column: Column) -> str:
        own = self._texts["columns_of"].get(kind.kind, {})
        note: str = own.get(column.name) or self._texts["columns"][column.name]
        return f"{note}\n{self._texts['required']}" if column.filled else note

    def _check(self, column: Column) -> dict[str, Any] | None:
        """What a spreadsheet program says while somebody types. Warehouses are offered, others may be typed."""
        if column.choices:
            name = next(name for name, choices in CLOSED_LISTS.items() if choices == column.choices)
            return {"validate": "list", "source": self._lists[name]}
        if column.name in WAREHOUSE_COLUMNS:
            return {"validate": "list", "source": self._lists["warehouse"], "show_error": False}
        if column.type == TEXT:
            return None
        if column.type == DATE:
            return {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
        whole = column.type == COUNT
        return {"validate": "integer" if whole else "decimal", "criteria": "between", "minimum": -1e9, "maximum": 1e9}

    def _words(self, choices: Iterable[Choice]) -> list[str]:
        return [in_language(choice.words, self._language) for choice in choices]


def _number_format(column: Column) -> str:
    return MONTH_FORMAT if column.months else NUMBER_FORMATS.get(column.type, MONEY_FORMAT)
