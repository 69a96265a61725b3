"""Settlements: listed page by page, each document fetched once, its bytes those of the file that people download."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import ingestion
from ingestion.amazon.api import API
from ingestion.fetching import Connection, FetchOutcome
from tests.ingestion.amazon_api.small_amazon import CA, DOCUMENTS, REPORTS, US, SmallAmazon
from tests.ingestion.fetching.provider import Provider, as_json
from tests.ingestion.report_builders import as_text, line, total_row
from warehouse.home import Home

Fetch = Callable[..., FetchOutcome]
NOW = datetime.now(UTC)


def settlement(number: int, amount: str = "10.00") -> bytes:
    return as_text([total_row(amount, str(number)), line(amount, str(number))]).encode()


def with_settlements(amazon: SmallAmazon, count: int) -> None:
    for number in range(count):
        created = (NOW - timedelta(days=80 - number)).isoformat()
        amazon.has_settlement(f"{number}", settlement(20000000000 + number), created, is_packed=bool(number % 2))


def test_every_settlement_is_fetched_once_over_all_pages(
    amazon: SmallAmazon, fetch: Fetch, files: Callable[[], list[Path]], there: Provider
) -> None:
    with_settlements(amazon, 5)
    assert fetch("settlements") == FetchOutcome("acme", "amazon", 5)
    assert fetch("settlements") == FetchOutcome("acme", "amazon", 0)
    assert sorted(path.read_bytes() for path in files()) == sorted(one.content for one in amazon.listed)
    assert len([path for path in there.paths() if path.startswith(DOCUMENTS)]) == 5
    first = next(one for one in there.asked if one.path == REPORTS)
    assert first.query["createdSince"] > (NOW - timedelta(days=90)).isoformat()


def test_a_report_that_a_growing_list_shows_twice_is_fetched_once(amazon: SmallAmazon, fetch: Fetch) -> None:
    with_settlements(amazon, 2)
    amazon.listed.append(amazon.listed[0])
    assert fetch("settlements").pages == 2


def test_settlements_of_other_marketplaces_are_left_to_other_stores(amazon: SmallAmazon, fetch: Fetch) -> None:
    with_settlements(amazon, 3)
    amazon.listed[0].body["marketplaceIds"] = [CA]
    amazon.listed[1].body["marketplaceIds"] = [CA, US]
    assert fetch("settlements") == FetchOutcome("acme", "amazon", 2)


def test_a_store_that_would_get_no_settlement_at_all_is_told(amazon: SmallAmazon, fetch: Fetch) -> None:
    with_settlements(amazon, 2)
    for report in amazon.listed:
        report.body["marketplaceIds"] = [CA]
    assert "none of the store's marketplaces" in fetch("settlements").reason


def test_a_page_without_reports_is_not_the_end(amazon: SmallAmazon, fetch: Fetch) -> None:
    with_settlements(amazon, 3)
    amazon.faults[REPORTS].append(as_json({"reports": [], "nextToken": "0"}))
    assert fetch("settlements").pages == 3


@pytest.mark.parametrize("kept", range(4))
def test_a_run_that_is_cut_off_goes_on_behind_the_last_document(
    amazon: SmallAmazon, connect: Callable[..., Connection], fetch: Fetch, there: Provider, kept: int
) -> None:
    with_settlements(amazon, 3)
    connection = connect("settlements")
    run = API.fetch(connection)
    for _ in range(kept):
        connection.waiting.keep(next(run))
    run.close()
    assert fetch("settlements").pages == 3 - kept
    assert len([path for path in there.paths() if path.startswith(DOCUMENTS)]) == 3


def test_the_api_and_the_downloaded_file_count_once(
    amazon: SmallAmazon, fetch: Fetch, home: Home, load: Callable[..., ingestion.Preparation], raw: Callable[..., list]
) -> None:
    downloaded = home.inbox / "acme" / "settlement.txt"
    downloaded.parent.mkdir()
    downloaded.write_bytes(settlement(20000000000))
    with_settlements(amazon, 2)
    fetch("settlements")
    preparation = load()
    assert sorted(file.status for file in preparation.files if file.store_id) == ["duplicate", "loaded", "loaded"]
    assert raw("select count(*), sum(amount) from raw.amazon_settlement_lines") == [(2, 20)]


def test_days_that_are_named_are_fetched_again(
    amazon: SmallAmazon, fetch: Fetch, files: Callable[[], list[Path]]
) -> None:
    with_settlements(amazon, 1)
    fetch("settlements")
    amazon.listed[0].content = settlement(20000000000, "11.00")
    assert fetch("settlements", since=(NOW - timedelta(days=85)).date()).pages == 1
    (document,) = files()
    assert document.read_bytes() == settlement(20000000000, "11.00")
