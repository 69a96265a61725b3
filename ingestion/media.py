"""What a file physically is (a table, a workbook, another layout, or none) and its rows under known headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.delimited import delimited_sheet
from ingestion.formats import TEXT, FileFormat
from ingestion.recognition import ColumnMap, Header, find_header, map_columns
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Sheet
from ingestion.survey import Survey
from ingestion.workbook import is_workbook, read_workbook, within_sheet
from warehouse.sections import Limits

ZIP_SIGN = b"PK\x03\x04"
FOREIGN = (
    (b"%PDF", "a PDF", "Download the report as text, CSV or XLSX."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or another Office file", "Save it as .xlsx or CSV."),
    (b"\x1f\x8b", "a gzip file inside another archive", "Unpack it first."),
    (ZIP_SIGN, "a ZIP file inside another archive, or a damaged one", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first, or use ZIP."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first, or use ZIP."),
    (b"\x89PNG", "an image", "Download the report as text, CSV or XLSX."),
    (b"\xff\xd8\xff", "an image", "Download the report as text, CSV or XLSX."),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
)
MARKUP = {"<": "XML", "{": "JSON", "[": "JSON"}


@dataclass(frozen=True)
class Recognised:
    """A file, or one sheet of a workbook, whose kind is known, ready to be read."""

    format: FileFormat
    sheet: Sheet
    columns: ColumnMap
    sheet_name: str | None = None
    header: Header | None = None


def open_file(path: Path, survey: Survey, formats: Sequence[FileFormat], limits: Limits) -> Sequence[Recognised]:
    """Recognise a file by its content: one part, or each known sheet of a workbook.

    Raises FileRefused where it is of no known kind, or lacks columns.
    """
    if survey.start.startswith(ZIP_SIGN) and is_workbook(path):
        return _open_workbook(path, formats, limits)
    return [_open_one_part(path, survey, formats, limits)]


def _open_workbook(path: Path, formats: Sequence[FileFormat], limits: Limits) -> Sequence[Recognised]:
    parts = []
    for name, kind, sheet in read_workbook(path, formats, limits):
        with within_sheet(name):
            columns = map_columns(kind, sheet.headings, sheet.header_line, limits.max_columns)
        parts.append(Recognised(kind, sheet, columns, name))
    if not parts:
        raise _unknown("no sheet of the workbook has headings that are known", formats)
    return parts


def _open_one_part(path: Path, survey: Survey, formats: Sequence[FileFormat], limits: Limits) -> Recognised:
    _refuse_foreign(survey)
    text = survey.opening_text().lstrip("\ufeff \r\n\t")
    _refuse_web_page(text)
    for kind in formats:
        if kind.layout and kind.layout.knows(text):
            sheet = kind.layout.read(path, survey)
            return Recognised(kind, sheet, map_columns(kind, sheet.headings, sheet.header_line, limits.max_columns))
    for sign, name in MARKUP.items():
        if text.startswith(sign):
            raise _unknown(f"the {name} holds no report that is known", formats)
    return _open_delimited(path, survey, formats, limits)


def _open_delimited(path: Path, survey: Survey, formats: Sequence[FileFormat], limits: Limits) -> Recognised:
    text = survey.opening_text()
    header = find_header(text, formats)
    if header is None:
        first = next((line for line in text.splitlines() if line.strip()), "")
        raise _unknown(f"no line has headings that are known; the first line is: {shown(first)}", formats)
    columns = map_columns(header.format, header.cells, header.line, limits.max_columns)
    needed = {position for column, position in columns.declared if column.required or column.type != TEXT}
    omissible = frozenset(range(len(header.cells))) - needed
    return Recognised(header.format, delimited_sheet(path, survey, header, omissible), columns, header=header)


def _refuse_web_page(text: str) -> None:
    opening = text[:2000].casefold()
    if opening.startswith("<") and ("<html" in opening or "<!doctype html" in opening):
        raise FileRefused(
            "the file is a web page (HTML), probably an error or sign-in page that was saved in place of the report",
            "Sign in and download the report again.",
            1,
        )


def _refuse_foreign(survey: Survey) -> None:
    for sign, name, advice in FOREIGN:
        if survey.start.startswith(sign):
            raise FileRefused(f"the file is {name}", advice)
    if survey.line_of_first_nul is not None and not survey.is_wide():
        raise FileRefused(
            "the file holds zero bytes: it is not text, or was damaged on its way",
            "Download it again.",
            survey.line_of_first_nul,
        )


def _unknown(what: str, formats: Sequence[FileFormat]) -> FileRefused:
    kinds = "; ".join(dict.fromkeys(kind.title for kind in formats))
    return FileRefused(f"not recognised: {what}", f"Kinds that are known: {kinds}.")
