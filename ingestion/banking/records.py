"""What the readers of banks' records (OFX, MT940) share: the whole text within a limit, its lines, rows as a sheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ingestion.banking.statement import RECORD_TYPES
from ingestion.refusal import FileRefused
from ingestion.rows import Block, Sheet, block_of
from ingestion.survey import Survey

MOST_BYTES = 64 << 20
"""These parsers hold a whole file in memory. A year of a busy account has a few megabytes."""
HEADINGS = tuple(RECORD_TYPES)
AGAIN = "Download the statement again, completely, or take another format that the bank offers (CSV, CAMT.053)."
Row = Mapping[str, str | None]


def whole_text(path: Path, survey: Survey) -> str:
    """The file's text, with LF at the ends of lines. Raises FileRefused where it is too large or damaged."""
    if survey.size_bytes > MOST_BYTES:
        raise FileRefused(
            f"a statement in this format may have {MOST_BYTES:,} bytes; this one has {survey.size_bytes:,}",
            "Download it in parts, or as CSV.",
        )
    try:
        return path.read_text(encoding=survey.encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(f"bytes in it are no text in {survey.encoding}", AGAIN) from error


def lines_of(text: str, sign: str) -> list[int]:
    """On which lines `sign`, a regular expression, begins."""
    lines, at, number = [], 0, 1
    for match in re.finditer(sign, text, re.MULTILINE):
        number += text.count("\n", at, match.start())
        at = match.start()
        lines.append(number)
    return lines


def check_count(found: int, lines: Sequence[int]) -> None:
    """Raise FileRefused where a parser passed over a booking without a word."""
    if found != len(lines):
        raise FileRefused(f"{len(lines)} bookings stand in the file, but only {found} of them can be read", AGAIN)


def sheet_of(rows: Sequence[tuple[int, Row]]) -> Sheet:
    """Rows, each with its line, under the headings of a statement's records."""

    def blocks() -> Iterator[Block]:
        if rows:
            cells = [[row.get(name) for name in HEADINGS] for _, row in rows]
            yield block_of(len(HEADINGS), cells, [line for line, _ in rows])

    return Sheet(HEADINGS, (), 1, blocks)
