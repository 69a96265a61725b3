"""What a provider's JSON answer must hold before it is kept; what it lacks fails the fetch. Knows no provider."""

from typing import Any

import requests

from ingestion.fetching.connection import Connection, FetchFailed

REPORT = "If it goes on, report it with this message."


def value_in(connection: Connection, response: requests.Response, *path: str) -> Any:
    """What stands at a path in the answer. Raises FetchFailed where nothing does."""
    try:
        value = response.json()
        for name in path:
            value = value[name]
    except (ValueError, LookupError, TypeError):
        where = f"no '{'.'.join(path)}'" if path else "no JSON"
        raise FetchFailed(f"{connection.api.title}: its answer holds {where}", REPORT, True) from None
    return value


def list_in(connection: Connection, response: requests.Response, *path: str) -> list[Any]:
    """The list that stands at a path, empty where the answer says that there is none. Raises FetchFailed."""
    value = value_in(connection, response, *path)
    if not isinstance(value, list | None):
        raise FetchFailed(f"{connection.api.title}: '{'.'.join(path)}' is no list", REPORT, True)
    return value or []


def count_in(connection: Connection, response: requests.Response, *path: str) -> int:
    """The number that stands at a path, as a number or as text. Raises FetchFailed."""
    value = str(value_in(connection, response, *path))
    if not value.isdecimal():
        raise FetchFailed(f"{connection.api.title}: '{'.'.join(path)}' is no count", REPORT, True)
    return int(value)


def short(connection: Connection, stream: str) -> FetchFailed:
    """The failure of an answer that ends before what the provider said there is."""
    return FetchFailed(f"{connection.api.title}: it gave less of {stream} than it said there is", REPORT, True)
