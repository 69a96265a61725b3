"""Delimited text to blocks of cells, a block at a time and in parallel. Types and meaning come later, elsewhere."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from ingestion.recognition import Header
from ingestion.refusal import FileRefused
from ingestion.rows import CELL, Block, Sheet, block_of
from ingestion.survey import Survey
from ingestion.text_blocks import TextBlock, text_blocks

CHUNK_BYTES = 1 << 23
NEWLINE = ord("\n")


def delimited_sheet(path: Path, survey: Survey, header: Header, omissible: frozenset[int]) -> Sheet:
    """The rows of a text file whose header was found.

    omissible -- positions of the columns that a row may leave out when it ends early.
    """
    reader = _Reader(header, omissible)

    def blocks() -> Iterator[Block]:
        for block in text_blocks(path, survey, header.quoted, skip_lines=header.line):
            yield from reader.read(block)

    return Sheet(header.cells, header.preamble, header.line, blocks)


@dataclass(frozen=True)
class _Reader:
    header: Header
    omissible: frozenset[int]

    @property
    def width(self) -> int:
        return len(self.header.cells)

    def read(self, block: TextBlock) -> Iterator[Block]:
        """The block's rows: whole columns at once where every row has all its cells, else with the odd rows mended."""
        row_count = block.line_count
        try:
            table = self._parse(block.content)
        except pa.ArrowInvalid:
            table = None
        if table is not None and table.num_rows == row_count:
            yield from _blocks_of(table, np.arange(block.first_line, block.first_line + row_count, dtype=np.int32))
        elif self.header.quoted:
            yield from self._read_rows(block)
        else:
            yield from self._read_mended(block)

    def _parse(self, content: bytes) -> pa.Table:
        names = [str(index) for index in range(self.width)]
        return arrow_csv.read_csv(
            pa.py_buffer(content),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=CHUNK_BYTES),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.header.delimiter,
                quote_char='"' if self.header.quoted else False,
                newlines_in_values=self.header.quoted,
                ignore_empty_lines=False,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, CELL),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
                check_utf8=False,
            ),
        )

    def _read_mended(self, block: TextBlock) -> Iterator[Block]:
        """Rows of text without quotes: only those lines are touched that have too few or too many cells."""
        lines = _Lines.of(block.content, self.header.delimiter)
        odd = np.flatnonzero(lines.delimiters != self.width - 1)
        kept = np.ones(len(lines.starts), dtype=bool)
        pieces, position = [], 0
        for index in odd.tolist():
            start, end = int(lines.starts[index]), int(lines.ends[index])
            text = block.content[start:end].decode("utf-8").rstrip("\r")
            is_cut = block.is_last and index == len(lines.starts) - 1 and end == len(block.content)
            cells = self._mended(text.split(self.header.delimiter), block.first_line + index, is_cut)
            pieces.append(block.content[position:start])
            kept[index] = cells is not None
            if cells is not None:
                pieces += [self.header.delimiter.join(cells).encode("utf-8"), b"\n"]
            position = min(end + 1, len(block.content))
        pieces.append(block.content[position:])
        numbers = np.arange(block.first_line, block.first_line + len(kept), dtype=np.int32)[kept]
        if len(numbers):
            content = b"".join(pieces).replace(b"\r\n", b"\n").replace(b"\r", b" ")
            yield from _blocks_of(self._parse(content), numbers)

    def _read_rows(self, block: TextBlock) -> Iterator[Block]:
        """Rows with quotes, one by one, for blocks in which a cell holds a line break or a row is odd."""
        text = block.content.decode("utf-8")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.header.delimiter, strict=True)
        rows, numbers, before = [], [], 0
        try:
            for cells in reader:
                line = block.first_line + before
                before = reader.line_num
                is_cut = block.is_last and before == block.line_count and not text.endswith("\n")
                mended = cells if len(cells) == self.width else self._mended(cells, line, is_cut)
                if mended is not None:
                    rows.append(mended)
                    numbers.append(line)
        except csv.Error as error:
            raise FileRefused(
                f"a quotation mark is not closed, or stands where none may ({error})",
                "If the file was cut off, download it again; else save it again as CSV.",
                block.first_line + before,
            ) from error
        if rows:
            yield block_of(self.width, rows, numbers)

    def _mended(self, cells: Sequence[str], line: int, is_cut: bool) -> Sequence[str] | None:
        """The row with exactly as many cells as headings; None where it is blank."""
        if not any(cell.strip() for cell in cells):
            return None
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            return cells[: self.width]
        if len(cells) < self.width and not is_cut and self.omissible.issuperset(range(len(cells), self.width)):
            return [*cells, *[""] * (self.width - len(cells))]
        if is_cut:
            raise FileRefused(
                f"the file was cut off in the middle of its last line: it has {len(cells)} of {self.width} cells",
                "Download the file again, completely.",
                line,
            )
        raise FileRefused(
            f"the row has {len(cells)} cells under {self.width} headings",
            "Download the file again; a row that was edited by hand must keep all its delimiters.",
            line,
        )


@dataclass(frozen=True)
class _Lines:
    """Where each line of a block starts and ends, and how many delimiters it holds."""

    starts: np.ndarray
    ends: np.ndarray
    delimiters: np.ndarray

    @classmethod
    def of(cls, content: bytes, delimiter: str) -> "_Lines":
        characters = np.frombuffer(content, dtype=np.uint8)
        ends = np.flatnonzero(characters == NEWLINE)
        if not content.endswith(b"\n"):
            ends = np.append(ends, len(content))
        starts = np.concatenate(([0], ends[:-1] + 1))
        places = np.flatnonzero(characters == ord(delimiter))
        return cls(starts, ends, np.searchsorted(places, ends) - np.searchsorted(places, starts))


def _blocks_of(table: pa.Table, numbers: np.ndarray) -> Iterator[Block]:
    start = 0
    for batch in table.to_batches():
        lines = pa.array(numbers[start : start + batch.num_rows], pa.int32())
        start += batch.num_rows
        yield _without_blank_rows(Block(batch, lines))


def _without_blank_rows(block: Block) -> Block:
    columns = block.cells.columns
    if not all(column.null_count for column in columns):
        return block
    filled = reduce(pc.or_, (column.is_valid() for column in columns))
    return Block(block.cells.filter(filled), block.lines.filter(filled))
