"""Delimited text with some columns blank, block by block, whole arrays at once. Knows no heading."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingestion.survey import Survey
from ingestion.text_blocks import ALREADY_UTF8, text_blocks

NEWLINE, RETURN, QUOTE = b'\n\r"'


@dataclass(frozen=True)
class Blanking:
    """What becomes blank in a text: these columns of each row after the headings.

    quoted -- whether quotation marks enclose cells.
    lines_kept -- the lines up to and with that of the headings.
    tag -- for texts whose rows begin with a tag: the only rows that are touched.
    """

    columns: Sequence[int]
    delimiter: str
    quoted: bool
    lines_kept: int = 0
    tag: str = ""

    def of_file(self, path: Path, survey: Survey) -> Iterator[bytes]:
        """The file's content, in its own encoding; every other byte stays in its line."""
        encoding = "utf-8" if survey.encoding in ALREADY_UTF8 else survey.encoding
        encoder = codecs.getincrementalencoder(encoding)()
        lines_left = self.lines_kept
        for block in text_blocks(path, survey, self.quoted):
            start = _end_of_line(block.content, lines_left)
            lines_left = 0
            yield encoder.encode((block.content[:start] + self.of_rows(block.content[start:])).decode("utf-8"))

    def of_rows(self, content: bytes) -> bytes:
        """Whole rows without what stands in the columns; quotation marks and line breaks stay, so no row moves."""
        characters = np.frombuffer(content, dtype=np.uint8)
        is_outside = np.ones(len(characters), dtype=bool)
        if self.quoted:
            is_outside = np.cumsum(characters == QUOTE) % 2 == 0
        separators = np.flatnonzero((characters == ord(self.delimiter)) & is_outside)
        ends = np.flatnonzero((characters == NEWLINE) & is_outside)
        if len(ends) == 0 or ends[-1] != len(characters) - 1:
            ends = np.append(ends, len(characters))
        starts = np.concatenate(([0], ends[:-1] + 1))
        first = np.searchsorted(separators, starts)
        count = np.searchsorted(separators, ends) - first
        if self.tag:
            count[[content[start : start + 9].lstrip(b'"')[:2] != self.tag.encode() for start in starts]] = -1
        changes = np.zeros(len(characters) + 2, dtype=np.int32)
        bounds = np.append(separators, len(characters))
        for column in self.columns:
            rows = np.flatnonzero(count >= column)
            begins = starts[rows] if column == 0 else separators[first[rows] + column - 1] + 1
            stops = np.where(count[rows] > column, bounds[first[rows] + column], ends[rows])
            np.add.at(changes, begins, 1)
            np.add.at(changes, stops, -1)
        is_personal = np.cumsum(changes[: len(characters)]) > 0
        stays = ~is_personal | (characters == NEWLINE) | (characters == RETURN) | (characters == QUOTE)
        return characters[stays].tobytes()


def _end_of_line(content: bytes, number: int) -> int:
    """Where the line with this number ends; the headings stand in a file's first block."""
    place = 0
    for _ in range(number):
        place = content.find(b"\n", place) + 1 or len(content)
    return place
