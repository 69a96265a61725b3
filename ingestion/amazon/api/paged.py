"""Answers that come page by page, each kept as it came. Which there are is declared where they are fetched.

due window -> page -> its token noted behind it -> next page; a token that is no longer accepted begins the window anew
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import requests

from ingestion.amazon.api.answers import answer_of
from ingestion.amazon.api.places import Places
from ingestion.amazon.api.windows import Schedule, Window, next_window, open_window
from ingestion.fetching.connection import Connection, FetchFailed, Page

ALL = "all"


class Asking(Protocol):
    """One store's access to an API."""

    @property
    def connection(self) -> Connection: ...

    def get(self, operation: str, path: str, params: Mapping[str, Any]) -> requests.Response:
        """The answer of one operation. Raises FetchFailed."""
        ...


@dataclass(frozen=True)
class Paged:
    """One operation that answers in pages.

    records, token -- where in an answer its records and the token of the next page stand.
    first -- what is asked for a window and a part of the store, such as a marketplace (None: one answer tells of all).
    following -- the same for a later page, from what was asked first and the token.
    """

    stream: str
    operation: str
    path: str
    schedule: Schedule
    records: tuple[str, ...]
    token: tuple[str, ...]
    first: Callable[[Window, str | None], Mapping[str, Any]]
    following: Callable[[Mapping[str, Any], str], Mapping[str, Any]]


def paged(client: Asking, kind: Paged, parts: Iterable[str | None] = (None,)) -> Iterator[Page]:
    """Every page of every window that is due, for each of these parts of the store. Raises FetchFailed."""
    connection = client.connection
    if not connection.wants(kind.stream):
        return
    places = Places(connection, kind.stream)
    for asked_of in parts:
        part = asked_of or ALL
        while window := open_window(places.of(part)) or next_window(connection, kind.schedule, places.of(part)):
            if "token" in places.of(part):
                try:
                    yield from _pages(client, kind, places, window, asked_of)
                    continue
                except FetchFailed as failed:
                    if failed.can_retry:
                        raise
            yield places.page(part, window.as_cursor())
            yield from _pages(client, kind, places, window, asked_of)


def _pages(client: Asking, kind: Paged, places: Places, window: Window, asked_of: str | None) -> Iterator[Page]:
    """The pages of one window, from the token on that its place holds."""
    part = asked_of or ALL
    first = kind.first(window, asked_of)
    token, number = places.of(part).get("token"), int(places.of(part).get("page", 1))
    while True:
        params = kind.following(first, token) if token else first
        response = client.get(kind.operation, kind.path, params)
        answer = answer_of(response, kind.records[0])
        if _at(answer, kind.token) == token and token:
            raise FetchFailed(f"Amazon answers {kind.operation} with the same page for ever", "Ask Amazon.", True)
        token = _at(answer, kind.token)
        content = response.content if _at(answer, kind.records) else None
        place = {**window.as_cursor(), "token": token, "page": number + 1} if token else window.done()
        name = f"{part}_{window.start:%Y%m%dT%H%M%SZ}_{window.end:%Y%m%dT%H%M%SZ}_{number:05d}.json"
        yield places.page(part, place, name, content, datetime.now(UTC))
        if not token:
            return
        number += 1


def _at(answer: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    found: Any = answer
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found
