"""Amazon Ads: a report for each profile and month, asked for once, kept unpacked as it came."""

import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion import fetching
from ingestion.advertising.api import API
from ingestion.fetching import Connection, FetchOutcome
from tests.ingestion.fetching.provider import Answer, Asked, Provider, as_json, provider
from warehouse.home import Home
from warehouse.settings import Settings

TODAY = datetime.now(UTC).date()
ROWS = b'[{"date":"2026-03-01","campaignId":158410630682987,"cost":14.50,"campaignBudgetCurrencyCode":"USD"}]'
Fetch = Callable[..., FetchOutcome]


@dataclass
class SmallAds:
    """Two profiles, and reports that are made after two looks; what was asked for before is answered with 425."""

    content: bytes = ROWS
    states: tuple[str, ...] = ("PENDING", "PROCESSING", "COMPLETED")
    looks: dict[str, int] = field(default_factory=dict)
    asked_for: dict[str, str] = field(default_factory=dict)
    created: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: list[Answer] = field(default_factory=list)
    gives_invoices: bool = True

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "/auth/o2/token":
            return as_json({"access_token": "ads-token", "expires_in": 3600})
        if asked.path.startswith("/files/"):
            return Answer(400) if "authorization" in asked.headers else Answer(200, gzip.compress(self.content))
        if asked.headers.get("authorization") != "Bearer ads-token" or not asked.headers[CLIENT]:
            return as_json({"code": "UNAUTHORIZED"}, 401)
        if self.faults:
            return self.faults.pop()
        if asked.path == "/v2/profiles":
            types = {1: "seller", 2: "seller", 3: "agency"}
            return as_json(
                [
                    {"profileId": number, "countryCode": "US", "timezone": ZONE, "accountInfo": {"type": kind}}
                    for number, kind in types.items()
                ]
            )
        if asked.path == "/invoices":
            return self._invoices(asked) if self.gives_invoices else as_json({"code": "403"}, 403)
        return self._create(asked) if asked.method == "POST" else self._report(asked)

    def _invoices(self, asked: Asked) -> Answer:
        """Two pages. With a cursor no count may be given."""
        if not asked.query.get("cursor"):
            return as_json({"payload": {"invoiceSummaries": [invoice("A-1", "52.10")], "nextCursor": "c2"}})
        if "count" in asked.query:
            return as_json({"message": "count cannot be combined with cursor"}, 400)
        return as_json({"payload": {"invoiceSummaries": [invoice(None, "3.00")]}})

    def _create(self, asked: Asked) -> Answer:
        key = asked.headers[SCOPE] + asked.body.decode()
        if key in self.asked_for:
            return as_json({"code": "425", "detail": f"The Request is a duplicate of : {self.asked_for[key]}"}, 425)
        report_id = f"{len(self.created):08x}-0000-4000-8000-000000000000"
        self.asked_for[key] = report_id
        self.created.append((asked.headers[SCOPE], json.loads(asked.body)))
        return as_json({"reportId": report_id, "status": "PENDING"})

    def _report(self, asked: Asked) -> Answer:
        report_id = asked.path.rpartition("/")[2]
        look = self.looks[report_id] = self.looks.get(report_id, -1) + 1
        state = self.states[min(look, len(self.states) - 1)]
        url = f"http://{asked.headers['host']}/files/{report_id}" if state == "COMPLETED" else None
        return as_json({"reportId": report_id, "status": state, "url": url, "generatedAt": None})


def invoice(invoice_id: str | None, amount: str) -> dict[str, Any]:
    money = {"amount": amount, "currencyCode": "USD"}
    status = "ISSUED" if invoice_id else "ACCUMULATING"
    return {"id": invoice_id, "status": status, "invoiceDate": "20260304", "amountDue": money}


CLIENT, SCOPE = "amazon-advertising-api-clientid", "amazon-advertising-api-scope"
ZONE = "America/Los_Angeles"


@pytest.fixture
def ads(monkeypatch: pytest.MonkeyPatch) -> SmallAds:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"):
        monkeypatch.setenv(f"SELLERHOUSE_SECRET__ACME__ADS_{name}", f"ads-{name}-4711")
    return SmallAds()


@pytest.fixture
def there(ads: SmallAds) -> Iterator[Provider]:
    with provider(ads) as listening:
        yield listening


@pytest.fixture
def connect(home: Home, there: Provider) -> Callable[..., Connection]:
    def connected(*streams: str, begin: date = TODAY - timedelta(days=20), account: str = "1") -> Connection:
        options = {"host": there.address, "streams": streams, "since": begin, "account": account}
        settings = Settings(
            stores={"acme": {"api": options, "timezone": ZONE}},
            api={"allow_private_hosts": True, "attempts": 3, "retry_seconds": "0.001"},
        )
        return fetching.connections(home, settings, [API])[0]

    return connected


@pytest.fixture
def fetch(connect: Callable[..., Connection]) -> Fetch:
    return lambda *streams, **options: fetching.fetch_one(connect(*streams, **options))


def test_every_kind_is_asked_for_by_day_and_kept_unpacked(
    ads: SmallAds, fetch: Fetch, files: Callable[[], list[Path]]
) -> None:
    assert fetch() == FetchOutcome("acme", "advertising", 6)
    assert {path.read_bytes() for path in files() if path.parent.name != "invoices"} == {ROWS}
    kinds = [body["configuration"]["reportTypeId"] for _, body in ads.created]
    assert kinds == ["spAdvertisedProduct", "spCampaigns", "sbCampaigns", "sdAdvertisedProduct"]
    for _, body in ads.created:
        configuration = body["configuration"]
        assert (configuration["timeUnit"], configuration["format"]) == ("DAILY", "GZIP_JSON")
        assert {"date", "campaignId", "cost", "campaignBudgetCurrencyCode"} <= set(configuration["columns"])
    assert fetch() == FetchOutcome("acme", "advertising", 0), "it rests for a day"
    assert len(ads.created) == 4


def test_each_profile_of_a_seller_has_its_own(ads: SmallAds, fetch: Fetch) -> None:
    assert fetch("sp_campaigns", account="").pages == 2
    assert [profile for profile, _ in ads.created] == ["1", "2"]


@pytest.mark.parametrize(("stream", "kept"), [("sp_campaigns", 95), ("sb_campaigns", 60)])
def test_no_more_than_31_days_at_once_and_not_further_back_than_amazon_keeps(
    ads: SmallAds, fetch: Fetch, stream: str, kept: int
) -> None:
    ads.states = ("COMPLETED",)
    assert not fetch(stream, begin=TODAY - timedelta(days=150)).reason
    days = [(date.fromisoformat(body["startDate"]), date.fromisoformat(body["endDate"])) for _, body in ads.created]
    assert all(timedelta(0) <= last - first <= timedelta(days=30) for first, last in days)
    assert days[-1][1] - days[0][0] == timedelta(days=kept - 1)
    assert all(first == last + timedelta(days=1) for (_, last), (first, _) in itertools.pairwise(days))


def test_a_run_that_is_cut_off_takes_up_the_report_it_asked_for(
    ads: SmallAds, connect: Callable[..., Connection], fetch: Fetch, files: Callable[[], list[Path]]
) -> None:
    next(run := API.fetch(connect("sp_campaigns")))
    run.close()  # before its id was noted
    assert not fetch("sp_campaigns").reason
    assert (len(ads.created), len(files())) == (1, 1)


def test_a_report_that_amazon_gives_up_is_told(ads: SmallAds, fetch: Fetch) -> None:
    ads.states = ("FAILED",)
    assert fetch("sp_campaigns").reason == "Amazon Ads could not make spCampaigns of profile 1"


def test_a_report_without_rows_is_no_file(ads: SmallAds, fetch: Fetch, files: Callable[[], list[Path]]) -> None:
    ads.content = b"[]"
    assert fetch("sp_campaigns") == FetchOutcome("acme", "advertising", 0)
    assert files() == []


@pytest.mark.parametrize("fault", [as_json({}, 429), as_json({}, 502), as_json({}, 401)], ids=["429", "502", "401"])
def test_what_can_pass_does(ads: SmallAds, fetch: Fetch, fault: Answer) -> None:
    ads.faults.append(fault)
    assert fetch("sp_campaigns") == FetchOutcome("acme", "advertising", 1)


def test_invoices_come_page_by_page_and_their_formats_read_them(
    ads: SmallAds, fetch: Fetch, files: Callable[[], list[Path]], read: Callable[..., Any]
) -> None:
    assert fetch("invoices") == FetchOutcome("acme", "advertising", 2)
    rows = read(*files()).rows["advertising_invoices"]
    assert [(row["invoice_id"], row["status"], str(row["amount_due"])) for row in rows] == [
        ("A-1", "ISSUED", "52.1000"),
        (None, "ACCUMULATING", "3.0000"),
    ]
    assert fetch("invoices") == FetchOutcome("acme", "advertising", 0), "the list rests for a day"


def test_invoices_that_are_not_given_hold_up_no_report(ads: SmallAds, fetch: Fetch) -> None:
    ads.gives_invoices = False
    outcome = fetch("invoices", "sp_campaigns")
    assert outcome.reason
    assert outcome.pages == 1


def test_a_store_without_the_secrets_of_advertising_is_left_alone(
    connect: Callable[..., Connection], monkeypatch: pytest.MonkeyPatch, ads: SmallAds, there: Provider
) -> None:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"):
        monkeypatch.delenv(f"SELLERHOUSE_SECRET__ACME__ADS_{name}")
    assert fetching.fetch_one(connect()) == FetchOutcome("acme", "advertising", 0)
    assert "not fetched" in API.check(connect())
    assert there.asked == []


def test_the_check_names_the_profiles(connect: Callable[..., Connection]) -> None:
    assert API.check(connect(account="")) == "US 1, US 2"
