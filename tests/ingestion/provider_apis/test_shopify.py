"""What is Shopify's own: points, errors that come as 200, lists inside of records, rights, the shop's address."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ingestion.fetching import FetchFailed
from ingestion.shopify.api import API, PATH, STREAMS
from tests.ingestion.fetching.provider import Answer, Asked, as_json
from tests.ingestion.provider_apis.fakes import Shopify

SHOP = {"account": "acme.myshopify.com"}


@pytest.fixture(autouse=True)
def _access(secrets: Callable[..., None]) -> None:
    secrets(access_token="shpat_of_an_older_app")


def variables(asked: Asked) -> dict[str, Any]:
    return dict(json.loads(asked.body)["variables"])


def listed(nodes: list[Any], ahead: str | None = None) -> dict[str, Any]:
    return {"nodes": nodes, "pageInfo": {"hasNextPage": ahead is not None, "endCursor": ahead}}


def orders(nodes: list[Any], ahead: str | None = None) -> Answer:
    return as_json({"data": {"orders": listed(nodes, ahead)}})


def refusal(code: str) -> Answer:
    status = {"maximumAvailable": 2e6, "currentlyAvailable": 12, "restoreRate": 1e6}
    cost = {"requestedQueryCost": 752, "actualQueryCost": None, "throttleStatus": status}
    return as_json({"errors": [{"message": code, "extensions": {"code": code}}], "extensions": {"cost": cost}})


def order(number: int, is_cut: bool = False) -> dict[str, Any]:
    lines = listed([{"id": f"gid://shopify/LineItem/{number}", "sku": "A-1"}], "more" if is_cut else None)
    return {"id": f"gid://shopify/Order/{number}", "lineItems": lines, "refunds": []}


def one_after_another(*answers: Answer) -> Callable[[Asked], Answer]:
    left: Iterator[Answer] = iter(answers)
    return lambda _asked: next(left, orders([]))


def test_each_stream_asks_its_own_question(listening: Callable[..., Any]) -> None:
    def answer(asked: Asked) -> Answer:
        text = json.loads(asked.body)["query"]
        (stream,) = [one for one in STREAMS.values() if f" {one.found_at[-1]}(" in text]
        found: Any = listed([{"id": "1"}])
        for name in reversed(stream.found_at):
            found = {name: found}
        return as_json({"data": found})

    with listening(API, answer, **SHOP) as here:
        assert here.fetch().reason == ""
    assert {asked.path for asked in here.there.asked} == {f"/{PATH}"}
    assert {asked.headers["x-shopify-access-token"] for asked in here.there.asked} == {"shpat_of_an_older_app"}
    assert {path.parent.name for path in here.files()} == set(STREAMS)
    texts = b" ".join(asked.body for asked in here.there.asked)
    assert not [word for word in (b"customer", b"email", b"address", b"phone") if word in texts.lower()]
    searches = [variables(asked)["query"] for asked in here.there.asked]
    assert searches[0].startswith("updated_at:>='")
    assert [number for number, search in enumerate(searches, 1) if search is None] == [len(searches)], (
        "stock is asked for as it is now, once"
    )


def test_a_question_that_has_no_points_left_is_asked_again(listening: Callable[..., Any]) -> None:
    with listening(
        API, one_after_another(refusal("THROTTLED"), orders([order(1)])), streams=["orders"], **SHOP
    ) as here:
        assert here.fetch().reason == ""
    assert variables(here.there.asked[0]) == variables(here.there.asked[1])
    assert len(here.files()) == 1


def test_points_that_never_come_back_are_told(listening: Callable[..., Any]) -> None:
    with listening(API, lambda _asked: refusal("THROTTLED"), streams=["orders"], **SHOP) as here:
        outcome = here.fetch()
    assert "THROTTLED" in outcome.reason
    assert "The next run tries again" in outcome.advice
    assert len(here.there.asked) == 4


def test_what_costs_too_much_is_asked_for_in_smaller_pages(listening: Callable[..., Any]) -> None:
    answers = one_after_another(refusal("MAX_COST_EXCEEDED"), orders([order(1)], "c1"), orders([order(2)]))
    with listening(API, answers, streams=["orders"], **SHOP) as here:
        assert here.fetch().reason == ""
    assert [variables(asked)["first"] for asked in here.there.asked[:3]] == [25, 12, 12]
    assert [variables(asked)["after"] for asked in here.there.asked[:3]] == [None, None, "c1"]


@pytest.mark.parametrize(
    ("answer", "said", "helps"),
    [
        (refusal("ACCESS_DENIED"), "ACCESS_DENIED", False),
        (refusal("INTERNAL_SERVER_ERROR"), "INTERNAL_SERVER_ERROR", False),
        (as_json({"errors": "[API] Invalid API key or access token"}), "Invalid API key", False),
        (
            as_json({"errors": [{"message": "Field 'x' doesn't exist"}], "data": {"orders": listed([1])}}),
            "Field",
            False,
        ),
        (as_json(["a list"]), "no object", False),
    ],
    ids=["access", "internal", "text", "part of the data", "list"],
)
def test_errors_in_a_good_answer_are_failures(
    listening: Callable[..., Any], answer: Answer, said: str, helps: bool
) -> None:
    with listening(API, lambda _asked: answer, streams=["orders"], **SHOP) as here:
        outcome = here.fetch()
    assert said in outcome.reason
    assert here.files() == []


def test_an_order_whose_lines_are_cut_off_is_asked_for_whole(listening: Callable[..., Any]) -> None:
    answers = one_after_another(
        orders([order(1, is_cut=True), order(2)], "behind-2"),
        orders([order(1)], "behind-1"),
        orders([order(2)]),
    )
    with listening(API, answers, streams=["orders"], **SHOP) as here:
        assert here.fetch().reason == ""
    usual, whole, rest = here.there.asked[:3]
    assert (variables(whole)["first"], variables(rest)["after"]) == (1, "behind-1")
    assert b"lineItems(first: 50)" in usual.body
    assert b"lineItems(first: 250)" in whole.body
    kept = b"".join(here.contents())
    assert (kept.count(b"Order/1"), kept.count(b"Order/2")) == (1, 1)


def test_a_shop_without_its_payments_has_none_of_them(listening: Callable[..., Any]) -> None:
    nothing = as_json({"data": {"shopifyPaymentsAccount": None}})
    with listening(API, lambda _asked: nothing, streams=["payouts", "balance_transactions"], **SHOP) as here:
        assert (here.fetch().reason, here.files()) == ("", [])


def test_a_right_that_is_lacking_is_named(listening: Callable[..., Any]) -> None:
    app = {"accessScopes": [{"handle": "read_orders"}, {"handle": "write_inventory"}]}
    said = as_json({"data": {"shop": {"myshopifyDomain": "acme.myshopify.com"}, "currentAppInstallation": app}})
    with listening(API, lambda _asked: said, **SHOP) as here, pytest.raises(FetchFailed) as failed:
        API.check(here.connection())
    assert "read_shopify_payments_payouts" in failed.value.advice
    assert "read_inventory" not in failed.value.advice
    with listening(API, lambda _asked: said, streams=["orders"], **SHOP) as here:
        assert "the last 60 days only" in API.check(here.connection())


@pytest.mark.parametrize("account", ["", "acme", "https://acme.myshopify.com", "acme.myshopify.com.evil.example"])
def test_the_token_is_sent_to_no_other_address(listening: Callable[..., Any], account: str) -> None:
    with listening(API, lambda _asked: orders([]), account=account) as here:
        assert "no shop's address" in here.fetch().reason
    assert here.there.asked == []


def test_stock_that_was_being_read_yesterday_is_read_anew(listening: Callable[..., Any], secrets: Any) -> None:
    secrets(**Shopify.secrets)
    page = as_json({"data": {"inventoryItems": listed([{"id": "1"}], "ahead")}})
    with listening(API, lambda _asked: page, streams=["inventory_levels"], **SHOP) as here:
        cut_off = here.connection()
        cut_off.waiting.keep(next(API.fetch(cut_off)))
        next(API.fetch(here.connection()))
    assert [variables(asked)["after"] for asked in here.there.asked] == [None, None]
