"""What every reader of a medium (delimited text, workbook, XML) hands on: blocks of text cells with their lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

CELL = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Block:
    """Some rows: one column of text cells for each heading, blank cells NULL, and the line on which each row begins."""

    cells: pa.RecordBatch
    lines: pa.Array


@dataclass(frozen=True)
class Sheet:
    """A file's rows under its headings. `blocks` reads them from the start, each time it is called."""

    headings: Sequence[str]
    preamble: tuple[str, ...]
    header_line: int
    blocks: Callable[[], Iterator[Block]]


def block_of(headings_count: int, rows: Sequence[Sequence[str | None]], lines: Sequence[int]) -> Block:
    """A block from rows of Python texts, as the readers have them that cannot work on whole columns."""
    columns = [pa.array([row[index] or None for row in rows], pa.string()) for index in range(headings_count)]
    names = [str(index) for index in range(headings_count)]
    cells = pa.RecordBatch.from_arrays([column.dictionary_encode() for column in columns], names=names)
    return Block(cells, pa.array(lines, pa.int32()))
