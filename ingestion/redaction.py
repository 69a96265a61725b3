"""Files without buyers' personal data, as the archive keeps them: all else stays in its line. Knows no heading."""

import codecs
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import openpyxl

from ingestion.media import Recognised
from ingestion.recognition import Header
from ingestion.survey import Survey
from ingestion.text_blocks import ALREADY_UTF8, text_blocks

NEWLINE, RETURN, QUOTE = b'\n\r"'


def has_personal_data(parts: Sequence[Recognised]) -> bool:
    """Whether a file has columns that must not be kept."""
    return any(part.columns.personal for part in parts)


def redacted(path: Path, survey: Survey, parts: Sequence[Recognised]) -> Iterator[bytes]:
    """The file with every cell of a buyer's data blank, in its own encoding and with its own lines."""
    [*texts] = [part for part in parts if part.header is not None]
    if not texts:
        yield _redacted_workbook(path, parts)
        return
    [part] = texts
    encoding = "utf-8" if survey.encoding in ALREADY_UTF8 else survey.encoding
    encoder = codecs.getincrementalencoder(encoding)()
    lines_left = part.header.line if part.header else 0
    for block in text_blocks(path, survey, part.header.quoted):
        start = _end_of_line(block.content, lines_left)
        lines_left = 0
        rest = _blanked(block.content[start:], part.header, part.columns.personal)
        yield encoder.encode((block.content[:start] + rest).decode("utf-8"))


def _end_of_line(content: bytes, number: int) -> int:
    """Where the line with this number ends; the headings stand in a file's first block."""
    place = 0
    for _ in range(number):
        place = content.find(b"\n", place) + 1 or len(content)
    return place


def _blanked(content: bytes, header: Header, columns: Sequence[int]) -> bytes:
    """Whole rows without what stands in these columns; quotation marks and line breaks stay, so no row moves."""
    characters = np.frombuffer(content, dtype=np.uint8)
    is_outside = np.cumsum(characters == QUOTE) % 2 == 0 if header.quoted else np.ones(len(characters), dtype=bool)
    separators = np.flatnonzero((characters == ord(header.delimiter)) & is_outside)
    ends = np.flatnonzero((characters == NEWLINE) & is_outside)
    if len(ends) == 0 or ends[-1] != len(characters) - 1:
        ends = np.append(ends, len(characters))
    starts = np.concatenate(([0], ends[:-1] + 1))
    first = np.searchsorted(separators, starts)
    count = np.searchsorted(separators, ends) - first
    changes = np.zeros(len(characters) + 2, dtype=np.int32)
    bounds = np.append(separators, len(characters))
    for column in columns:
        rows = np.flatnonzero(count >= column)
        begins = starts[rows] if column == 0 else separators[first[rows] + column - 1] + 1
        stops = np.where(count[rows] > column, bounds[first[rows] + column], ends[rows])
        np.add.at(changes, begins, 1)
        np.add.at(changes, stops, -1)
    is_personal = np.cumsum(changes[: len(characters)]) > 0
    stays = ~is_personal | (characters == NEWLINE) | (characters == RETURN) | (characters == QUOTE)
    return characters[stays].tobytes()


def _redacted_workbook(path: Path, parts: Sequence[Recognised]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for part in parts:
        for row in workbook[part.sheet_name].iter_rows(min_row=part.sheet.header_line + 1):
            for position in part.columns.personal:
                if position < len(row):
                    row[position].value = None
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
