"""Text to points in time and dates, whichever way a file writes them. The day and month order comes from outside."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.month_names import MONTHS, ZONES
from ingestion.numbers_as_text import Unreadable

MOMENT = pa.timestamp("us", tz="UTC")
CLOCK = r"(\d{2}:\d{2}:\d{2})"
LAYOUTS = (
    (rf"^(\d{{4}}-\d{{2}}-\d{{2}})[T ]{CLOCK} ?(?:Z|UTC|GMT|\+00:?00)$", r"\1 \2Z"),
    (rf"^(\d{{2}})\.(\d{{2}})\.(\d{{4}}) {CLOCK} ?(?:Z|UTC|GMT)$", r"\3-\2-\1 \4Z"),
    (rf"^(\d{{4}}-\d{{2}}-\d{{2}})[T ]{CLOCK}([+-]\d{{2}}):?(\d{{2}})$", r"\1 \2\3:\4"),
    (rf"^(\d{{4}})/(\d{{2}})/(\d{{2}}) {CLOCK} ([+-]\d{{2}}):?(\d{{2}})$", r"\1-\2-\3 \4\5:\6"),
    (r"^(\d{4}-\d{2}-\d{2})(?: UTC)?$", r"\1 00:00:00Z"),
    (r"^(\d{2})\.(\d{2})\.(\d{4})(?: UTC)?$", r"\3-\2-\1 00:00:00Z"),
)

CLOCK_PART = re.compile(
    r"(?<![\d/])(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap]\s?\.?\s?m\b\.?)?", re.IGNORECASE
)
MONTH = r"(0?[1-9]|1[0-2])"
YEAR_FIRST = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
COMPACT = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
"""Digits alone in this order cannot be read in another: no month begins with 19 or 20."""
EPOCH = re.compile(r"^(\d{10})(\d{3})?$")
YEAR_LAST = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)


def moments(values: pa.Array, day_first: bool | None, zone: tzinfo | None = None, epoch: bool = False) -> pa.Array:
    """Distinct texts as UTC timestamps. A date without a time is midnight UTC.

    zone -- that of times which state none; without it a time must state its own.
    epoch -- whether ten digits are seconds since 1970 and thirteen are milliseconds.
    """
    if values.null_count == len(values):
        return pa.nulls(len(values), MOMENT)
    for pattern, iso in LAYOUTS:
        if pc.all(pc.match_substring_regex(values, pattern)).as_py():
            try:
                return pc.replace_substring_regex(values, pattern, iso).cast(MOMENT)
            except pa.ArrowInvalid:
                break
    return pa.array([_moment(text, day_first, zone, epoch) for text in values.to_pylist()], MOMENT)


def dates(values: pa.Array, day_first: bool | None, months: bool = False) -> pa.Array:
    """Distinct texts as dates: of a point in time its UTC date, of a month its first day where `months` allows one."""
    if months:
        values = pc.replace_substring_regex(values, rf"^([12]\d{{3}})[-/]{MONTH}$", r"\1-\2-01")
        values = pc.replace_substring_regex(values, rf"^{MONTH}[-/]([12]\d{{3}})$", r"\2-\1-01")
    return moments(values, day_first, UTC).cast(pa.date32())


def _moment(text: str | None, day_first: bool | None, zone: tzinfo | None, epoch: bool) -> datetime | None:
    if text is None:
        return None
    if epoch and (match := EPOCH.match(text.strip())):
        return datetime.fromtimestamp(int(match[1]), UTC) + timedelta(milliseconds=int(match[2] or 0))
    try:
        day, rest = _day(text.strip(), day_first)
        clock, stated = _clock(rest, zone)
        return datetime.combine(day, clock, stated).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable(text, f"is not a date that is known how to read ({error})") from None


def _day(text: str, day_first: bool | None) -> tuple[date, str]:
    """The date that a text begins with, and what follows it."""
    if match := YEAR_FIRST.match(text) or COMPACT.match(text):
        return date(int(match[1]), int(match[2]), int(match[3])), text[match.end() :]
    if match := YEAR_LAST.match(text):
        first, second = int(match[1]), int(match[3])
        leads = True if match[2] == "." else bool(day_first)
        day, month = (first, second) if leads else (second, first)
        return date(int(match[4]), month, day), text[match.end() :]
    return _worded_day(text)


def _worded_day(text: str) -> tuple[date, str]:
    """A date whose month is a word, in any order: Jan 1, 2024; 29 June 2026; 1 de enero de 2024."""
    clock = CLOCK_PART.search(text)
    head, rest = (text[: clock.start()], text[clock.start() :]) if clock else (text, "")
    words = re.findall(r"[^\W\d_]+|\d+", head.casefold())
    numbers = [int(word) for word in words if word.isdigit()]
    months = [MONTHS[word] for word in words if word in MONTHS]
    if len(numbers) != 2 or len(months) != 1:
        raise ValueError("no day, month and year")
    year, day = max(numbers), min(numbers)
    return date(year, months[0], day), rest


def _clock(text: str, zone: tzinfo | None) -> tuple[time, tzinfo]:
    rest = text.lstrip(" ,T\u202f\u00a0").rstrip()
    if not rest:
        return time(0), UTC
    match = CLOCK_PART.match(rest)
    if not match:
        return time(0), _zone(rest, zone)
    hour = int(match[1])
    if half := match[4]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return time(hour, int(match[2]), int(match[3] or 0)), _zone(rest[match.end() :], zone)


def _zone(text: str, otherwise: tzinfo | None) -> tzinfo:
    name = text.strip().strip("()").strip()
    if not name and otherwise:
        return otherwise
    if not name:
        raise ValueError("no time zone")
    if name.upper() in ZONES:
        return timezone(timedelta(minutes=ZONES[name.upper()]))
    match = OFFSET.match(name)
    if not match:
        return _place(name)
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))


def _place(name: str) -> tzinfo:
    """The zone that is named by a place, such as America/Los_Angeles."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"unknown time zone {name!r}") from None
