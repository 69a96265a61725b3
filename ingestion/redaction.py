"""Files without buyers' personal data, as the archive keeps them: all else stays in its line. Knows no heading."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl

from ingestion.blanking import Blanking
from ingestion.media import Recognised
from ingestion.survey import Survey


def has_personal_data(parts: Sequence[Recognised]) -> bool:
    """Whether a file has, or may have, what must not be kept."""
    return any(part.columns.personal or (part.format.layout and part.format.layout.redact) for part in parts)


def redacted(path: Path, survey: Survey, parts: Sequence[Recognised]) -> Iterator[bytes]:
    """The file with every cell of a buyer's data blank, in its own encoding and with its own lines."""
    first = parts[0]
    if first.format.layout and first.format.layout.redact:
        yield from first.format.layout.redact(path, survey)
    elif first.header is not None:
        header = first.header
        blanking = Blanking(first.columns.personal, header.delimiter, header.quoted, header.line)
        yield from blanking.of_file(path, survey)
    else:
        yield _redacted_workbook(path, parts)


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
