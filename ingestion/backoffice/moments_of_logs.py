"""When logged events happened: a time, and in a column of its own the zone it is written in. Guesses no zone."""

import re
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import MOMENT, TEXT, Column
from ingestion.moments import moments
from ingestion.numbers_as_text import Unreadable
from ingestion.refusal import FileRefused, shown

TIME = Column(
    "logged_time",
    headings=("time", "when", "date and time", "timestamp", "操作时间", "登录时间", "访问时间", "时间"),
    required=True,
    filled=True,
)
ZONE = Column("time_zone", headings=("utc offset", "time zone", "timezone", "时区"))
OCCURRED_AT = Column("occurred_at", MOMENT)
YEAR_FIRST = re.compile(r"\d{4}\D")


class EventLog:
    """The arrangement of logs: one table, with `occurred_at` (UTC) made of a row's time and its zone."""

    def __init__(self, table: str) -> None:
        self._table = table
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """All rows; raises FileRefused for a time that is none, or that does not say its zone."""
        times = rows[TIME.name].cast(TEXT)
        written = pc.binary_join_element_wise(
            times, rows[ZONE.name].cast(TEXT), " ", null_handling="replace", null_replacement=""
        )
        distinct = pc.unique(pc.utf8_trim_whitespace(written))
        try:
            known = dict(zip(distinct.to_pylist(), _moments(distinct).to_pylist(), strict=True))
        except Unreadable as error:
            row = pc.index(pc.utf8_trim_whitespace(written), error.value).as_py()
            raise FileRefused(
                f"'{shown(error.value)}' in column '{TIME.title}' {error.reason}",
                "Write times as 2026-07-01 14:30:00 +08:00, or add a column 'UTC offset' such as +08:00.",
                rows["raw_line"][row].as_py(),
            ) from error
        occurred = pa.array([known[text.strip()] for text in written.to_pylist()], MOMENT)
        yield self._table, rows.append_column(OCCURRED_AT.name, occurred)

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()


def _moments(texts: pa.Array) -> pa.Array:
    """Times whose year comes first; of others it could not be told which number is the month."""
    for text in texts.to_pylist():
        if not YEAR_FIRST.match(text):
            raise Unreadable(text, "does not begin with the year")
    return moments(texts, None)
