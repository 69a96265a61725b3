"""Reports that a provider makes to order: all asked for, then looked for until they are there. Knows no provider."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingestion.amazon.api.failures import combined
from ingestion.amazon.api.places import Places
from ingestion.amazon.api.windows import Schedule, Window, next_window, open_window
from ingestion.fetching.connection import Connection, FetchFailed, Page

FIRST_LOOK = 8
LONGEST_PAUSE_SECONDS = 60.0
MOST_LOOKS = 40
"""A report is looked for after 8 times api.retry_seconds, then after twice as long each time, at most a minute."""
REPORT_ID = "report_id"


class Maker(Protocol):
    """How one provider is asked for a report, and how it is looked for."""

    def ask(self, request: "Request", window: Window) -> Iterator[Page]:
        """Have the report made; the last page notes its id. Raises FetchFailed."""
        ...

    def look(self, request: "Request", window: Window, report_id: str) -> Iterator[Page]:
        """The report and the place behind it, if it is ready; nothing while it is being made. Raises FetchFailed."""
        ...


class NeverReady(FetchFailed):
    """A report that the provider gave up; the next run asks for it anew."""


@dataclass
class Request:
    """One kind of report and part of a store (such as a marketplace), how far it is, and what went wrong with it."""

    connection: Connection
    title: str
    schedule: Schedule
    places: Places
    part: str
    maker: Maker
    failure: FetchFailed | None = None

    @property
    def window(self) -> Window | None:
        """The time that is being asked for or is next."""
        place = self.places.of(self.part)
        return open_window(place) or next_window(self.connection, self.schedule, place)

    def is_due(self) -> bool:
        return self.failure is None and self.window is not None

    def is_waiting(self) -> bool:
        return self.failure is None and REPORT_ID in self.places.of(self.part)

    def asked(self) -> Iterator[Page]:
        """Ask, unless it was asked for before."""
        if (window := self.window) and not self.is_waiting():
            yield from self._tried(self.maker.ask(self, window), window)

    def looked(self) -> Iterator[Page]:
        """Look. A report that never will be ready is forgotten, so that the next run asks anew."""
        if window := self.window:
            report_id = self.places.of(self.part)[REPORT_ID]
            yield from self._tried(self.maker.look(self, window, report_id), window)

    def noted(self, window: Window, **further: str) -> Page:
        """A note of how far the report of a window is."""
        return self.places.page(self.part, {**window.as_cursor(), **further})

    def _tried(self, pages: Iterator[Page], window: Window) -> Iterator[Page]:
        """The pages up to a failure, which is kept: it holds up no other report."""
        try:
            yield from pages
        except FetchFailed as failed:
            if self.is_waiting() and (isinstance(failed, NeverReady) or not failed.can_retry):
                yield self.places.page(self.part, window.undone())
            self.failure = failed


def made_to_order(requests: Sequence[Request], retry_seconds: float) -> Iterator[Page]:
    """Every report that is due. All are asked for before the first is waited for, since many are made at a time.

    Raises FetchFailed when all that could be had was handed over.
    """
    while due := [request for request in requests if request.is_due()]:
        for request in due:
            yield from request.asked()
        yield from _waited_for(due, FIRST_LOOK * retry_seconds)
    if failures := [request.failure for request in requests if request.failure]:
        raise combined(failures)


def _waited_for(requests: Sequence[Request], pause: float) -> Iterator[Page]:
    for _ in range(MOST_LOOKS):
        waiting = [request for request in requests if request.is_waiting()]
        if not waiting:
            return
        time.sleep(min(pause, LONGEST_PAUSE_SECONDS))
        pause *= 2
        for request in waiting:
            yield from request.looked()
    for request in requests:
        if request.is_waiting():
            request.failure = FetchFailed(f"{request.title} is not made yet", "It is taken up where it is.", True)
