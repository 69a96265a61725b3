"""Shopify's GraphQL Admin API: how the questions in `queries/` are asked, page by page. Reads no order, asks no buyer.

A stream's question is the file of its name. Shopify answers 200 to what failed, so an answer with errors is a failure;
one with too little left of what the shop may ask is asked again when enough has come back.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests

from ingestion.fetching.answers import REPORT, list_in, value_in
from ingestion.fetching.connection import Api, Connection, FetchFailed, Page
from ingestion.fetching.http import HttpClient
from ingestion.fetching.stretches import Answer, Reach, Stretch, pages
from ingestion.fetching.tokens import Token
from ingestion.refusal import shown
from warehouse.secrets import secrets_of

VERSION = "2026-10"
"""Shopify keeps a version for a year; before another is set, its changelog must be read against `queries/`."""
PATH = f"admin/api/{VERSION}/graphql.json"
QUERIES = Path(__file__).with_name("queries")
SHOP = re.compile(r"[a-z0-9][a-z0-9-]*\.myshopify\.com")
LONGEST_LIST = 250
"""The most that Shopify gives of a list at once."""
LONGEST_WAIT_SECONDS = 60
WHO = "{ shop { name myshopifyDomain } currentAppInstallation { accessScopes { handle } } }"


@dataclass(frozen=True)
class Stream:
    """What is different between streams.

    found_at -- where the list stands in the answer.
    first -- how many records are asked for at once; fewer where Shopify finds that too costly.
    asks_for -- the search for a stretch of time; None where all there is is asked for.
    scopes -- rights of which one must be given.
    """

    found_at: tuple[str, ...]
    first: int
    reach: Reach
    asks_for: str | None
    scopes: tuple[str, ...]


PAYMENTS = ("read_shopify_payments_payouts", "read_shopify_payments", "read_shopify_payments_accounts")
STREAMS: Mapping[str, Stream] = {
    "orders": Stream(
        ("orders",),
        25,
        Reach(timedelta(days=7), overlap=timedelta(days=1)),
        "updated_at:>='{start}' AND updated_at:<'{end}'",
        ("read_orders",),
    ),
    # A payout's status, and the payout that a movement goes into, are known days after they are first told of.
    "payouts": Stream(
        ("shopifyPaymentsAccount", "payouts"),
        100,
        Reach(timedelta(days=90), overlap=timedelta(days=30)),
        "issued_at:>='{start}' AND issued_at:<'{end}'",
        PAYMENTS,
    ),
    "balance_transactions": Stream(
        ("shopifyPaymentsAccount", "balanceTransactions"),
        100,
        Reach(timedelta(days=31), overlap=timedelta(days=30)),
        "processed_at:>='{start}' AND processed_at:<'{end}'",
        PAYMENTS,
    ),
    "inventory_levels": Stream(("inventoryItems",), 50, Reach(), None, ("read_inventory",)),
}


def _client(connection: Connection) -> HttpClient:
    shop = connection.options.account
    if not SHOP.fullmatch(shop):
        advice = "Set `account` of the store's `api` section to its own address, such as acme.myshopify.com."
        raise FetchFailed(f"Shopify: '{shown(shop)}' is no shop's address", advice, False)
    base = f"https://{shop}"
    token = _token(connection, HttpClient(connection, base))
    return HttpClient(connection, base, lambda refused: {"X-Shopify-Access-Token": token(refused)})


def _token(connection: Connection, client: HttpClient) -> Callable[[bool], str]:
    """The token of an app that was made in the shop's admin until 2025, else one for a day, given for the app's id."""
    if "access_token" in secrets_of(connection.home, connection.store_id):
        return lambda _refused: connection.secret("access_token").get_secret_value()
    app = {name: connection.secret(name).get_secret_value() for name in API.secrets}
    form = {"grant_type": "client_credentials", **app}
    return Token(connection, lambda: client.post("token", "admin/oauth/access_token", data=form)).value


def _fetch(connection: Connection) -> Iterator[Page]:
    client = _client(connection)
    for name, stream in STREAMS.items():
        if connection.wants(name):
            question = _Question(connection, client, name, stream)
            yield from pages(connection, name, stream.reach, question.ask)


class _Question:
    """One stream's question, and how many records of it Shopify answers at once."""

    def __init__(self, connection: Connection, client: HttpClient, name: str, stream: Stream) -> None:
        self._connection = connection
        self._client = client
        self._stream = stream
        self._text = (QUERIES / f"{name}.graphql").read_text(encoding="utf-8")
        self._first = stream.first

    def ask(self, stretch: Stretch) -> Answer:
        """One page. Where a list inside of a record is cut off, one record with lists as long as Shopify gives them."""
        answer, records = self._ask(stretch, self._text, self._first)
        if _is_cut(records):
            answer, _ = self._ask(stretch, re.sub(r"first: \d+", f"first: {LONGEST_LIST}", self._text), 1)
        return answer

    def _ask(self, stretch: Stretch, text: str, first: int) -> tuple[Answer, list[Any]]:
        response = self._accepted(text, stretch, first)
        where = ("data", *self._stream.found_at)
        if value_in(self._connection, response, *where[:2]) is None:
            return Answer(None), []  # a shop without Shopify Payments
        records = list_in(self._connection, response, *where, "nodes")
        is_last = value_in(self._connection, response, *where, "pageInfo", "hasNextPage") is not True
        next_place = None if is_last else value_in(self._connection, response, *where, "pageInfo", "endCursor")
        return Answer(response.content if records else None, next_place), records

    def _accepted(self, text: str, stretch: Stretch, first: int) -> requests.Response:
        """The answer once the shop has points for it, to fewer records where so many cost too much."""
        waits = 0
        while True:
            body = {
                "query": text,
                "variables": {"first": first, "after": stretch.place, "query": self._search(stretch)},
            }
            response = self._client.post("graphql", PATH, json=body)
            codes = _error_codes(self._connection, response)
            if not codes:
                return response
            if "MAX_COST_EXCEEDED" in codes and first > 1:
                self._first = first = first // 2
            elif "THROTTLED" in codes and waits < self._connection.settings.api.attempts:
                waits += 1
                time.sleep(_seconds_until_enough(response.json()))
            else:
                raise _failure(codes)

    def _search(self, stretch: Stretch) -> str | None:
        moments = {"start": f"{stretch.start:%Y-%m-%dT%H:%M:%SZ}", "end": f"{stretch.end:%Y-%m-%dT%H:%M:%SZ}"}
        return self._stream.asks_for.format(**moments) if self._stream.asks_for else None


def _is_cut(record: Any) -> bool:
    """Whether a list inside of a record goes on behind what the answer holds of it."""
    if isinstance(record, list):
        return any(_is_cut(one) for one in record)
    if not isinstance(record, dict):
        return False
    return (record.get("pageInfo") or {}).get("hasNextPage") is True or any(map(_is_cut, record.values()))


def _error_codes(connection: Connection, response: requests.Response) -> list[str]:
    """The code of each error in an answer, its message where it has none."""
    document = value_in(connection, response)
    errors = document.get("errors") or [] if isinstance(document, dict) else ["no object"]
    if not isinstance(errors, list):
        return [str(errors)]
    return [_error_code(error) if isinstance(error, dict) else str(error) for error in errors]


def _error_code(error: Mapping[str, Any]) -> str:
    return str((error.get("extensions") or {}).get("code") or error.get("message"))


def _seconds_until_enough(document: Any) -> float:
    cost = (document.get("extensions") or {}).get("cost") or {}
    status = cost.get("throttleStatus") or {}
    lacking = cost.get("requestedQueryCost", 0) - status.get("currentlyAvailable", 0)
    return min(max(lacking, 1) / max(status.get("restoreRate", 1), 1), LONGEST_WAIT_SECONDS)


def _failure(codes: list[str]) -> FetchFailed:
    said = shown(", ".join(codes), 200)
    if "ACCESS_DENIED" in codes:
        advice = "Give the app the right that it lacks; `sellerhouse doctor` names it."
        return FetchFailed(f"Shopify: it refuses to answer ({said})", advice, False)
    return FetchFailed(f"Shopify: it answers with errors ({said})", REPORT, "THROTTLED" in codes)


def _check(connection: Connection) -> str:
    """Asks for the shop and for the rights that were given, and names a right that is lacking."""
    response = _client(connection).post("graphql", PATH, json={"query": WHO})
    if codes := _error_codes(connection, response):
        raise _failure(codes)
    scopes = list_in(connection, response, "data", "currentAppInstallation", "accessScopes")
    given = {str(scope["handle"]).replace("write_", "read_", 1) for scope in scopes}
    lacking = [stream.scopes[0] for name, stream in STREAMS.items() if connection.wants(name)]
    lacking = sorted({scope for scope in lacking if not given.intersection(_instead_of(scope))})
    if lacking:
        advice = f"Give the app {', '.join(lacking)}, or name the streams to fetch in `streams`."
        raise FetchFailed("Shopify: the app lacks rights", advice, False)
    days = "" if "read_all_orders" in given else ", orders of the last 60 days only (read_all_orders is not given)"
    return f"{value_in(connection, response, 'data', 'shop', 'myshopifyDomain')}{days}"


def _instead_of(scope: str) -> tuple[str, ...]:
    return next(stream.scopes for stream in STREAMS.values() if stream.scopes[0] == scope)


API = Api(
    source="shopify",
    title="Shopify",
    platform="shopify",
    secrets=("client_id", "client_secret"),
    fetch=_fetch,
    check=_check,
)
