"""One recognised file from its bytes to Parquet files of typed rows, and its bytes to the archive, at the same time.

No format is known here, and nothing is loaded.
"""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from ingestion.ahead import one_ahead
from ingestion.cells import constant, evidence_in, typed_rows
from ingestion.concealment import conceal
from ingestion.formats import FileFacts, FileFormat
from ingestion.media import Recognised
from ingestion.outcome import ParsedFile
from ingestion.raw_files import RawFiles
from ingestion.redaction import has_personal_data, redacted
from ingestion.refusal import FileRefused, shown
from ingestion.survey import Survey, blocks, open_to_read
from ingestion.workbook import within_sheet
from warehouse import archive
from warehouse.home import Home
from warehouse.origins import kept_hash

CHANGED = "the file changed while it was read"
WAIT_UNTIL_WHOLE = "Wait until it has been copied completely."
OPENING_BLOCKS = 4
"""Blocks held while a file's conventions are found; only a file in which these leave a doubt is read twice."""


@dataclass(frozen=True)
class ReadFile:
    """What reading a file gave. `formats` are those of its parts that have rows."""

    formats: tuple[FileFormat, ...]
    parsed: tuple[ParsedFile, ...]
    row_count: int
    warnings: tuple[str, ...]
    kept_hash: str = ""


def read_and_archive(
    home: Home,
    path: Path,
    survey: Survey,
    parts: Sequence[Recognised],
    origin: Mapping[str, str],
    folder: Path,
    stem: str,
) -> ReadFile:
    """Read all parts of a file and keep it without buyers' data; a file of which one part is refused is not kept."""
    was_kept = archive.path_of(home, survey.content_hash).exists()
    with ThreadPoolExecutor(1) as beside:
        kept = beside.submit(_keep, home, path, survey, parts, was_kept)
        try:
            read = _read_parts(home, survey, parts, origin, folder, stem)
            read = replace(read, kept_hash=kept.result())
        except BaseException:
            kept.exception()
            if not was_kept:
                archive.remove(home, survey.content_hash)
            raise
    return read


def _keep(home: Home, path: Path, survey: Survey, parts: Sequence[Recognised], is_kept: bool) -> str:
    """The hash of what is kept. Raises FileRefused where the file is no longer the one that was looked over."""
    if is_kept:
        return kept_hash(home, survey.content_hash) or survey.content_hash
    with open_to_read(path) as file:
        if has_personal_data(parts):
            kept = archive.store(home, redacted(path, survey, parts), survey.content_hash)
            found = hashlib.file_digest(file, "sha256").hexdigest()
        else:
            kept = found = archive.store(home, blocks(file), survey.content_hash)
    if found != survey.content_hash:
        raise FileRefused(CHANGED, WAIT_UNTIL_WHOLE, can_retry=True)
    return kept


def _read_parts(
    home: Home, survey: Survey, parts: Sequence[Recognised], origin: Mapping[str, str], folder: Path, stem: str
) -> ReadFile:
    """All parts, each into files of its own; those without rows are left out, but not all can be so."""
    read: list[tuple[FileFormat, RawFiles]] = []
    row_count, warnings = 0, []
    with ExitStack() as written:
        for number, part in enumerate(parts):
            files = written.enter_context(RawFiles(folder, f"{stem}-{number}"))
            with within_sheet(part.sheet_name):
                rows, noticed = _read(home, survey, part, _origin_of(part, origin), files)
            if rows:
                read.append((part.format, files))
            row_count += rows
            warnings += noticed
        if row_count == 0:
            raise _without_rows(parts)
    parsed = tuple(table for _, files in read for table in files.parsed().values())
    return ReadFile(tuple(kind for kind, _ in read), parsed, row_count, tuple(warnings))


def _origin_of(part: Recognised, origin: Mapping[str, str]) -> Mapping[str, str]:
    """Where rows come from: rows are numbered anew in every sheet, so a workbook's file is named with the sheet."""
    if part.sheet_name is None:
        return origin
    return {**origin, "raw_file": f"{origin['raw_file']}!{shown(part.sheet_name)}"}


def _read(
    home: Home, survey: Survey, part: Recognised, origin: Mapping[str, str], files: RawFiles
) -> tuple[int, list[str]]:
    """Write the rows of one part; how many there are, and what was noticed."""
    kind, sheet, columns = part.format, part.sheet, part.columns
    blocks = one_ahead(sheet.blocks())
    opening = list(islice(blocks, OPENING_BLOCKS))
    if not opening:
        return 0, []
    evidence = evidence_in(opening, columns)
    if len(opening) == OPENING_BLOCKS and not evidence.settled():
        evidence = evidence_in(sheet.blocks(), columns)
    conventions = evidence.conventions(kind.bare_thousands, kind.bare_slashes)
    constants = kind.constants(FileFacts(survey.modified_at, sheet.preamble))
    arrangement = kind.arrange()
    row_count = 0
    for block in chain(opening, blocks):
        rows = typed_rows(block, columns, conventions, kind.columns, origin)
        for column in kind.constant_columns:
            rows = rows.append_column(column.name, constant(constants.get(column.name), column.type, rows.num_rows))
        rows = conceal(rows, kind.concealed, home)
        row_count += rows.num_rows
        for table, some in arrangement.add(rows):
            files.add(table, some, kind.tables[table].names, [name for name, _ in columns.extra])
    for table, some in arrangement.close():
        files.add(table, some, kind.tables[table].names, ())
    return row_count, arrangement.warnings


def _without_rows(parts: Sequence[Recognised]) -> FileRefused:
    if len(parts) > 1:
        return FileRefused("none of the workbook's sheets has a row below its headings", "Fill in at least one sheet.")
    return FileRefused(
        "the file has headings but not a single row",
        "If the report really is empty there is nothing to load: remove it.",
        parts[0].sheet.header_line,
    )
