"""Reports: asked for once, waited for, kept as Amazon wrote them, whatever happens on the way."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from ingestion.amazon.api import API
from ingestion.fetching import Connection, FetchOutcome
from tests.ingestion.amazon_api.small_amazon import CA, DOCUMENTS, FILES, MADE, REPORTS, US, SmallAmazon
from tests.ingestion.conftest import Reading
from tests.ingestion.fetching.provider import Answer, as_json

Fetch = Callable[..., FetchOutcome]
Files = Callable[[], list[Path]]
RETURNS = "GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA"
STOCK = "GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA"
RESERVED = "GET_RESERVED_INVENTORY_DATA"
HEADINGS = (
    "return-date\torder-id\tsku\tfnsku\tproduct-name\tquantity\tdetailed-disposition\treason\tlicense-plate-number"
)
ROW = "2026-02-10T08:00:00+00:00\t111-1\tSKU-1\tX001\t{name}\t1\tSELLABLE\tUNWANTED_ITEM\tLPN1"
DAYS = {"since": date(2026, 2, 1), "until": date(2026, 2, 20)}


def returns(name: str = "Mug", encoding: str = "utf-8") -> bytes:
    return f"{HEADINGS}\n{ROW.format(name=name)}\n".encode(encoding)


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("name", "encoding"),
    [("陶器のマグカップ、白", "cp932"), ("Taza pequeña de cerámica", "iso-8859-1"), ("Mug", "utf-8")],
)
def test_a_report_is_asked_for_waited_for_and_kept_as_it_is(
    amazon: SmallAmazon,
    fetch: Fetch,
    files: Files,
    read: Callable[..., Reading],
    name: str,
    encoding: str,
    is_packed: bool,
) -> None:
    amazon.contents[RETURNS] = returns(name, encoding)
    amazon.packed = {RETURNS} if is_packed else set()
    assert fetch("customer_returns", **DAYS) == FetchOutcome("acme", "amazon", 1)
    (document,) = files()
    assert document.read_bytes() == amazon.contents[RETURNS]
    assert document.parts[-4:-1] == ("api", "amazon", "customer_returns")
    (row,) = read(document).rows["amazon_customer_returns"]
    assert (row["product_name"], row["reported_at"]) == (name, datetime.fromisoformat(MADE))


def test_what_is_asked_for_has_the_stores_days_and_marketplaces(amazon: SmallAmazon, fetch: Fetch) -> None:
    fetch("customer_returns", **DAYS, timezone="America/Los_Angeles", marketplaces=("Amazon.com", "amazon.ca"))
    (body,) = amazon.created
    assert body == {
        "reportType": RETURNS,
        "marketplaceIds": [US, CA],
        "dataStartTime": "2026-01-31T08:00:00Z",
        "dataEndTime": "2026-02-21T08:00:00Z",
    }


def test_long_times_are_asked_for_month_by_month_and_each_run_goes_back_a_little(
    amazon: SmallAmazon, fetch: Fetch
) -> None:
    fetch("inventory_ledger")
    spans = [(body["dataStartTime"], body["dataEndTime"]) for body in amazon.created]
    assert len(spans) == 4, "90 days in months, and today"
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    fetch("inventory_ledger")
    assert len(amazon.created) == 4, "it rests for a day"
    fetch("inventory_ledger", days_later=2)
    again = datetime.fromisoformat(amazon.created[4]["dataStartTime"])
    ended = datetime.fromisoformat(spans[-1][1])
    assert timedelta(days=5) <= ended - again <= timedelta(days=6)


def test_each_marketplace_has_a_report_of_its_own_where_reports_tell_of_one(amazon: SmallAmazon, fetch: Fetch) -> None:
    fetch("listings", marketplaces=("Amazon.com", "Amazon.ca"))
    fetch("listings", marketplaces=("Amazon.com", "Amazon.ca"))
    assert [body["marketplaceIds"] for body in amazon.created] == [[US], [CA]]


def test_without_marketplaces_in_the_settings_amazon_says_which(amazon: SmallAmazon, fetch: Fetch) -> None:
    assert not fetch("fba_inventory", marketplaces=()).reason
    assert amazon.created[0]["marketplaceIds"] == [US]


def test_a_marketplace_that_is_not_known_is_told(fetch: Fetch) -> None:
    outcome = fetch("fba_inventory", marketplaces=("Amazon.xx",))
    assert "'amazon.xx' is not known" in outcome.reason
    assert "amazon.co.jp" in outcome.advice


def test_a_report_that_amazon_gives_up_is_told_and_asked_for_anew(
    amazon: SmallAmazon, fetch: Fetch, files: Files
) -> None:
    amazon.contents = dict.fromkeys((RESERVED, STOCK), b"sku\tfnsku\nA\tB\n")
    amazon.states[STOCK] = ["IN_QUEUE", "FATAL"]
    outcome = fetch("reserved_inventory", "fba_inventory")
    assert outcome.reason == f"Amazon could not make {STOCK}"
    assert {path.parent.name for path in files()} == {"reserved_inventory"}, "the other report is not held up"
    del amazon.states[STOCK]
    assert not fetch("reserved_inventory", "fba_inventory").reason
    assert [body["reportType"] for body in amazon.created].count(STOCK) == 2


def test_a_report_without_data_is_cancelled_and_not_asked_for_again(
    amazon: SmallAmazon, fetch: Fetch, files: Files
) -> None:
    assert fetch("fba_inventory") == fetch("fba_inventory") == FetchOutcome("acme", "amazon", 0)
    assert (len(amazon.created), files()) == (1, [])


def test_a_report_of_headings_alone_leaves_no_file(amazon: SmallAmazon, fetch: Fetch, files: Files) -> None:
    amazon.contents[RETURNS] = f"{HEADINGS}\r\n".encode()
    assert fetch("customer_returns", **DAYS) == FetchOutcome("acme", "amazon", 0)
    assert files() == []


@pytest.mark.parametrize("state", ["IN_PROGRESS", "SOMETHING_NEW"])
def test_a_report_that_takes_too_long_is_taken_up_by_the_next_run(
    amazon: SmallAmazon, fetch: Fetch, files: Files, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr("ingestion.amazon.api.rounds.MOST_LOOKS", 3)
    amazon.contents[RETURNS] = returns()
    amazon.states[RETURNS] = [state, state, state, "DONE"]
    assert "is not made yet" in fetch("customer_returns", **DAYS).reason
    assert not fetch("customer_returns", **DAYS).reason
    assert (len(amazon.created), len(files())) == (1, 1)


@pytest.mark.parametrize("pages_before_the_kill", range(1, 4))
def test_a_run_that_is_cut_off_goes_on_without_asking_twice(
    amazon: SmallAmazon, connect: Callable[..., Connection], fetch: Fetch, files: Files, pages_before_the_kill: int
) -> None:
    amazon.contents[STOCK] = b"sku\tfnsku\nA\tB\n"
    connection = connect("fba_inventory")
    run = API.fetch(connection)
    for _ in range(pages_before_the_kill):
        connection.waiting.keep(next(run))
    run.close()
    assert not fetch("fba_inventory").reason
    assert (len(amazon.created), len(files())) == (1, 1)


def test_a_report_whose_id_was_lost_is_found_again(
    amazon: SmallAmazon, connect: Callable[..., Connection], fetch: Fetch, files: Files
) -> None:
    amazon.contents[RETURNS] = returns()
    connection = connect("customer_returns", **DAYS)
    run = API.fetch(connection)
    connection.waiting.keep(next(run))
    next(run)  # createReport was answered, and the run is killed before its id is noted
    run.close()
    assert not fetch("customer_returns", **DAYS).reason
    assert (len(amazon.created), len(files())) == (1, 1)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (REPORTS, as_json({}, 429)),
        (REPORTS, as_json({}, 429, **{"x-amzn-RateLimit-Limit": "1000"})),
        (REPORTS, as_json({}, 429, **{"Retry-After": "0"})),
        (REPORTS, as_json({}, 503)),
        (REPORTS, as_json({}, 401)),
        (DOCUMENTS, as_json({}, 500)),
        (FILES, Answer(200, b"return-date\torder-id and so on", cut_at=10)),
        (FILES, Answer(403, b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>")),
    ],
    ids=["429", "429 with a rate", "429 with seconds", "503", "401", "500", "cut off", "address expired"],
)
def test_what_can_pass_does(amazon: SmallAmazon, fetch: Fetch, files: Files, path: str, fault: Answer) -> None:
    amazon.contents[RETURNS] = returns()
    amazon.faults[path].append(fault)
    assert not fetch("customer_returns", **DAYS).reason
    assert [path.read_bytes() for path in files()] == [returns()]


def test_packing_that_is_cut_off_is_told_and_leaves_no_file(amazon: SmallAmazon, fetch: Fetch, files: Files) -> None:
    amazon.contents[RETURNS] = returns()
    amazon.packed = {RETURNS}
    amazon.faults[FILES].append(Answer(200, b"\x1f\x8b\x08\x00"))
    assert "cut off" in fetch("customer_returns", **DAYS).reason
    assert files() == []
    assert not fetch("customer_returns", **DAYS).reason
    assert (len(amazon.created), len(files())) == (1, 1)


def test_a_report_that_is_not_allowed_keeps_no_other_away(amazon: SmallAmazon, fetch: Fetch) -> None:
    amazon.contents[RESERVED] = b"sku\tfnsku\nA\tB\n"
    amazon.faults[REPORTS].append(as_json({"errors": [{"message": "Access to requested resource is denied."}]}, 403))
    outcome = fetch("fba_inventory", "reserved_inventory")
    assert "answered 403" in outcome.reason
    assert outcome.pages == 1
