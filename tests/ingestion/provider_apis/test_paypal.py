"""What is PayPal's own: nothing personal is asked for, stretches are halved, old and changed ones are asked again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from ingestion.paypal.api import API, REACH
from tests.ingestion.fetching.provider import Answer, Asked, as_json
from tests.ingestion.provider_apis.fakes import PayPal

TOO_LARGE = {
    "name": "RESULTSET_TOO_LARGE",
    "message": "Result set size is greater than the maximum limit. Change the filter criteria and try again.",
    "debug_id": "4e3ad1b7b5c1",
}


@pytest.fixture
def paypal(secrets: Callable[..., None]) -> PayPal:
    secrets(**PayPal.secrets)
    return PayPal([[PayPal.record(1)]])


def stretches(there: Any) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(asked.query["start_date"]), datetime.fromisoformat(asked.query["end_date"]))
        for asked in there.asked
        if "start_date" in asked.query
    ]


def test_only_what_is_not_personal_is_asked_for(paypal: PayPal, listening: Callable[..., Any]) -> None:
    with listening(API, paypal.answer) as here:
        here.fetch()
    token, *rest = here.there.asked
    assert (token.method, token.path) == ("POST", "/v1/oauth2/token")
    assert parse_qs(token.body.decode()) == {"grant_type": ["client_credentials"]}
    assert {(asked.query["fields"], asked.query["page_size"]) for asked in rest} == {("transaction_info", "500")}


def test_a_quarter_is_asked_for_in_stretches_that_join(paypal: PayPal, listening: Callable[..., Any]) -> None:
    with listening(API, paypal.answer) as here:
        assert here.fetch().pages == 3
    asked = stretches(here.there)
    assert all(end - start <= timedelta(days=31) for start, end in asked)
    assert [start for start, _ in asked[1:]] == [end for _, end in asked[:-1]]
    assert (asked[-1][1] - asked[0][0]).days == 90


def test_no_stretch_is_of_minutes_that_paypal_does_not_tell_of_yet(
    paypal: PayPal, listening: Callable[..., Any]
) -> None:
    with listening(API, paypal.answer) as here:
        here.fetch(since=datetime.now(UTC).date() - 2 * REACH.longest)
    asked = stretches(here.there)
    assert len(asked) == 3
    assert min(end - start for start, end in asked) >= timedelta(days=1)
    assert [start for start, _ in asked[1:]] == [end for _, end in asked[:-1]]


def test_a_stretch_with_too_much_is_halved_until_it_fits(paypal: PayPal, listening: Callable[..., Any]) -> None:
    def answer(asked: Asked) -> Answer:
        if "start_date" in asked.query:
            start, end = (datetime.fromisoformat(asked.query[name]) for name in ("start_date", "end_date"))
            if end - start > timedelta(days=3):
                return as_json(TOO_LARGE, 400)
        return paypal.answer(asked)

    with listening(API, answer) as here:
        outcome = here.fetch(since=date(2026, 10, 1), until=date(2026, 10, 12))
    assert outcome.reason == ""
    fitting = [(start, end) for start, end in stretches(here.there) if end - start <= timedelta(days=3)]
    assert fitting == [
        (datetime(2026, 10, day, tzinfo=UTC), datetime(2026, 10, day + 3, tzinfo=UTC)) for day in (1, 4, 7, 10)
    ]
    assert len(stretches(here.there)) == len(fitting) + 2, "it is not asked for too much again and again"
    assert len({path.name for path in here.files()}) == 4


def test_a_second_that_holds_too_much_is_told(paypal: PayPal, listening: Callable[..., Any]) -> None:
    with listening(API, lambda a: as_json(TOO_LARGE, 400) if a.query else paypal.answer(a)) as here:
        outcome = here.fetch()
    assert "one second" in outcome.reason


def test_nothing_is_asked_for_that_paypal_no_longer_tells(paypal: PayPal, listening: Callable[..., Any]) -> None:
    with listening(API, paypal.answer) as here:
        assert here.fetch(since=date(2015, 1, 1)).reason == ""
    assert REACH.oldest
    assert stretches(here.there)[0][0] > here.connection().started_at - REACH.oldest - timedelta(days=2)


def test_a_stream_that_is_not_wanted_is_not_asked_for(paypal: PayPal, listening: Callable[..., Any]) -> None:
    with listening(API, paypal.answer, streams=["something_else"]) as here:
        assert here.fetch().pages == 0
    assert here.there.asked == []
