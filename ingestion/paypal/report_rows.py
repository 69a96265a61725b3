"""Reads PayPal's reports in which a tag opens each row (RH, FH, SH, CH, SB, SF ...). Knows no code's meaning, no sign.

RH, FH and SH head the report, a file, a section (period, account); CH names the columns of the SB rows, which are the
transactions; SF and RF add a section and the report up, one row a currency; SC, FF, FC and RC count rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from ingestion.blanking import Blanking
from ingestion.formats import MONEY, FileFormat
from ingestion.paypal.tagged_text import TaggedRow, split_rows
from ingestion.paypal.unsigned_amounts import with_two_decimals
from ingestion.recognition import map_columns
from ingestion.refusal import FileRefused, shown
from ingestion.rows import CELL, Block, Sheet, block_of
from ingestion.survey import Survey
from ingestion.text_blocks import text_blocks

BODY_SET, TOTALS_SET = "transactions", "totals"
BODY, HEADINGS, SECTION = "SB", "CH", "SH"
REPORT_FOOTER = "RF"
FOOTERS = ("SF", REPORT_FOOTER)
PASSED_OVER = ("RH", "FH", "SC", "FC", "FF", "RC", "")
OPENS_WITH = re.compile(r'^"?(RH|FH|SH)"?,')
HAS_ROWS = re.compile(r'^"?(CH|SB|SF)"?,', re.MULTILINE)
HEADINGS_FIRST = re.compile(r'^"?CH"?,.*(Transaction Event Code|Gross Transaction Amount|Subscription ID)')
ROWS_SEARCHED = 60
SECTION_TITLES = ("section account", "section start", "section end")
DAMAGED = "Download the report again; one that was edited by hand must keep its tags and all its delimiters."


def is_report(text: str) -> bool:
    """Whether a text opens as these reports do."""
    return bool(OPENS_WITH.match(text) and HAS_ROWS.search(text)) or bool(HEADINGS_FIRST.match(text))


@dataclass(frozen=True)
class ReportReader:
    """Reads the reports whose SB rows have the columns of `body`.

    footer -- titles of what a footer states: its tag, then its cells in their order.
    record_count -- title of the number in a footer's last cell.
    """

    body: FileFormat
    footer: tuple[str, ...]
    record_count: str

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings of every row."""
        body = tuple(column.title for column in self.body.columns)
        return ("row_set", "report kind", *SECTION_TITLES, *body, *self.footer, self.record_count)

    @property
    def amounts(self) -> frozenset[str]:
        """Titles of what is written in hundredths."""
        money = {column.title for column in self.body.columns if column.type == MONEY}
        return frozenset(money | {self.footer[place] for place in (2, 3, 4, 5, 7, 9)})

    def read(self, path: Path, survey: Survey) -> Sheet:
        """All transactions and totals of a report. Raises FileRefused where a row is not what its tag says."""
        line, cells, places = self._headings(survey)

        def blocks() -> Iterator[Block]:
            reading = _Reading(self, cells, places)
            for block in text_blocks(path, survey, quoted=True):
                yield from reading.read(split_rows(block, len(cells), BODY))

        return Sheet(self.titles, (), line, blocks)

    def redact(self, path: Path, survey: Survey) -> Iterator[bytes]:
        """The report with only what is read of each transaction."""
        _, cells, places = self._headings(survey)
        others = [position for position in range(1, len(cells)) if position not in places.values()]
        yield from Blanking(others, ",", quoted=True, tag=BODY).of_file(path, survey)

    def _headings(self, survey: Survey) -> tuple[int, Sequence[str], dict[str, int]]:
        """The line of the headings, all of them, and where each declared one stands."""
        line, cells = _line_of_headings(survey.opening_text())
        if not cells:
            return line, cells, {}
        declared = map_columns(self.body, cells[1:], line, len(cells)).declared
        return line, cells, {column.title: position + 1 for column, position in declared}


@dataclass
class _Reading:
    """One reading of a report from its start, and the sections met so far."""

    reader: ReportReader
    headings: Sequence[str]
    places: dict[str, int]
    starts: list[int] = field(default_factory=list)
    sections: list[tuple[str | None, ...]] = field(default_factory=list)
    has_headings: bool = False

    def read(self, rows: tuple[pa.RecordBatch | None, np.ndarray, Iterable[TaggedRow]]) -> Iterator[Block]:
        body, lines, others = rows
        footers, mended = [], []
        for row in others:
            if row.tag == BODY:
                mended.append(self._mended(row))
            elif row.tag in FOOTERS:
                if row.tag == REPORT_FOOTER:
                    self._begin_section(row.line, None, None, None)
                footers.append(row)
            else:
                self._note(row)
        if body is not None and body.num_rows:
            yield self._body(body, lines)
        if mended:
            block = block_of(len(self.headings), [row.cells for row in mended], [row.line for row in mended])
            yield self._body(block.cells, block.lines.to_numpy())
        if footers:
            yield self._footers(footers)

    def _note(self, row: TaggedRow) -> None:
        if row.tag == SECTION:
            start, end, account = (*row.cells[1:4], *[None] * 3)[:3]
            self._begin_section(row.line, account or None, start or None, end or None)
        elif row.tag == HEADINGS:
            if self.has_headings or [*row.cells] != [*self.headings]:
                raise FileRefused("a second line of headings (CH) stands in the same section", DAMAGED, row.line)
            self.has_headings = True
        elif row.tag not in PASSED_OVER:
            raise FileRefused(f"'{shown(row.tag)}' is no tag that rows of these reports begin with", DAMAGED, row.line)

    def _begin_section(self, line: int, *facts: str | None) -> None:
        """From here on rows are of this account and period; those that add up the whole report are of none."""
        self.starts.append(line)
        self.sections.append(facts)
        self.has_headings = False

    def _mended(self, row: TaggedRow) -> TaggedRow:
        """The transaction with as many cells as headings, where it only has blank ones too many."""
        if not self.headings:
            raise FileRefused("transactions (SB) stand before any line of headings (CH)", DAMAGED, row.line)
        width = len(self.headings)
        if len(row.cells) > width and not any(cell.strip() for cell in row.cells[width:]):
            return TaggedRow(row.line, row.cells[:width], row.is_cut)
        if row.is_cut:
            raise FileRefused(
                f"the file was cut off in the middle of its last line: it has {len(row.cells)} of {width} cells",
                "Download the file again, completely.",
                row.line,
            )
        raise FileRefused(
            f"the transaction has {len(row.cells)} cells under {width} headings, tag included", DAMAGED, row.line
        )

    def _body(self, cells: pa.RecordBatch, lines: np.ndarray) -> Block:
        columns = {title: cells.column(place) for title, place in self.places.items()}
        return self._block(BODY_SET, columns, lines)

    def _footers(self, rows: Sequence[TaggedRow]) -> Block:
        """What footers state. The number of records is a footer's last cell, however many balances stand before."""
        names = (*self.reader.footer, self.reader.record_count)
        texts = [[*(*row.cells, *[""] * len(names))[: len(names) - 1], row.cells[-1]] for row in rows]
        block = block_of(len(names), texts, [row.line for row in rows])
        return self._block(TOTALS_SET, dict(zip(names, block.cells.columns, strict=True)), block.lines.to_numpy())

    def _block(self, row_set: str, columns: dict[str, pa.Array], lines: np.ndarray) -> Block:
        numbers = pa.array(lines, pa.int32())
        count = len(numbers)
        kind = "TRR" if "Transactional Status" in self.places else "STL"
        known = {"row_set": pa.array([row_set] * count), "report kind": pa.array([kind] * count)}
        known.update(zip(SECTION_TITLES, self._sections_of(lines), strict=True))
        known = {title: values.dictionary_encode() for title, values in known.items()}
        for title, values in columns.items():
            known[title] = with_two_decimals(values, title, numbers) if title in self.reader.amounts else values
        titles = self.reader.titles
        arrays = [known.get(title, pa.nulls(count, CELL)) for title in titles]
        return Block(pa.RecordBatch.from_arrays(arrays, names=[str(index) for index in range(len(titles))]), numbers)

    def _sections_of(self, lines: np.ndarray) -> list[pa.Array]:
        """Account, start and end of the section in which each line stands."""
        at = np.searchsorted(np.array(self.starts, dtype=np.int64), lines, side="right") - 1
        places = pa.array(at, pa.int32(), mask=at < 0)
        return [pa.array([section[place] for section in self.sections], pa.string()).take(places) for place in range(3)]


def _line_of_headings(text: str) -> tuple[int, Sequence[str]]:
    """The first CH row and its line; no cells where a report has none."""
    reader = csv.reader(io.StringIO(text))
    line = 1
    try:
        for _, cells in zip(range(ROWS_SEARCHED), reader, strict=False):
            if cells and cells[0].strip() == HEADINGS:
                if any(cell.strip() == "Subscription ID" for cell in cells):
                    raise FileRefused(
                        "this is PayPal's report of subscription agreements: it tells of no money",
                        "Nothing of it is needed; load the settlement report (STL) of the same days.",
                        line,
                    )
                return line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(f"a quotation mark is not closed ({error})", DAMAGED, line) from error
    return 1, ()
