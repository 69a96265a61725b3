"""How one file writes its numbers and dates, decided from all its values. Never from a currency or a marketplace."""

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.refusal import FileRefused, shown

GROUP = r"[\s\x{00A0}\x{202F}'’]"
EVIDENCE = (
    r"^\D*\d*MARK(\d{1,2}|\d{4,})\D*$|"  # 12.50: two digits, or more than three, are no group
    r"^\D*(0|\d{4,})MARK\d+\D*$|"  # 0.125 and 1234.567: no group stands before the mark
    r"^\D*\d{1,3}(OTHER\d{3}){2,}\D*$|"  # 1,234,567: a separator may repeat, a mark does not
    r"^\D*\d{1,3}((OTHER|GROUP)\d{3})+MARK\d+\D*$"  # 1,234.567
).replace("GROUP", GROUP)
DOT_EVIDENCE = EVIDENCE.replace("MARK", "[.]").replace("OTHER", ",")
COMMA_EVIDENCE = EVIDENCE.replace("MARK", ",").replace("OTHER", "[.]")
DECIMAL_MARKS = (".", ",")
HAS_MARK = r"\d[.,]\d"
SLASHED_DATE = r"^\d{1,2}[/-]\d{1,2}[/-]\d{4}"
DAY_FIRST = r"^(1[3-9]|2\d|3[01])[/-]"
MONTH_FIRST = r"^\d{1,2}[/-](1[3-9]|2\d|3[01])[/-]"


@dataclass(frozen=True)
class Conventions:
    """How a file writes numbers and dates. `day_first` is None where no date leaves a doubt."""

    decimal_mark: str = "."
    day_first: bool | None = None


@dataclass
class ConventionEvidence:
    """What the values seen so far say about a file's conventions."""

    decimal_mark: str | None = None
    bare_mark: str | None = None
    day_first: bool | None = None
    slashed: str | None = None
    _columns: set[str] = field(default_factory=set)

    def add_numbers(self, values: pa.Array) -> None:
        """Look at the distinct texts of an amount column."""
        if self.decimal_mark or not _any(values, HAS_MARK):
            return
        dots, commas = _count(values, DOT_EVIDENCE), _count(values, COMMA_EVIDENCE)
        if dots or commas:
            self.decimal_mark = "." if dots >= commas else ","
        elif self.bare_mark is None:
            self.bare_mark = "," if _any(values, r"\d,\d") else "."

    def add_dates(self, values: pa.Array) -> None:
        """Look at the distinct texts of a date column."""
        if self.day_first is not None or not _any(values, SLASHED_DATE):
            return
        days, months = _count(values, DAY_FIRST), _count(values, MONTH_FIRST)
        if days or months:
            self.day_first = days >= months
        else:
            self.slashed = values.filter(pc.match_substring_regex(values, SLASHED_DATE))[0].as_py()

    def settled(self) -> bool:
        """Whether more values could not change the answer."""
        return self.decimal_mark is not None and (self.slashed is None or self.day_first is not None)

    def conventions(self, bare_thousands: str, bare_slashes: str = "refuse") -> Conventions:
        """The file's conventions; raises FileRefused where a guess would be needed."""
        return Conventions(self.decimal_mark or self._bare(bare_thousands), self._day_first(bare_slashes))

    def _day_first(self, bare_slashes: str) -> bool | None:
        """Whether slashed dates begin with the day, also where no day after the 12th tells."""
        if self.slashed is None or self.day_first is not None:
            return self.day_first
        if bare_slashes == "refuse":
            raise FileRefused(
                f"it cannot be told whether dates such as '{shown(self.slashed)}' begin with the day or the month",
                "Export the file with dates as YYYY-MM-DD.",
            )
        return bare_slashes == "day_first"

    def _bare(self, bare_thousands: str) -> str:
        """The decimal mark of a file whose only separators stand before three digits, as in 1.234."""
        if self.bare_mark is None:
            return "."
        if bare_thousands in DECIMAL_MARKS:
            return bare_thousands
        if bare_thousands == "refuse":
            raise FileRefused(
                f"it cannot be told whether '{self.bare_mark}' marks decimals or thousands: every amount that has it "
                "has three digits after it",
                "Write at least one amount with two decimals, such as 12.50, and save the file again.",
            )
        if bare_thousands == "decimals":
            return self.bare_mark
        return "." if self.bare_mark == "," else ","


def _any(values: pa.Array, pattern: str) -> bool:
    return _count(values, pattern) > 0


def _count(values: pa.Array, pattern: str) -> int:
    matches: int | None = pc.sum(pc.match_substring_regex(values, pattern)).as_py()
    return matches or 0
