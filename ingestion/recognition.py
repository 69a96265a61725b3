"""Which kind of file this is, by the headings it has; never by its name. Reads no rows."""

import csv
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingestion.formats import Column, FileFormat
from ingestion.headings import column_name, heading, is_personal
from ingestion.refusal import FileRefused, shown

DELIMITERS = ("\t", ",", ";", "|")
LINES_SEARCHED = 60
LONGEST_HEADER = 1 << 16


@dataclass(frozen=True)
class Header:
    """The line that holds a file's headings, and how its cells are told apart."""

    format: FileFormat
    line: int
    delimiter: str
    cells: tuple[str, ...]
    preamble: tuple[str, ...] = ()
    quoted_headings: bool = False

    @property
    def quoted(self) -> bool:
        """Whether quotation marks enclose cells. In Amazon's tab-separated files only those around headings say so."""
        return self.delimiter != "\t" or self.format.quoted_tabs or self.quoted_headings


@dataclass(frozen=True)
class ColumnMap:
    """Where each column stands in a file: declared ones, those that no format knows, and buyers' data."""

    declared: tuple[tuple[Column, int], ...]
    extra: tuple[tuple[str, int], ...]
    personal: tuple[int, ...] = ()


def find_header(text: str, formats: Sequence[FileFormat]) -> Header | None:
    """The header line of a delimited text whose kind is known; None where there is none."""
    lines = text.splitlines()[:LINES_SEARCHED]
    fewest = min(kind.signature_minimum for kind in formats)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_HEADER:
            continue
        for delimiter in DELIMITERS:
            cells = split_line(line, delimiter)
            # With the wrong delimiter a line is one long cell, and to compare that took more time than all else.
            if len(cells) < fewest:
                continue
            if (kind := recognise(cells, formats)) is not None:
                quoted = line.startswith('"')
                return Header(kind, number, delimiter, cells, tuple(lines[: number - 1]), quoted)
    return None


def recognise(cells: Sequence[str], formats: Iterable[FileFormat]) -> FileFormat | None:
    """The format that has the most of its own columns among these headings, if it has enough of them."""
    present = {heading(cell) for cell in cells}
    best, most = None, 0.0
    for kind in formats:
        if kind.layout:
            continue
        own = sum(
            column.name in kind.signature and not present.isdisjoint(column.known_headings) for column in kind.columns
        )
        share = own / len(kind.signature)
        if own >= kind.signature_minimum and share > most:
            best, most = kind, share
    return best


def split_line(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line."""
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return tuple(line.split(delimiter))


def map_columns(kind: FileFormat, cells: Sequence[str], line: int, most_columns: int) -> ColumnMap:
    """Where each column of `kind` stands; raises FileRefused for missing, doubled or far too many columns."""
    if len(cells) > most_columns:
        raise FileRefused(
            f"the header has {len(cells)} columns; at most {most_columns} are read",
            "Check that this is a report; limits.max_columns in sellerhouse.toml raises the limit.",
            line,
        )
    positions = _positions(cells)
    declared = []
    for column in kind.columns:
        at = next((positions[name] for name in column.known_headings if name in positions), None)
        if at is None:
            if column.required:
                raise _missing(kind, column, cells, line)
            continue
        if len(at) > 1:
            raise FileRefused(
                f"the column '{shown(cells[at[0]])}' stands twice in the header (columns {at[0] + 1} and {at[1] + 1})",
                "Remove or rename one of the two.",
                line,
            )
        declared.append((column, at[0]))
    mapped = {position for _, position in declared}
    others = [(position, cell) for position, cell in enumerate(cells) if position not in mapped and heading(cell)]
    personal = tuple(position for position, cell in others if _is_personal(kind, cell))
    extra = _extra(kind, [(position, cell) for position, cell in others if position not in personal])
    return ColumnMap(tuple(declared), tuple(extra), personal)


def _positions(cells: Sequence[str]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        positions.setdefault(heading(cell), []).append(position)
    return positions


def _missing(kind: FileFormat, column: Column, cells: Sequence[str], line: int) -> FileRefused:
    known = {name for other in kind.columns for name in other.known_headings}
    unknown = [cell for cell in cells if heading(cell) not in known]
    near = difflib.get_close_matches(column.known_headings[0], [heading(cell) for cell in unknown], 1, 0.4)
    nearest = next((shown(cell) for cell in unknown if near and heading(cell) == near[0]), None)
    name = column.title
    hint = f"; the nearest heading that is not known is '{nearest}'" if nearest else ""
    advice = f"rename that column to '{name}'" if nearest else f"add the column '{name}'"
    return FileRefused(
        f"this looks like: {kind.title}, but its column '{name}' is missing{hint}",
        f"Download the report again without changing it, or {advice}.",
        line,
    )


def _is_personal(kind: FileFormat, cell: str) -> bool:
    return heading(cell) in kind.personal or is_personal(heading(cell))


def _extra(kind: FileFormat, others: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    if kind.concealed:
        return
    taken = {name for schema in kind.tables.values() for name in schema.names} | {
        column.name for column in kind.columns
    }
    for position, cell in others:
        fresh = column_name(cell, position + 1, taken)
        taken.add(fresh)
        yield fresh, position
