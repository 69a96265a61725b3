"""One recognised file from its bytes to Parquet files of typed rows, and its bytes to the archive, at the same time."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ingestion.ahead import one_ahead
from ingestion.cells import constant, evidence_in, typed_rows
from ingestion.formats import FileFacts
from ingestion.media import Recognised
from ingestion.outcome import ParsedFile
from ingestion.raw_files import RawFiles
from ingestion.refusal import FileRefused
from ingestion.survey import Survey, open_to_read
from warehouse import archive
from warehouse.home import Home

CHANGED = "the file changed while it was read"
WAIT_UNTIL_WHOLE = "Wait until it has been copied completely."
OPENING_BLOCKS = 4
"""Blocks held while a file's conventions are found; only a file in which these leave a doubt is read twice."""


@dataclass(frozen=True)
class ReadFile:
    """What reading a file gave."""

    tables: dict[str, ParsedFile]
    row_count: int
    warnings: tuple[str, ...]


def read_and_archive(
    home: Home, path: Path, survey: Survey, recognised: Recognised, origin: dict[str, str], folder: Path, stem: str
) -> ReadFile:
    """Read a file and keep its bytes; a file that is refused is not kept."""
    was_kept = archive.path_of(home, survey.content_hash).exists()
    with ThreadPoolExecutor(1) as beside:
        kept = beside.submit(_keep, home, path, survey, was_kept)
        try:
            read = _read(survey, recognised, origin, folder, stem)
            _check_unchanged(kept, survey)
        except BaseException:
            kept.exception()
            if not was_kept:
                archive.remove(home, survey.content_hash)
            raise
    return read


def _keep(home: Home, path: Path, survey: Survey, is_kept: bool) -> str:
    if is_kept:
        return survey.content_hash
    with open_to_read(path) as file:
        return archive.store(home, file)


def _check_unchanged(kept: "Future[str]", survey: Survey) -> None:
    if kept.result() != survey.content_hash:
        raise FileRefused(CHANGED, WAIT_UNTIL_WHOLE, can_retry=True)


def _read(survey: Survey, recognised: Recognised, origin: dict[str, str], folder: Path, stem: str) -> ReadFile:
    kind, sheet, columns = recognised.format, recognised.sheet, recognised.columns
    blocks = one_ahead(sheet.blocks())
    opening = list(islice(blocks, OPENING_BLOCKS))
    evidence = evidence_in(opening, columns)
    if len(opening) == OPENING_BLOCKS and not evidence.settled():
        evidence = evidence_in(sheet.blocks(), columns)
    conventions = evidence.conventions(kind.bare_thousands, kind.bare_slashes)
    constants = kind.constants(FileFacts(survey.modified_at, sheet.preamble))
    arrangement = kind.arrange()
    row_count = 0
    files = RawFiles(folder, stem)
    with files:
        for block in chain(opening, blocks):
            rows = typed_rows(block, columns, conventions, kind.columns, origin)
            for column in kind.constant_columns:
                rows = rows.append_column(column.name, constant(constants.get(column.name), column.type, rows.num_rows))
            row_count += rows.num_rows
            for table, part in arrangement.add(rows):
                files.add(table, part, kind.tables[table].names, [name for name, _ in columns.extra])
        for table, part in arrangement.close():
            files.add(table, part, kind.tables[table].names, ())
        if row_count == 0:
            raise FileRefused(
                "the file has headings but not a single row",
                "If the report really is empty there is nothing to load: remove it.",
                sheet.header_line,
            )
    return ReadFile(files.parsed(), row_count, tuple(arrangement.warnings))
