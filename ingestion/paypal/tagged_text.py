"""Text whose rows begin with a tag: those of one tag as columns, the others by themselves. Knows no tag's meaning."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from ingestion.refusal import FileRefused
from ingestion.rows import CELL, block_of
from ingestion.text_blocks import TextBlock

CHUNK_BYTES = 1 << 23
Rows = tuple[pa.RecordBatch | None, np.ndarray, list["TaggedRow"]]


@dataclass(frozen=True)
class TaggedRow:
    """A row by itself. `is_cut` says that it is the file's last and lacks its line end."""

    line: int
    cells: Sequence[str]
    is_cut: bool = False

    @property
    def tag(self) -> str:
        """What the row begins with."""
        return self.cells[0].strip() if self.cells else ""


def split_rows(block: TextBlock, width: int, tag: str) -> Rows:
    """The block's rows with this tag and exactly `width` cells as columns with their lines, and the others one by one.

    Whole columns are read at once where no cell holds a line break. Raises FileRefused where quotes do not match.
    """
    if width:
        try:
            return _at_once(block, width, tag)
        except _NotLineByLine:
            pass
    rows = _one_by_one(block)
    fitting = [row for row in rows if row.tag == tag and len(row.cells) == width]
    others = [row for row in rows if row.tag != tag or len(row.cells) != width]
    if not fitting:
        return None, np.empty(0, dtype=np.int32), others
    found = block_of(width, [row.cells for row in fitting], [row.line for row in fitting])
    return found.cells, found.lines.to_numpy(), others


class _NotLineByLine(Exception):
    """Rows and lines of the block are not the same."""


def _at_once(block: TextBlock, width: int, tag: str) -> Rows:
    odd: list[tuple[int, str]] = []

    def put_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    names = [str(index) for index in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(block.content),
            # Only one thread tells the numbers of the rows that are put aside.
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=CHUNK_BYTES, use_threads=False),
            parse_options=arrow_csv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=put_aside
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, CELL),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        raise _NotLineByLine from None
    if table.num_rows + len(odd) != block.line_count:
        raise _NotLineByLine
    lines = np.arange(block.first_line, block.first_line + block.line_count, dtype=np.int32)
    is_odd = np.zeros(len(lines), dtype=bool)
    is_odd[[number - 1 for number, _ in odd]] = True
    others = [_row(block, number - 1, next(csv.reader([text]), [])) for number, text in odd]
    fits = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(table.column(0).cast(pa.string())), tag), False)
    is_fitting = fits.combine_chunks().to_numpy(zero_copy_only=False) if table.num_rows else np.empty(0, dtype=bool)
    unfit = table.filter(pc.invert(fits)).to_pylist()
    rest = lines[~is_odd][~is_fitting] - block.first_line
    others += [
        _row(block, int(place), [cell or "" for cell in row.values()]) for place, row in zip(rest, unfit, strict=True)
    ]
    return _only(table, fits), lines[~is_odd][is_fitting], sorted(others, key=lambda row: row.line)


def _only(table: pa.Table, fits: pa.ChunkedArray) -> pa.RecordBatch:
    """Some rows of a table in one batch, whose dictionaries hold nothing of the other rows."""
    columns = [column.cast(pa.string()).combine_chunks().dictionary_encode() for column in table.filter(fits).columns]
    return pa.RecordBatch.from_arrays(columns, names=table.column_names)


def _row(block: TextBlock, place: int, cells: Sequence[str]) -> TaggedRow:
    is_last = block.is_last and place == block.line_count - 1
    return TaggedRow(block.first_line + place, cells, is_last and not block.content.endswith(b"\n"))


def _one_by_one(block: TextBlock) -> list[TaggedRow]:
    text = block.content.decode("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, before = [], 0
    try:
        for cells in reader:
            is_cut = block.is_last and reader.line_num == block.line_count and not text.endswith("\n")
            rows.append(TaggedRow(block.first_line + before, cells, is_cut))
            before = reader.line_num
    except csv.Error as error:
        raise FileRefused(
            f"a quotation mark is not closed, or stands where none may ({error})",
            "If the file was cut off, download it again; else save it again as CSV.",
            block.first_line + before,
        ) from error
    return rows
