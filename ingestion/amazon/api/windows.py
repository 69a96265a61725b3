"""Which time a stream is to be asked for next, and how far it is: pure reckoning. Asks nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ingestion.fetching.connection import Connection

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Schedule:
    """When a stream is asked for, and for which time.

    every -- how long it rests after all there was has been fetched.
    longest -- the longest time that Amazon answers at once, two days or more, since a day may have 25 hours; None for
        a snapshot, which tells of no time.
    overlap -- how far each run goes back behind the end of the last, for what changes late.
    lag -- how far from now Amazon has all there is.
    whole_days -- whether a request must begin at midnight of the store, since the newest file of a day counts for it.
    """

    every: timedelta
    longest: timedelta | None = None
    overlap: timedelta = NOTHING
    lag: timedelta = NOTHING
    whole_days: bool = False


@dataclass(frozen=True)
class Window:
    """A time to ask for, UTC; for a snapshot both ends are the same. `goal` is where the run as a whole ends."""

    start: datetime
    end: datetime
    goal: datetime

    def as_cursor(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), "goal": self.goal.isoformat()}

    def done(self) -> dict[str, str]:
        """The cursor once all of this window is fetched."""
        return {"from": self.end.isoformat(), "goal": self.goal.isoformat()}

    def undone(self) -> dict[str, str]:
        """The cursor from which this window comes again; a snapshot is due at once."""
        return {"from": self.start.isoformat(), "goal": self.goal.isoformat()} if self.start < self.goal else {}


def as_text(moment: datetime) -> str:
    """A moment as Amazon's requests have it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def as_moment(text: str) -> datetime:
    """A moment of Amazon's answers, UTC where none says otherwise."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def open_window(place: Mapping[str, Any]) -> Window | None:
    """The window that a run has begun and not ended."""
    if "start" not in place:
        return None
    return Window(*(datetime.fromisoformat(place[name]) for name in ("start", "end", "goal")))


def next_window(connection: Connection, schedule: Schedule, place: Mapping[str, Any]) -> Window | None:
    """The next time to ask for, or None where the stream rests."""
    now = min(connection.ends_at(), connection.started_at - schedule.lag)
    if schedule.longest is None and connection.since:
        return None
    start, goal = connection.begins_at(), now
    if "goal" in place:
        start, goal = (datetime.fromisoformat(place[name]) for name in ("from", "goal"))
        if start >= goal and now - goal < schedule.every:
            return None
        if start >= goal:
            start, goal = goal - schedule.overlap, now
    if schedule.longest is None:
        return Window(now, now, now)
    end = start + schedule.longest
    if schedule.whole_days:
        zone = ZoneInfo(connection.store.timezone)
        start, end, goal = _midnight(start, zone), _midnight(end, zone), _end_of_days(connection, goal, zone)
    return Window(start, min(end, goal), goal) if start < goal else None


def _midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The midnight in a zone at which the day of a moment begins."""
    return datetime.combine(moment.astimezone(zone).date(), time(0), zone).astimezone(UTC)


def _end_of_days(connection: Connection, goal: datetime, zone: ZoneInfo) -> datetime:
    """Days that were named are fetched to their end, where they have ended."""
    if connection.until is None or goal >= connection.started_at:
        return goal
    return min(_midnight(goal + timedelta(days=1), zone), connection.started_at)
