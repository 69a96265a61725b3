"""A stream as stretches of time, each in pages: what is asked for next, and again. Knows no provider and no transport.

cursor of the stream -> the stretch under way, or the one that begins `overlap` before the last one's end
-> ask, page by page -> the next stretch, until now.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ingestion.fetching.answers import REPORT
from ingestion.fetching.connection import Connection, FetchFailed, Page

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reach:
    """What time a stream is asked for.

    longest -- the longest stretch that the provider answers at once; None where it only tells how things are now.
    overlap -- how long before the end of the last run it begins again, for what came late or was changed.
    oldest -- how far back the provider goes.
    """

    longest: timedelta | None = None
    overlap: timedelta = timedelta(0)
    oldest: timedelta | None = None


@dataclass(frozen=True)
class Stretch:
    """The time from `start` to `end` (UTC, whole seconds), and where in the answer to it the next page begins.

    place -- as JSON, in the provider's own terms: a page's number, a cursor; None at the beginning.
    number -- that of the page, from 1.
    """

    start: datetime
    end: datetime
    place: Any = None
    number: int = 1


@dataclass(frozen=True)
class Answer:
    """A page as the provider sent it, None where it holds nothing, and where the next begins: None after the last."""

    content: bytes | None
    next_place: Any = None


class TooMuch(Exception):
    """A stretch holds more than the provider gives at once; a shorter one may do."""


def pages(connection: Connection, stream: str, reach: Reach, ask: Callable[[Stretch], Answer]) -> Iterator[Page]:
    """All pages of a stream from where its cursor stands. Raises FetchFailed."""
    last = connection.ends_at().replace(microsecond=0)
    longest = reach.longest or timedelta(0)
    stretch = _first(connection, stream, reach, last)
    while stretch:
        try:
            answer = ask(stretch)
        except TooMuch:
            stretch = _halved(connection, stretch)
            longest = stretch.end - stretch.start
            continue
        if answer.next_place is None:
            yield _page(connection, stream, stretch, answer, {"start": stretch.end.isoformat()})
            stretch = _stretch(stretch.end, last, longest) if stretch.end < last else None
        elif answer.next_place == stretch.place:
            raise FetchFailed(f"{connection.api.title}: the pages of {stream} do not go on", REPORT, True)
        else:
            ahead = replace(stretch, place=answer.next_place, number=stretch.number + 1)
            yield _page(connection, stream, stretch, answer, _cursor(ahead))
            stretch = ahead


def _page(connection: Connection, stream: str, stretch: Stretch, answer: Answer, cursor: dict[str, Any]) -> Page:
    """The page under a name that tells what was asked for, the same when it is asked for again."""
    moments = f"{stretch.start:%Y%m%dT%H%M%SZ}-{stretch.end:%Y%m%dT%H%M%SZ}"
    name = f"{connection.api.source}_{stream}_{moments}.{stretch.number:04}.json"
    return Page(stream, name, answer.content, cursor)


def _first(connection: Connection, stream: str, reach: Reach, last: datetime) -> Stretch | None:
    cursor = connection.cursor(stream)
    under_way = _under_way(cursor) if "end" in cursor else None
    if reach.longest is None:
        now = connection.started_at.replace(microsecond=0)
        return under_way if under_way and under_way.end.date() == now.date() else Stretch(now, now)
    if under_way:
        return under_way
    start = datetime.fromisoformat(cursor["start"]) - reach.overlap if cursor else connection.begins_at()
    if reach.oldest:
        start = max(start, connection.started_at - reach.oldest)
    midnight = start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return _stretch(midnight, last, reach.longest) if midnight < last else None


def _stretch(start: datetime, last: datetime, longest: timedelta) -> Stretch:
    """The next stretch; it leaves none of minutes to the end, for time that a provider may not tell of yet."""
    end = min(start + longest, last)
    return Stretch(start, last - DAY if timedelta(0) < last - end < DAY < longest else end)


def _halved(connection: Connection, stretch: Stretch) -> Stretch:
    middle = (stretch.start + (stretch.end - stretch.start) / 2).replace(microsecond=0)
    if middle <= stretch.start:
        raise FetchFailed(f"{connection.api.title}: one second holds more than it gives at once", REPORT, False)
    return Stretch(stretch.start, middle)


def _cursor(stretch: Stretch) -> dict[str, Any]:
    return {
        "start": stretch.start.isoformat(),
        "end": stretch.end.isoformat(),
        "place": stretch.place,
        "number": stretch.number,
    }


def _under_way(cursor: Any) -> Stretch:
    start, end = (datetime.fromisoformat(cursor[name]) for name in ("start", "end"))
    return Stretch(start, end, cursor["place"], cursor["number"])
