"""Whatever the provider: every page is kept as it came, none twice, and what goes wrong is told and made good."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ingestion.fetching import FetchFailed
from tests.ingestion.fetching.provider import Answer, Answering, Asked, as_json
from tests.ingestion.provider_apis.fakes import Fake

ONE_WEEK = {"since": date(2026, 11, 9), "until": date(2026, 11, 15)}


def pages_asked(fake: Fake, there: Any) -> list[int]:
    return [page for asked in there.asked if (page := fake.page_asked(asked)) is not None]


def with_faults(fake: Fake, at: int, *faults: Answer) -> Answering:
    """The provider, with these answers the first times that a page is asked for."""
    left = list(faults)

    def answer(asked: Asked) -> Answer:
        return left.pop(0) if left and fake.page_asked(asked) == at else fake.answer(asked)

    return answer


def sent(fake: Fake, there: Any) -> list[bytes]:
    """What the provider says to each page that it was asked for; once where it was asked again."""
    answers = {page: fake.answer(asked).body for asked in there.asked if (page := fake.page_asked(asked)) is not None}
    return list(answers.values())


def test_every_page_is_kept_as_it_was_sent(fake: Fake, place: Callable[..., Any]) -> None:
    with place() as here:
        outcome = here.fetch(**ONE_WEEK)
    assert (outcome.pages, outcome.reason) == (3, "")
    assert pages_asked(fake, here.there) == [0, 1, 2]
    assert here.contents() == sent(fake, here.there)
    assert [path.parent.name for path in here.files()] == [fake.stream] * 3


@pytest.mark.parametrize(
    "faults",
    [
        [as_json({}, 429)],
        [as_json({}, 429, **{"Retry-After": "0"})],
        [as_json({}, 500), as_json({}, 503)],
        [Answer(200, b'{"data": {' * 100, cut_at=40)],
        [as_json({"message": "the token has expired"}, 401)],
    ],
    ids=["429", "429 with Retry-After", "500", "cut in mid-download", "401"],
)
def test_faults_that_pass_leave_no_trace(fake: Fake, place: Callable[..., Any], faults: list[Answer]) -> None:
    with place(with_faults(fake, 1, *faults)) as here:
        outcome = here.fetch(**ONE_WEEK)
    assert (outcome.pages, outcome.reason) == (3, "")
    assert pages_asked(fake, here.there) == [0, *[1] * (len(faults) + 1), 2]
    assert here.contents() == sent(fake, here.there)


def test_a_token_that_was_refused_is_replaced(fake: Fake, place: Callable[..., Any]) -> None:
    with place(with_faults(fake, 1, as_json({}, 401))) as here:
        assert here.fetch(**ONE_WEEK).reason == ""
    used = [asked.headers for asked in here.there.asked if fake.page_asked(asked) is not None]
    tokens = [headers.get("x-shopify-access-token") or headers["authorization"] for headers in used]
    if fake.tokens:
        assert fake.tokens == 2
        assert tokens[0] == tokens[1] != tokens[2] == tokens[3]
    else:
        assert len(set(tokens)) == 1


@pytest.mark.parametrize(
    ("faults", "helps"),
    [
        ([as_json({"message": "no permission"}, 403)], False),
        ([as_json({"message": "who are you"}, 401)] * 2, False),
        ([as_json({"message": "slow down"}, 429)] * 3, True),
        ([as_json({}, 502)] * 3, True),
        ([Answer(200, b"<html>maintenance</html>")], True),
        ([as_json({"hello": "world"})], True),
    ],
    ids=["403", "401 for good", "429 for good", "502 for good", "no JSON", "another JSON"],
)
def test_what_does_not_pass_is_told_and_made_good_later(
    fake: Fake, place: Callable[..., Any], faults: list[Answer], helps: bool
) -> None:
    with place(with_faults(fake, 1, *faults)) as here:
        failed = here.fetch()
        assert (failed.pages, len(here.files())) == (1, 1)
        assert failed.reason.startswith(fake.api.title)
        assert ("The next run tries again" in failed.advice) is helps
        asked_before = len(here.there.asked)
        outcome = here.fetch()
    assert outcome.reason == ""
    after = [page for asked in here.there.asked[asked_before:] if (page := fake.page_asked(asked)) is not None]
    assert after[:2] == [1, 2]


def test_a_run_killed_between_two_pages_goes_on_behind_the_last(fake: Fake, place: Callable[..., Any]) -> None:
    with place() as here:
        killed = here.connection(**ONE_WEEK)
        fetching = fake.api.fetch(killed)
        killed.waiting.keep(next(fetching))
        fetching.close()
        outcome = here.fetch(**ONE_WEEK)
    assert (outcome.pages, outcome.reason) == (2, "")
    assert pages_asked(fake, here.there) == [0, 1, 2]
    assert here.contents() == sent(fake, here.there)


def test_a_page_that_was_not_kept_comes_again_under_its_name(fake: Fake, place: Callable[..., Any]) -> None:
    with place() as here:
        names = []
        for _ in range(2):
            fetching = fake.api.fetch(here.connection(**ONE_WEEK))
            names.append(next(fetching).name)
            fetching.close()
    assert names[0] == names[1]


def test_what_changed_is_fetched_again_and_both_are_kept(fake: Fake, place: Callable[..., Any]) -> None:
    fake.pages = [[fake.record(1, "P")]]
    with place() as here:
        here.fetch()
        before = here.contents()
        fake.pages = [[fake.record(1, "S")]]
        assert here.fetch().pages == 1
    assert len(here.contents()) == len(before) + 1
    assert set(before) < set(here.contents())


def test_the_next_run_begins_again_before_the_end_of_the_last(fake: Fake, place: Callable[..., Any]) -> None:
    fake.pages = [[fake.record(1)]]
    with place() as here:
        connection = here.connection()
        pages = [page for page in fake.api.fetch(connection) if not connection.waiting.keep(page)]
        again = replace(here.connection(), started_at=connection.started_at + timedelta(days=2))
        first = next(fake.api.fetch(again)).name
    assert connection.cursor(fake.stream)["start"] == f"{connection.started_at:%Y-%m-%dT%H:%M:%S}+00:00"
    begins = first.removeprefix(f"{fake.api.source}_{fake.stream}_")
    assert pages[0].name < first
    assert begins < f"{connection.started_at - timedelta(days=3):%Y%m%dT%H%M%SZ}"


def test_an_empty_answer_leaves_no_file_but_moves_on(fake: Fake, place: Callable[..., Any]) -> None:
    fake.pages = [[]]
    with place() as here:
        connection = here.connection()
        outcome = here.fetch()
        assert (outcome.pages, outcome.reason, here.files()) == (0, "", [])
        assert connection.cursor(fake.stream)["start"]


def test_a_page_that_comes_twice_is_kept_twice_and_ends(fake: Fake, place: Callable[..., Any]) -> None:
    fake.pages[1] = fake.pages[0]
    with place() as here:
        assert here.fetch(**ONE_WEEK).pages == 3
    assert here.contents() == sent(fake, here.there)


def test_unknown_words_are_kept_as_they_are(fake: Fake, place: Callable[..., Any]) -> None:
    fake.pages = [[fake.record(1, "NEVER_SEEN_BEFORE")]]
    with place() as here:
        assert here.fetch(**ONE_WEEK).reason == ""
    assert b"NEVER_SEEN_BEFORE" in here.contents()[0]


def test_less_than_was_said_is_a_failure_and_no_page_is_lost(fake: Fake, place: Callable[..., Any]) -> None:
    whole = fake.pages
    fake.pages = [whole[0], [], whole[2]]
    if fake.api.source == "shopify":  # it says no number: a cursor that leads nowhere is its way of giving less
        stuck = {"nodes": [fake.record(1)], "pageInfo": {"hasNextPage": True, "endCursor": "behind-1"}}
        answer = with_faults(fake, 1, as_json({"data": {"shopifyPaymentsAccount": {"payouts": stuck}}}))
    else:
        answer = fake.answer
    with place(answer) as here:
        failed = here.fetch(**ONE_WEEK)
        assert (failed.pages, len(here.files())) == (1, 1)
        assert "less" in failed.reason or "do not go on" in failed.reason
        fake.pages = whole
        assert here.fetch(**ONE_WEEK).pages == 2
    assert len(here.files()) == 3


def test_days_that_are_named_are_fetched_anew_each_time(fake: Fake, place: Callable[..., Any]) -> None:
    with place() as here:
        assert [here.fetch(**ONE_WEEK).pages for _ in range(2)] == [3, 3]
        assert len(here.files()) == 3
        assert here.connection().cursor(fake.stream) == {}


def test_the_least_question_shows_that_access_works(fake: Fake, place: Callable[..., Any]) -> None:
    with place() as here:
        said = fake.api.check(here.connection())
        assert here.files() == []
    assert said.split()[-1] in ("XZXSPECPDZHZU", "acme.myshopify.com", "EUR")
    refused = as_json({"message": "no permission"}, 403)
    with place(lambda _asked: refused) as here, pytest.raises(FetchFailed, match="403"):
        fake.api.check(here.connection())


def test_a_secret_that_is_not_set_is_named(fake: Fake, place: Callable[..., Any], monkeypatch: Any) -> None:
    name = fake.api.secrets[-1]
    monkeypatch.delenv(f"SELLERHOUSE_SECRET__ACME__{name.upper()}")
    with place() as here:
        outcome = here.fetch()
    assert f"SELLERHOUSE_SECRET__ACME__{name.upper()}" in outcome.reason


def test_secrets_stand_in_no_file_message_or_log(
    fake: Fake, place: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults = [as_json({}, 401), as_json({}, 429), as_json({"message": "no"}, 403)]
    with place(with_faults(fake, 1, *faults)) as here:
        outcomes = [here.fetch(), here.fetch()]
        said = [fake.api.check(here.connection())]
    assert [bool(outcome.reason) for outcome in outcomes] == [True, False]
    hidden = [*fake.secrets.values(), *(line for line in fake.secrets.get("private_key", "").splitlines() if line)]
    hidden += [f"token-{number}-of-{fake.api.source}" for number in range(1, fake.tokens + 1)]
    files = [path.read_text() for path in here.home.root.rglob("*") if path.is_file()]
    texts = [*files, *said, caplog.text, *(f"{outcome}" for outcome in outcomes)]
    assert [secret for secret in hidden for text in texts if secret in text] == []


def test_a_provider_that_repeats_what_it_was_sent_gives_nothing_away(fake: Fake, place: Callable[..., Any]) -> None:
    def used(asked: Asked) -> str:
        return (asked.headers.get("x-shopify-access-token") or asked.headers["authorization"]).split()[-1]

    def answer(asked: Asked) -> Answer:
        if fake.page_asked(asked) is None:
            return fake.answer(asked)
        return Answer(403, f"{used(asked)} of {fake.secrets[fake.api.secrets[1]]} is refused".encode())

    with place(answer) as here:
        assert "(… of … is refused)" in here.fetch().reason
