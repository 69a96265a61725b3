"""What a provider's `fetch` is given and what it yields: a connection, pages, why it failed. No transport."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from warehouse import secrets
from warehouse.home import Home
from warehouse.sections import Platform, Store, StoreApi
from warehouse.settings import Settings

if TYPE_CHECKING:
    from ingestion.fetching.waiting import Waiting

FIRST_DAYS = 90
"""How far back a store is fetched the first time, where its settings do not say; Amazon keeps settlements that long."""


class FetchFailed(Exception):
    """Documents that could not be fetched. `advice` says what to do, `can_retry` whether the next run may succeed."""

    def __init__(self, reason: str, advice: str, can_retry: bool) -> None:
        self.reason = reason
        self.advice = (
            f"{advice} {'The next run tries again.' if can_retry else 'Trying again will not help by itself.'}"
        )
        self.can_retry = can_retry
        super().__init__(reason)


@dataclass(frozen=True)
class Page:
    """One document exactly as the provider gave it. Once it was handed over it is kept, and fetching goes on behind it.

    stream -- which of the provider's things it tells of, such as `transactions`; each stream has a cursor of its own.
    name -- a file name that is different for each page of the stream and the same when the page is fetched again.
    content -- None where there was nothing, so that only the cursor moves on.
    cursor -- where the stream goes on, as JSON; None leaves it where it is.
    made_at -- when the provider made the document, where that is known.
    """

    stream: str
    name: str
    content: bytes | None = None
    cursor: Mapping[str, Any] | None = None
    made_at: datetime | None = None


@dataclass(frozen=True)
class Api:
    """How a source is fetched.

    source -- the name of the source whose formats read the pages.
    title -- what messages call it.
    platform -- which stores have it.
    secrets -- names of the secrets that it needs.
    fetch -- all pages that are new, or of the days that the connection names. Raises FetchFailed.
    check -- asks the provider the least that shows whether the credentials work, and says as whom. Raises FetchFailed.
    """

    source: str
    title: str
    platform: Platform
    secrets: tuple[str, ...]
    fetch: Callable[["Connection"], Iterator[Page]]
    check: Callable[["Connection"], str]


@dataclass(frozen=True)
class Connection:
    """One store's access to one API. Days are UTC."""

    home: Home
    settings: Settings
    store_id: str
    store: Store
    api: Api
    waiting: "Waiting"
    since: date | None = None
    until: date | None = None
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def options(self) -> StoreApi:
        """The store's own settings for its API."""
        return self.store.api or StoreApi()

    def secret(self, name: str) -> SecretStr:
        """One of the store's secrets. Raises SecretMissing."""
        return secrets.secret(self.home, self.store_id, name)

    def wants(self, stream: str) -> bool:
        """Whether the settings ask for this stream; all are fetched where they name none."""
        return not self.options.streams or stream in self.options.streams

    def cursor(self, stream: str) -> Mapping[str, Any]:
        """Where the stream goes on; empty at the beginning."""
        return self.waiting.cursor(stream)

    def ended(self) -> None:
        """Note that all there is was fetched. Days that were named are fetched anew when they are named again."""
        if self.since:
            self.waiting.forget_cursors()

    def begins_at(self) -> datetime:
        """The first moment of interest where there is no cursor."""
        first = self.since or self.options.since or (self.started_at - timedelta(days=FIRST_DAYS)).date()
        return datetime.combine(first, time(0), UTC)

    def ends_at(self) -> datetime:
        """The last moment of interest: that at which fetching began, or the end of the last day that was named."""
        if self.until is None:
            return self.started_at
        return min(datetime.combine(self.until + timedelta(days=1), time(0), UTC), self.started_at)


def windows(start: datetime, end: datetime, longest: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """The time from `start` to `end` in parts that a provider answers at once, each ending where the next begins."""
    while start < end:
        stop = min(start + longest, end)
        yield start, stop
        start = stop
