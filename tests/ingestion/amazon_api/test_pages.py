"""Answers that come in pages: every page once, wherever a run is cut off, and no secret in what is left behind."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion import fetching
from ingestion.amazon.api import API
from ingestion.fetching import Connection, FetchFailed, FetchOutcome
from tests.ingestion.amazon_api.conftest import SECRETS
from tests.ingestion.amazon_api.documents import AWD_INVENTORY, BALANCES, SHIPMENT_ITEMS, SHIPMENTS, transaction
from tests.ingestion.amazon_api.small_amazon import (
    AWD,
    ITEMS,
    PARTICIPATIONS,
    TOKEN,
    TRANSACTIONS,
    US,
    SmallAmazon,
)
from tests.ingestion.amazon_api.small_amazon import (
    BALANCES as BALANCES_PATH,
)
from tests.ingestion.amazon_api.small_amazon import SHIPMENTS as SHIPMENTS_PATH
from tests.ingestion.fetching.provider import Answer, Provider, as_json
from warehouse import archive
from warehouse.home import Home

Fetch = Callable[..., FetchOutcome]
Files = Callable[[], list[Path]]
STREAM = "finance_transactions"
TODAY = datetime.now(UTC).date()
RECENT = {"begin": TODAY - timedelta(days=20)}


def page(*numbers: str, total: float = 8.5) -> dict[str, Any]:
    return {"payload": {"transactions": [transaction(number, total) for number in numbers]}}


@pytest.fixture
def three_pages(amazon: SmallAmazon) -> SmallAmazon:
    amazon.pages[TRANSACTIONS] = [page("T-1", "T-2"), page("T-3"), page("T-4")]
    return amazon


def asked(there: Provider, path: str) -> list[dict[str, str]]:
    return [one.query for one in there.asked if one.path == path]


@pytest.mark.parametrize(
    ("stream", "path", "answer"),
    [
        ("finance_balances", BALANCES_PATH, BALANCES),
        ("awd_inventory", AWD, AWD_INVENTORY),
        ("inbound_shipments", SHIPMENTS_PATH, SHIPMENTS),
        ("inbound_shipment_items", ITEMS, SHIPMENT_ITEMS),
    ],
)
def test_pages_are_kept_as_they_came_and_read(
    amazon: SmallAmazon,
    fetch: Fetch,
    files: Files,
    read: Callable[..., Any],
    there: Provider,
    stream: str,
    path: str,
    answer: Any,
) -> None:
    amazon.pages[path] = [answer]
    assert not fetch(stream, **RECENT).reason
    assert read(*files()[:1]).only.kind == stream
    assert asked(there, path)[0].get("MarketplaceId", US) == US


def test_every_page_of_every_month_is_fetched(
    three_pages: SmallAmazon, connect: Callable[..., Connection], files: Files, there: Provider
) -> None:
    connection = connect(STREAM, begin=TODAY - timedelta(days=40))
    assert fetching.fetch_one(connection).pages == 6
    assert len({path.name for path in files()}) == 6
    first, second, *_ = asked(there, TRANSACTIONS)
    assert second == {**first, "nextToken": "1"}
    assert fetching.fetch_one(connection).pages == 0, "it rests for a day"


@pytest.mark.parametrize("kept", range(5))
def test_a_run_that_is_cut_off_goes_on_with_the_next_page(
    three_pages: SmallAmazon, connect: Callable[..., Connection], fetch: Fetch, files: Files, there: Provider, kept: int
) -> None:
    connection = connect(STREAM, **RECENT)
    run = API.fetch(connection)
    for _ in range(kept):
        connection.waiting.keep(next(run))
    run.close()
    assert not fetch(STREAM, **RECENT).reason
    assert len(files()) == 3
    assert len(asked(there, TRANSACTIONS)) == 3


def test_a_token_that_is_no_longer_accepted_begins_the_month_anew(
    three_pages: SmallAmazon, connect: Callable[..., Connection], fetch: Fetch, files: Files
) -> None:
    connection = connect(STREAM, **RECENT)
    run = API.fetch(connection)
    for _ in range(3):
        connection.waiting.keep(next(run))
    run.close()
    three_pages.faults[TRANSACTIONS].append(as_json({"errors": [{"message": "The token has expired"}]}, 400))
    assert not fetch(STREAM, **RECENT).reason
    assert len(files()) == 3


def test_an_empty_page_is_no_file_and_not_the_end(amazon: SmallAmazon, fetch: Fetch, files: Files) -> None:
    amazon.pages[TRANSACTIONS] = [page(), page("T-1"), page()]
    assert fetch(STREAM, **RECENT).pages == 1
    assert len(files()) == 1


def test_a_page_that_changed_is_kept_beside_the_first_and_a_total_that_is_wrong_is_read_as_it_is(
    amazon: SmallAmazon, fetch: Fetch, files: Files, read: Callable[..., Any], home: Home
) -> None:
    readings = []
    for total in (8.5, 9.5):
        amazon.pages[TRANSACTIONS] = [page("T-1", total=total)]
        fetch(STREAM, since=TODAY - timedelta(days=20), until=TODAY - timedelta(days=1))
        readings.append(read(*files()))
    first, second = [reading.rows["amazon_finance_transactions"][0] for reading in readings]
    assert (first["raw_file"], float(first["total_amount"])) == (second["raw_file"], 8.5)
    assert float(second["total_amount"]) == 9.5
    assert first["reported_at"] < second["reported_at"], "staging takes the newer"
    assert all(archive.path_of(home, reading.only.content_hash).exists() for reading in readings)


@pytest.mark.parametrize(
    "fault",
    [
        as_json({}, 429),
        as_json({}, 429, **{"Retry-After": "0"}),
        as_json({}, 429, **{"x-amzn-RateLimit-Limit": "1000"}),
        as_json({}, 429, **{"x-amzn-RateLimit-Limit": "none"}),
        as_json({}, 500),
        as_json({}, 401),
        Answer(200, b'{"payload": {"transactions": []}}', cut_at=9),
    ],
    ids=["429", "429 with seconds", "429 with a rate", "429 with an odd rate", "500", "401", "cut off"],
)
def test_what_can_pass_does(three_pages: SmallAmazon, fetch: Fetch, files: Files, fault: Answer) -> None:
    three_pages.faults[TRANSACTIONS].append(fault)
    assert not fetch(STREAM, **RECENT).reason
    assert len(files()) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (as_json({"errors": [{"message": "Access is denied"}]}, 403), "answered 403"),
        (Answer(200, b"<html>busy</html>"), "answered without payload"),
        (as_json({"pay": 1}), "answered without payload"),
        (as_json({"payload": {"nextToken": "1", "transactions": []}}), "the same page"),
    ],
)
def test_what_does_not_pass_is_told(three_pages: SmallAmazon, fetch: Fetch, fault: Answer, said: str) -> None:
    three_pages.faults[TRANSACTIONS] += [fault, fault]
    assert said in fetch(STREAM, **RECENT).reason


def test_credentials_that_are_refused_are_told_before_anything_is_asked(
    amazon: SmallAmazon, fetch: Fetch, there: Provider
) -> None:
    echo = as_json({"error": "invalid_grant", "error_description": f"bad {SECRETS['REFRESH_TOKEN']}"}, 400)
    amazon.faults[TOKEN].append(echo)
    outcome = fetch()
    assert outcome.reason == "Login with Amazon does not accept the credentials"
    assert "Authorise the application again" in outcome.advice
    assert there.paths() == [TOKEN]


def test_a_token_is_fetched_once_for_a_whole_run(three_pages: SmallAmazon, fetch: Fetch, there: Provider) -> None:
    fetch(STREAM, "settlements", "fba_inventory", **RECENT)
    assert there.paths().count(TOKEN) == 1


def test_the_check_says_as_whom(connect: Callable[..., Connection], amazon: SmallAmazon) -> None:
    assert API.check(connect()) == "BestSellerStore in Amazon.com"
    amazon.faults[PARTICIPATIONS].append(as_json({"payload": []}))
    with pytest.raises(FetchFailed, match="no marketplace"):
        API.check(connect())


def test_no_secret_is_left_behind(
    three_pages: SmallAmazon, fetch: Fetch, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    three_pages.faults[SHIPMENTS_PATH].append(as_json({"errors": []}, 403))
    three_pages.contents["GET_MERCHANT_LISTINGS_ALL_DATA"] = b"a\tb\n1\t2\n"
    with caplog.at_level(logging.DEBUG):
        outcome = fetch(STREAM, "inbound_shipments", "listings", **RECENT)
    left = [path.read_text(errors="replace") for path in home.root.rglob("*") if path.is_file()]
    hidden = [*SECRETS.values(), three_pages.good_token, "s3cr3t"]
    for text in [*left, outcome.reason, outcome.advice, *caplog.messages]:
        assert not [secret for secret in hidden if secret in text]


def test_who_has_not_joined_awd_is_told_of_no_failure(amazon: SmallAmazon, fetch: Fetch, files: Files) -> None:
    amazon.faults[AWD].append(as_json({"errors": [{"message": "Access to requested resource is denied."}]}, 403))
    outcome = fetch("awd_inventory", **RECENT)
    assert (outcome.reason, files()) == ("", [])
