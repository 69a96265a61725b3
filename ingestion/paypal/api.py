"""PayPal's Transaction Search API: how its pages are fetched. Reads no transaction, and judges no status.

Only `transaction_info` is asked for: payers, addresses and carts are never sent here. A transaction is there at the
latest three hours after it happened and may change its status for days, so each run begins again a week before.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ingestion.fetching.answers import count_in, list_in, short, value_in
from ingestion.fetching.connection import Api, Connection, FetchFailed, Page
from ingestion.fetching.http import HttpClient
from ingestion.fetching.stretches import Answer, Reach, Stretch, TooMuch, pages
from ingestion.fetching.tokens import Token

LIVE = "https://api-m.paypal.com"
"""The sandbox is https://api-m.sandbox.paypal.com, to be set as the store's `host`."""
STREAM = "transactions"
PATH = "v1/reporting/transactions"
REACH = Reach(longest=timedelta(days=31), overlap=timedelta(days=7), oldest=timedelta(days=3 * 365))
PAGE_SIZE = 500
TOO_MUCH = "RESULTSET_TOO_LARGE"
"""PayPal's name for a stretch with more than 10,000 transactions."""


def _client(connection: Connection) -> HttpClient:
    client_id, secret = (connection.secret(name) for name in API.secrets)
    tokens = HttpClient(connection, LIVE)
    token = Token(
        connection,
        lambda: tokens.post(
            "token",
            "v1/oauth2/token",
            auth=(client_id.get_secret_value(), secret.get_secret_value()),
            data={"grant_type": "client_credentials"},
        ),
    )
    return HttpClient(connection, LIVE, lambda refused: {"Authorization": f"Bearer {token.value(refused)}"})


def _query(start: datetime, end: datetime, page: int, page_size: int = PAGE_SIZE) -> dict[str, Any]:
    return {
        "start_date": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "end_date": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "fields": "transaction_info",
        "page_size": page_size,
        "page": page,
    }


def _fetch(connection: Connection) -> Iterator[Page]:
    if not connection.wants(STREAM):
        return
    client = _client(connection)

    def ask(stretch: Stretch) -> Answer:
        page = stretch.place or 1
        try:
            response = client.get(STREAM, PATH, params=_query(stretch.start, stretch.end, page))
        except FetchFailed as failed:
            if TOO_MUCH in failed.reason:
                raise TooMuch from failed
            raise
        rows = list_in(connection, response, "transaction_details")
        last_page = count_in(connection, response, "total_pages")
        if not rows and page < last_page:
            raise short(connection, STREAM)
        return Answer(response.content if rows else None, page + 1 if page < last_page else None)

    yield from pages(connection, STREAM, REACH, ask)


def _check(connection: Connection) -> str:
    """One minute of two days ago needs the same right as all the rest."""
    minute = connection.started_at - timedelta(days=2)
    query = _query(minute, minute + timedelta(minutes=1), 1, page_size=1)
    response = _client(connection).get(STREAM, PATH, params=query)
    return f"account {value_in(connection, response, 'account_number')}"


API = Api(
    source="paypal",
    title="PayPal",
    platform="paypal",
    secrets=("client_id", "client_secret"),
    fetch=_fetch,
    check=_check,
)
