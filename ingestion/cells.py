"""Blocks of text cells to typed columns, by a format's declaration. Knows neither media nor any format by name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.conventions import ConventionEvidence, Conventions
from ingestion.formats import COUNT, DATE, MOMENT, MONEY, RATE, TEXT, Column
from ingestion.headings import heading
from ingestion.moments import dates, moments
from ingestion.numbers_as_text import Unreadable, counts, decimals
from ingestion.recognition import ColumnMap
from ingestion.refusal import FileRefused, shown
from ingestion.rows import CELL, Block

NUMBERS = (MONEY, RATE, COUNT)
DATES = (MOMENT, DATE)
DOWNLOAD_AGAIN = "Download the report again; if it was opened and saved in a spreadsheet program, use the original."
CHOOSE = "Choose one of the column's words, and save the file again."


def evidence_in(blocks: Iterable[Block], columns: ColumnMap) -> ConventionEvidence:
    """What the file's rows say of how it writes numbers and dates, from as many of them as it takes to know."""
    evidence = ConventionEvidence()
    for block in blocks:
        for column, position in columns.declared:
            if column.type in NUMBERS:
                evidence.add_numbers(_distinct(block, position))
            elif column.type in DATES:
                evidence.add_dates(_distinct(block, position))
        if evidence.settled():
            break
    return evidence


def typed_rows(
    block: Block, columns: ColumnMap, conventions: Conventions, all_columns: Iterable[Column], origin: Mapping[str, Any]
) -> pa.Table:
    """The block's rows with every column of the format, the file's extra ones, and where each row came from.

    Raises FileRefused with the line of the first cell that is not what its column holds.
    """
    arrays: dict[str, pa.Array] = {}
    for column, position in columns.declared:
        cells = _rewritten(block.cells.column(position), column)
        try:
            arrays[column.name] = _typed(cells, column, conventions)
        except Unreadable as error:
            raise _refused(error, block, column, cells) from error
        if column.filled and arrays[column.name].null_count:
            raise blank_cell(column, block.lines, arrays[column.name])
    row_count = block.cells.num_rows
    for column in all_columns:
        if column.name not in arrays:
            arrays[column.name] = constant(None, column.type, row_count)
    for name, position in columns.extra:
        arrays[name] = _trimmed(block.cells.column(position))
    for name, value in origin.items():
        arrays[name] = constant(value, TEXT, row_count)
    arrays["raw_line"] = block.lines
    return pa.table(arrays)


def blank_cell(column: Column, lines: pa.Array, values: pa.Array) -> FileRefused:
    """What to say of the first row that lacks a value it must have."""
    line = lines[pc.index(values.is_null(), True).as_py()].as_py()
    return FileRefused(f"the row has no value in column '{column.title}'", "Fill the cell, or remove the row.", line)


def constant(value: Any, kind: pa.DataType, row_count: int) -> pa.Array:
    """A column that holds the same value in every row; text takes no room per row."""
    if kind != TEXT:
        return pa.repeat(pa.scalar(value, kind), row_count)
    indices = pa.nulls(row_count, pa.int32()) if value is None else pa.repeat(pa.scalar(0, pa.int32()), row_count)
    return pa.DictionaryArray.from_arrays(indices, pa.array([] if value is None else [value], TEXT))


def _rewritten(cells: pa.DictionaryArray, column: Column) -> pa.DictionaryArray:
    """The cells as the column's rewrites leave them."""
    distinct = pc.utf8_trim_whitespace(cells.dictionary) if column.rewrites else cells.dictionary
    for pattern, replacement in column.rewrites:
        distinct = pc.replace_substring_regex(distinct, pattern, replacement)
    if distinct.equals(cells.dictionary):
        return cells
    return distinct.take(cells.indices).dictionary_encode().cast(CELL)


def _typed(cells: pa.DictionaryArray, column: Column, conventions: Conventions) -> pa.Array:
    if column.choices:
        return _chosen(cells, column)
    if column.type == TEXT:
        return _trimmed(cells)
    convert = _converter(column, conventions)
    distinct = pc.utf8_trim_whitespace(cells.dictionary)
    distinct = pc.if_else(pc.is_in(distinct, pa.array(["", *column.unknown])), None, distinct)
    return convert(distinct).take(cells.indices)


def _converter(column: Column, conventions: Conventions) -> Callable[[pa.Array], pa.Array]:
    mark, day_first = conventions.decimal_mark, conventions.day_first
    if column.type == MOMENT:
        zone = ZoneInfo(column.zone) if column.zone else None
        return lambda values: moments(values, day_first, zone, column.epoch)
    if column.type == DATE:
        return lambda values: dates(values, day_first, column.months)
    if column.type == COUNT:
        return lambda values: counts(values, mark)
    return lambda values: decimals(values, mark, column.type, column.rounds)


def _trimmed(cells: pa.DictionaryArray) -> pa.DictionaryArray:
    """The cells without blanks around them; a cell of nothing but blanks is NULL."""
    trimmed = pc.utf8_trim_whitespace(cells.dictionary)
    if trimmed.equals(cells.dictionary):
        return cells
    texts = trimmed.take(cells.indices)
    encoded = pc.if_else(pc.equal(texts, ""), None, texts).dictionary_encode()
    return encoded.cast(CELL)


def _chosen(cells: pa.DictionaryArray, column: Column) -> pa.DictionaryArray:
    """The codes of the words that the column knows."""
    codes = {heading(word): choice.code for choice in column.choices for word in (choice.code, *choice.words)}
    texts = pc.utf8_trim_whitespace(cells.dictionary).to_pylist()
    for text in texts:
        if text and heading(text) not in codes:
            words = ", ".join(choice.words[0] for choice in column.choices)
            raise Unreadable(text, f"is none of its words: {shown(words, 400)}")
    chosen = pa.array([codes.get(heading(text)) for text in texts], TEXT)
    return chosen.take(cells.indices).dictionary_encode().cast(CELL)


def _distinct(block: Block, position: int) -> pa.Array:
    return block.cells.column(position).dictionary


def _refused(error: Unreadable, block: Block, column: Column, cells: pa.DictionaryArray) -> FileRefused:
    row = pc.index(pc.utf8_trim_whitespace(cells.cast(TEXT)), error.value.strip()).as_py()
    line = block.lines[row].as_py() if row >= 0 else None
    return FileRefused(
        f"'{shown(error.value)}' in column '{column.title}' {error.reason}",
        CHOOSE if column.choices else DOWNLOAD_AGAIN,
        line,
    )
