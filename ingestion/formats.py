"""What a file format is: a declaration of its columns and how to know it by content. Reads no file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.fetching import Api
from ingestion.headings import heading
from ingestion.rows import Sheet
from ingestion.survey import Survey
from warehouse.settings import Settings

TEXT = pa.string()
MONEY = pa.decimal128(18, 4)
RATE = pa.decimal128(18, 8)
COUNT = pa.int32()
MOMENT = pa.timestamp("us", tz="UTC")
DATE = pa.date32()

PROVENANCE = pa.schema(
    [
        ("store_id", TEXT),
        ("raw_file", TEXT),
        ("raw_line", pa.int32()),
        ("content_hash", TEXT),
        ("load_id", TEXT),
    ]
)


@dataclass(frozen=True)
class Choice:
    """One of the words that a column may hold: the code it is loaded as, and how people write it in any language."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column of a raw table and the headings, in any language, that files give it.

    required, filled -- whether a file must have the column, and whether each of its rows must have a value there.
    rounds -- whether digits beyond the type's scale are rounded away; else a file that has them is refused.
    months -- whether a month (2026-07, 07/2026) is read as its first day; else a file that has one is refused.
    unknown -- what files write where they know no value, besides leaving the cell blank.
    choices -- the only values of a text column, where it has such; a file that has another is refused.
    rewrites -- patterns and what takes their place before the text is read: see `ingestion.rewrites`.
    epoch -- whether ten digits are seconds since 1970 and thirteen are milliseconds; else such a cell is refused.
    zone -- the IANA zone of times that state none; without one such a time is refused.

    The column's own name is always a heading of it. Where a file has several of them, the first named here wins.
    """

    name: str
    type: pa.DataType = TEXT
    headings: tuple[str, ...] = ()
    required: bool = False
    rounds: bool = False
    filled: bool = False
    months: bool = False
    unknown: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    rewrites: tuple[tuple[str, str], ...] = ()
    epoch: bool = False
    zone: str = ""

    @property
    def title(self) -> str:
        """What messages call the column: the heading that files use most."""
        return (self.headings or (self.name,))[0]

    @cached_property
    def known_headings(self) -> tuple[str, ...]:
        """Every heading of this column, as `headings.heading` writes them, best first."""
        return tuple(dict.fromkeys(heading(name) for name in (*self.headings, self.name)))


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file besides its rows."""

    modified_at: datetime
    preamble: tuple[str, ...] = ()


class Arrangement(Protocol):
    """Puts the typed rows of one file into raw tables, block by block; holds what it must remember between blocks."""

    warnings: list[str]

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The parts of one block."""
        ...

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """What can only be said at the end of the file; raises FileRefused when the file as a whole cannot be used."""
        ...


class OneTable:
    """The arrangement of most formats: every row goes to the same table."""

    def __init__(self, table: str) -> None:
        self._table = table
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """All rows, as they are."""
        yield self._table, rows

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()


@dataclass(frozen=True)
class Layout:
    """How a file that is no table under one line of headings (XML, JSON, a bank's records) becomes rows.

    knows -- whether a file is laid out so, by its opening text (up to a megabyte).
    read -- the file's rows under headings of the format's columns; raises FileRefused.
    redact -- the file without buyers' data, for what may hold any.
    """

    knows: Callable[[str], bool]
    read: Callable[[Path, Survey], Sheet]
    redact: Callable[[Path, Survey], Iterator[bytes]] | None = None


class OneTableASet:
    """The arrangement of formats whose column `row_set` says to which table a row goes; other rows are left out."""

    def __init__(self, tables: Mapping[str, str]) -> None:
        self._tables = tables
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows of each set."""
        sets = rows["row_set"].cast(TEXT)
        for name, table in self._tables.items():
            part = rows.filter(pc.equal(sets, name))
            if part.num_rows:
                yield table, part

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()


def no_constants(facts: FileFacts) -> Mapping[str, Any]:
    """For formats whose every column stands in the rows."""
    return {}


@dataclass(frozen=True)
class FileFormat:
    """One kind of file: which raw tables it fills, its columns, and what tells it from every other kind.

    signature -- columns that no other kind has; the kind is recognised when `signature_minimum` of them are present.
    personal -- headings of buyers' data, which is dropped while reading.
    bare_thousands -- what "1.234" means in a file none of whose amounts shows its decimal mark; or that mark itself.
    bare_slashes -- what "01/02/2026" means in a file none of whose dates has a day after the 12th.
    constants -- columns that the file states outside its rows, which are `constant_columns`.
    one_store_only -- whether the same bytes can be true of one store alone.
    layout -- for what is no table under one line of headings; such a format is known by its layout alone.
    sheet_names -- sheets of a workbook that must be of this kind: one whose headings do not fit is refused, not passed
        over. The first is its English name, the second its Chinese one.
    concealed -- columns that are loaded only as `<name>_hash` and `<name>_masked`, and how a value is written before
        it is hashed, so that two ways to write the same one are the same. Such a format loads no undeclared column.
    """

    kind: str
    title: str
    tables: Mapping[str, pa.Schema]
    columns: Sequence[Column]
    arrange: Callable[[], Arrangement]
    signature: frozenset[str] = frozenset()
    signature_minimum: int = 1
    quoted_tabs: bool = False
    personal: frozenset[str] = frozenset()
    bare_thousands: Literal["thousands", "decimals", "refuse", ".", ","] = "refuse"
    bare_slashes: Literal["day_first", "month_first", "refuse"] = "refuse"
    constants: Callable[[FileFacts], Mapping[str, Any]] = no_constants
    constant_columns: Sequence[Column] = ()
    one_store_only: bool = False
    layout: Layout | None = None
    sheet_names: tuple[str, ...] = ()
    concealed: Mapping[str, Callable[[str], str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ShippedFile:
    """A file that comes with the program or one of its packages, and belongs to no store."""

    kind: str
    raw_file: str
    path: Path
    content: bytes
    modified_at: datetime
    table: str
    rows: Callable[[bytes, Mapping[str, str]], pa.Table]


def no_own_formats(settings: Settings) -> tuple[FileFormat, ...]:
    """For sources whose files look the same for every seller."""
    return ()


@dataclass(frozen=True)
class Source:
    """One folder of this package: where data comes from, the files it comes in, and the APIs that give them.

    own_formats -- formats that a seller describes in the settings; they fill tables that `formats` fill as well.
    """

    name: str
    formats: tuple[FileFormat, ...] = ()
    tables: Mapping[str, pa.Schema] = field(default_factory=dict)
    shipped: Callable[[], ShippedFile] | None = None
    apis: tuple[Api, ...] = ()
    own_formats: Callable[[Settings], tuple[FileFormat, ...]] = no_own_formats

    def formats_under(self, settings: Settings) -> tuple[FileFormat, ...]:
        """All formats of this source; where two fit a file alike, the seller's own goes first."""
        return (*self.own_formats(settings), *self.formats)


def table_schema(columns: Iterable[Column]) -> pa.Schema:
    """The schema of a raw table: its columns, then where each row came from."""
    return pa.schema([*((column.name, column.type) for column in columns), *PROVENANCE])
