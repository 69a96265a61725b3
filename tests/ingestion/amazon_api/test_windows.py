"""Windows leave no moment out, begin at the store's midnight where days must be whole, and go back for late changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.amazon.api import API
from ingestion.amazon.api.windows import Schedule, Window, next_window, open_window
from ingestion.fetching import Connection
from ingestion.fetching.waiting import Waiting
from warehouse.home import Home
from warehouse.settings import Settings

DAY = timedelta(days=1)
BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
HOME = Home.locate("nowhere")


def connection(
    now: datetime, timezone: str = "UTC", since: date | None = None, until: date | None = None
) -> Connection:
    chosen = Settings(stores={"acme": {"timezone": timezone, "api": {}}})
    waiting = Waiting(HOME, "acme", "amazon")
    return Connection(HOME, chosen, "acme", chosen.stores["acme"], API, waiting, since, until, now)


def sweep(at: Connection, schedule: Schedule, place: dict[str, str]) -> Iterator[Window]:
    """All windows of one run; `place` is where it stands afterwards."""
    while window := next_window(at, schedule, place):
        assert open_window(window.as_cursor()) == window
        place.clear()
        place.update(window.done())
        yield window


@settings(max_examples=50)
@given(
    now=st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes)),
    rest=st.timedeltas(timedelta(0), 40 * DAY),
    longest=st.integers(2, 31),
    overlap=st.integers(0, 31),
    timezone=st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Tokyo", "Europe/Berlin"]),
    whole_days=st.booleans(),
)
def test_two_runs_cover_all_time_without_a_gap(
    now: datetime, rest: timedelta, longest: int, overlap: int, timezone: str, whole_days: bool
) -> None:
    schedule = Schedule(every=DAY, longest=longest * DAY, overlap=overlap * DAY, whole_days=whole_days)
    place: dict[str, str] = {}
    first = list(sweep(connection(now, timezone), schedule, place))
    second = list(sweep(connection(now + rest, timezone), schedule, place))
    for windows in (first, second):
        assert all(before.end == after.start for before, after in pairwise(windows))
        assert all(timedelta(0) < window.end - window.start <= longest * DAY + timedelta(hours=1) for window in windows)
    assert first[0].start <= connection(now).begins_at()
    assert first[-1].end == now
    assert bool(second) is (rest >= DAY)
    if second:
        assert second[0].start <= now - overlap * DAY
        assert second[-1].end == now + rest
    if whole_days:
        starts = [window.start.astimezone(ZoneInfo(timezone)) for window in [*first, *second]]
        assert {(start.hour, start.minute, start.second) for start in starts} == {(0, 0, 0)}


def test_days_that_are_named_are_fetched_whole_whatever_the_lag() -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    at = connection(now, "America/Los_Angeles", date(2026, 3, 1), date(2026, 3, 2))
    schedule = Schedule(every=DAY, longest=30 * DAY, lag=timedelta(minutes=5))
    (window,) = sweep(at, schedule, {})
    assert (window.start, window.end) == (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC))
    (window,) = sweep(at, replace(schedule, whole_days=True), {})
    assert (window.start, window.end) == (datetime(2026, 2, 28, 8, tzinfo=UTC), datetime(2026, 3, 3, 8, tzinfo=UTC))


def test_a_snapshot_of_days_gone_by_is_not_asked_for() -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert next_window(connection(now, since=date(2026, 3, 1)), Schedule(every=DAY), {}) is None
    assert next_window(connection(now), Schedule(every=DAY), {}) == Window(now, now, now)


@pytest.mark.parametrize("longest", [None, 30 * DAY], ids=["snapshot", "time"])
def test_what_was_given_up_comes_again(longest: timedelta | None) -> None:
    schedule = Schedule(every=DAY, longest=longest)
    at = connection(datetime(2026, 3, 20, 12, tzinfo=UTC))
    window = next_window(at, schedule, {})
    assert window is not None
    assert next_window(at, schedule, window.undone()) == window
