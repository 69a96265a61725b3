"""The list of a profile's advertising invoices, page by page, once a day. What a page means is in invoices.py.

The list is short and has no filter by time, so all of it is fetched; a page that says nothing new is known by its hash.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import requests

from ingestion.advertising.client import AdsClient
from ingestion.amazon.api.paged import Paged, paged
from ingestion.amazon.api.windows import Schedule, Window
from ingestion.fetching.connection import Connection, Page

MOST_AT_ONCE = 100


def _first(_window: Window, _profile: str | None) -> Mapping[str, Any]:
    return {"count": MOST_AT_ONCE}


def _behind(_first: Mapping[str, Any], cursor: str) -> Mapping[str, Any]:
    """Amazon refuses a count beside a cursor."""
    return {"cursor": cursor}


INVOICES = Paged(
    stream="invoices",
    operation="listInvoices",
    path="/invoices",
    schedule=Schedule(every=timedelta(days=1)),
    records=("payload", "invoiceSummaries"),
    token=("payload", "nextCursor"),
    first=_first,
    following=_behind,
)


@dataclass(frozen=True)
class _OfProfile:
    """Asks about one profile."""

    client: AdsClient
    profile: str

    @property
    def connection(self) -> Connection:
        return self.client.connection

    def get(self, operation: str, path: str, params: Mapping[str, Any]) -> requests.Response:
        return self.client.get(operation, path, self.profile, params)


def invoice_pages(client: AdsClient, profile: str) -> Iterator[Page]:
    """Every page of the list, if it is due. Raises FetchFailed."""
    yield from paged(_OfProfile(client, profile), INVOICES, (profile,))
