"""Tells a settlement report's total rows from its lines. Adds nothing up and judges no amount."""

import re
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.cells import blank_cell
from ingestion.formats import TEXT, Column
from ingestion.refusal import FileRefused, shown

CURRENCY = re.compile(r"^[A-Z]{3}$")
MANGLED_ID = r"^\d[.,]\d+E\+\d+$"
MANGLED_WARNING = (
    "order-item-code was changed by a spreadsheet program (such as 4.57658E+13): the codes are lost, the amounts are "
    "not; download the report again to have them back"
)


class SettlementRows:
    """The arrangement of settlement reports.

    The row that states a settlement's dates, total and currency is its total row; every other row is a line. Some
    files repeat the dates on their lines: such a row is a line, and its dates make the settlement where no row states
    a total.
    """

    def __init__(self, settlements: str, lines: str, filled: Iterable[Column]) -> None:
        self._settlements = settlements
        self._lines = lines
        self._filled = tuple(filled)
        self._totals: dict[str, pa.Table] = {}
        self._dates: dict[str, pa.Table] = {}
        self._first_lines: dict[str, int] = {}
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The lines of a block; its total rows are remembered."""
        if rows["settlement_start_at"].null_count == rows.num_rows:
            lines = rows
        else:
            has_dates, has_type = rows["settlement_start_at"].is_valid(), rows["transaction_type"].is_valid()
            self._remember_totals(rows.filter(pc.and_not(has_dates, has_type)))
            self._remember_dates(rows.filter(pc.and_(has_dates, has_type)))
            lines = rows.filter(pc.or_(pc.invert(has_dates), has_type))
        self._note(lines)
        if lines.num_rows:
            yield self._lines, lines

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """One row for each settlement. Lines of a settlement that states no currency cannot be money."""
        settlements = {**self._dates, **self._totals}
        for settlement_id, line in self._first_lines.items():
            if settlement_id not in settlements:
                raise FileRefused(
                    f"settlement {shown(settlement_id)} has lines but no row that states its dates, total and currency",
                    "Download the report again, completely.",
                    line,
                )
        for settlement_id, row in settlements.items():
            _check_total_row(settlement_id, row)
            yield self._settlements, row

    def _remember_totals(self, rows: pa.Table) -> None:
        for index, settlement_id in enumerate(rows["settlement_id"].cast(TEXT).to_pylist()):
            row = rows.slice(index, 1)
            line = row["raw_line"][0].as_py()
            if settlement_id is None:
                raise FileRefused("the total row has no settlement-id", "Download the report again.", line)
            known = self._totals.setdefault(settlement_id, row)
            if known["total_amount"].to_pylist() != row["total_amount"].to_pylist():
                self.warnings.append(
                    f"line {line}: settlement {shown(settlement_id)} states a second, other total; the first one counts"
                )

    def _remember_dates(self, rows: pa.Table) -> None:
        """Of lines that repeat their settlement's dates, the first of each settlement."""
        ids = rows["settlement_id"].cast(TEXT)
        for settlement_id in ids.unique().drop_null().to_pylist():
            if settlement_id not in self._dates:
                first = rows.slice(pc.index(ids, settlement_id).as_py(), 1)
                self._dates[settlement_id] = first

    def _note(self, lines: pa.Table) -> None:
        for column in self._filled:
            if lines[column.name].null_count:
                raise blank_cell(column, lines["raw_line"], lines[column.name])
        for chunk, numbers in zip(lines["settlement_id"].chunks, lines["raw_line"].chunks, strict=True):
            self._note_first_lines(chunk, numbers)
        codes = (chunk.dictionary for chunk in lines["order_item_code"].chunks)
        if any(pc.any(pc.match_substring_regex(distinct, MANGLED_ID)).as_py() for distinct in codes):
            self.warnings = list(dict.fromkeys([*self.warnings, MANGLED_WARNING]))

    def _note_first_lines(self, ids: pa.DictionaryArray, numbers: pa.Array) -> None:
        if ids.null_count:
            at = pc.index(ids.is_null(), True).as_py()
            raise FileRefused("the line has no settlement-id", "Download the report again.", numbers[at].as_py())
        for code, settlement_id in enumerate(ids.dictionary.to_pylist()):
            if settlement_id not in self._first_lines:
                at = pc.index(ids.indices, code).as_py()
                if at >= 0:
                    self._first_lines[settlement_id] = numbers[at].as_py()


def _check_total_row(settlement_id: str, row: pa.Table) -> None:
    """Raises FileRefused where the one row of `row` cannot head a settlement."""
    facts = row.select(["currency", "settlement_start_at", "settlement_end_at", "raw_line"]).to_pylist()[0]
    currency, start, end = facts["currency"] or "", facts["settlement_start_at"], facts["settlement_end_at"]
    reason = None
    if not CURRENCY.match(currency):
        reason = f"the total row of settlement {shown(settlement_id)} names no currency: '{shown(currency)}'"
    elif end and end < start:
        reason = f"settlement {shown(settlement_id)} ends on {end:%Y-%m-%d}, before it starts on {start:%Y-%m-%d}"
    if reason:
        raise FileRefused(reason, "Download the report again.", facts["raw_line"])
