"""Requests end well where trying again helps, and say what to do where it does not."""

from collections.abc import Callable, Iterator

import pytest

from ingestion.fetching import Api, Connection, FetchFailed
from ingestion.fetching.connection import Page
from ingestion.fetching.http import HttpClient
from tests.ingestion.fetching.provider import Answer, Asked, as_json, provider
from warehouse.settings import Settings


def no_pages(_connection: Connection) -> Iterator[Page]:
    yield from ()


API = Api("paypal", "Test provider", "paypal", (), no_pages, lambda _connection: "someone")
OK = as_json({"n": 1})


def in_order(*answers: Answer) -> Callable[[Asked], Answer]:
    """Each answer once; the last one for ever."""
    left = list(answers)
    return lambda _asked: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize(
    "first",
    [
        as_json({}, 429),
        as_json({}, 429, **{"Retry-After": "0"}),
        as_json({}, 503, **{"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        as_json({}, 500),
        Answer(200, b"x" * 1000, cut_at=10),
    ],
    ids=["429", "429 with seconds", "503 with a date", "500", "cut off"],
)
def test_what_can_pass_is_tried_again(connect: Callable[..., Connection], first: Answer) -> None:
    with provider(in_order(first, OK)) as there:
        response = HttpClient(connect(API, there.address), "https://unused.example").get("list", "things")
    assert response.json() == {"n": 1}
    assert there.paths() == ["/things", "/things"]


def test_a_token_that_expired_is_fetched_anew_once(connect: Callable[..., Connection]) -> None:
    def headers(is_refused: bool) -> dict[str, str]:
        return {"Authorization": "new" if is_refused else "old"}

    def answer(asked: Asked) -> Answer:
        return OK if asked.headers["authorization"] == "new" else as_json({}, 401)

    with provider(answer) as there:
        client = HttpClient(connect(API, there.address), "https://unused.example", headers)
        assert client.get("list", "things").status_code == 200
    assert [one.headers["authorization"] for one in there.asked] == ["old", "new"]


@pytest.mark.parametrize(
    ("answer", "said", "helps", "requests"),
    [
        (as_json({"error": "no such scope"}, 403), "answered 403", False, 1),
        (as_json({}, 401), "answered 401", False, 1),
        (as_json({"error": "bad date"}, 400), "bad date", False, 1),
        (Answer(302, headers={"Location": "http://127.0.0.1/"}), "redirects", False, 1),
        (as_json({}, 429), "asked too often", True, 3),
        (as_json({}, 502), "keeps answering 502", True, 3),
        (Answer(200, b"x" * 100, cut_at=1), "connection failed", True, 3),
    ],
    ids=["403", "401", "400", "redirect", "429", "502", "cut off"],
)
def test_what_does_not_pass_is_told(
    connect: Callable[..., Connection], answer: Answer, said: str, helps: bool, requests: int
) -> None:
    with provider(in_order(answer)) as there, pytest.raises(FetchFailed, match=said) as failed:
        HttpClient(connect(API, there.address), "https://unused.example").get("list", "things")
    assert failed.value.can_retry is helps
    assert len(there.asked) == requests


@pytest.mark.parametrize("address", ["http://example.com", "https://127.0.0.1", "https://169.254.169.254"])
def test_private_and_plain_addresses_are_refused(connect: Callable[..., Connection], address: str) -> None:
    connection = connect(API, address)
    strict = Connection(connection.home, Settings(), connection.store_id, connection.store, API, connection.waiting)
    with pytest.raises(FetchFailed, match=r"not public|https"):
        HttpClient(strict, "https://unused.example").get("list", "things")
