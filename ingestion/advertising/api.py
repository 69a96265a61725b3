"""Amazon Ads as a source to fetch: for each profile its invoices, and of each kind a report by day. Reads neither.

refresh token -> Login with Amazon -> profiles
GET /invoices, page after page -> advertising/invoices/*.json
POST /reporting/reports -> id noted -> GET until it is COMPLETED -> download -> advertising/<stream>/*.json
What is asked for twice is answered with 425 and the id of the first, so a run that was cut off finds its report again.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ingestion.advertising.client import PREFIX, AdsClient, scope
from ingestion.advertising.invoice_pages import INVOICES, invoice_pages
from ingestion.amazon.api.answers import answer_of, unpacked
from ingestion.amazon.api.failures import each_by_itself
from ingestion.amazon.api.login import SECRETS
from ingestion.amazon.api.places import Places
from ingestion.amazon.api.rounds import NeverReady, Request, made_to_order
from ingestion.amazon.api.windows import Schedule, Window
from ingestion.fetching.connection import Api, Connection, FetchFailed, Page
from warehouse import secrets

SOURCE = "advertising"
REPORTS = "/reporting/reports"
CONTENT_TYPE = "application/vnd.createasyncreportrequest.v3+json"
DUPLICATE = 425
REPORT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
DAY = timedelta(days=1)
# A request has at most 31 days, both ends counted; figures are restated for two weeks, since purchases come late.
SCHEDULE = Schedule(every=DAY, longest=30 * DAY, overlap=14 * DAY, whole_days=True)
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class AdReport:
    """One kind of report. `kept_days` is how far back Amazon has it."""

    stream: str
    report_type: str
    ad_product: str
    group_by: str
    kept_days: int
    columns: tuple[str, ...]

    def body(self, first: date, last: date) -> dict[str, Any]:
        return {
            "name": f"{self.report_type} {first} {last}",
            "startDate": first.isoformat(),
            "endDate": last.isoformat(),
            "configuration": {
                "adProduct": self.ad_product,
                "groupBy": [self.group_by],
                "columns": list(self.columns),
                "reportTypeId": self.report_type,
                "timeUnit": "DAILY",
                "format": "GZIP_JSON",
            },
        }


SHARED = ("date", "campaignId", "campaignName", "campaignBudgetCurrencyCode", "impressions", "clicks", "cost")
CAMPAIGN = (*SHARED, "campaignStatus")
AD = ("adGroupId", "adGroupName", "adId")
IN_A_WEEK = ("purchases7d", "sales7d", "unitsSoldClicks7d")
IN_ALL = ("purchases", "sales", "unitsSold")
AD_REPORTS = (
    AdReport(
        "sp_advertised_products",
        "spAdvertisedProduct",
        "SPONSORED_PRODUCTS",
        "advertiser",
        95,
        (*SHARED, *AD, "advertisedAsin", "advertisedSku", *IN_A_WEEK),
    ),
    AdReport(
        "sp_campaigns", "spCampaigns", "SPONSORED_PRODUCTS", "campaign", 95, (*SHARED, "campaignStatus", *IN_A_WEEK)
    ),
    AdReport("sb_campaigns", "sbCampaigns", "SPONSORED_BRANDS", "campaign", 60, (*SHARED, "campaignStatus", *IN_ALL)),
    AdReport(
        "sd_advertised_products",
        "sdAdvertisedProduct",
        "SPONSORED_DISPLAY",
        "advertiser",
        65,
        (*SHARED, *AD, "promotedAsin", "promotedSku", *IN_ALL),
    ),
)


@dataclass(frozen=True)
class AdReportMaker:
    """One kind of report for one profile."""

    client: AdsClient
    kind: AdReport
    profile: str
    zone: ZoneInfo

    def ask(self, request: Request, window: Window) -> Iterator[Page]:
        """Have the report made, or learn the id of the same one that was asked for before. Raises FetchFailed."""
        first, last = self._days(window)
        if first > last:
            yield request.places.page(request.part, window.done())
            return
        body, headers = json.dumps(self.kind.body(first, last)), {**scope(self.profile), "Content-Type": CONTENT_TYPE}
        response = self.client.api.post("createReport", REPORTS, also={DUPLICATE}, data=body, headers=headers)
        if response.status_code == DUPLICATE:
            found = REPORT_ID.search(response.text)
            if found is None:
                raise FetchFailed("Amazon Ads says that a report was asked for before, and not which", LATER, True)
            yield request.noted(window, report_id=found[0])
        else:
            yield request.noted(window, report_id=str(answer_of(response, "reportId")["reportId"]))

    def look(self, request: Request, window: Window, report_id: str) -> Iterator[Page]:
        """The document, if the report is done. Raises FetchFailed, NeverReady where Amazon gave up."""
        response = self.client.get("getReport", f"{REPORTS}/{report_id}", self.profile)
        report = answer_of(response, "status")
        if report["status"] in ("FAILED", "CANCELLED"):
            raise NeverReady(f"Amazon Ads could not make {request.title}", LATER, True)
        if report["status"] != "COMPLETED":
            return
        limit = self.client.connection.settings.limits.max_file_mb * MEGABYTE
        content = unpacked(self.client.files.get("download", answer_of(response, "url")["url"]).content, limit)
        first, last = self._days(window)
        name = f"{self.kind.report_type}_{self.profile}_{first}_{last}_{report_id}.json"
        has_rows = content.strip() not in (b"", b"[]")
        yield request.places.page(
            request.part, window.done(), name, content if has_rows else None, _made_at(report.get("generatedAt"))
        )

    def _days(self, window: Window) -> tuple[date, date]:
        """The days of a window where the profile is, as far as Amazon still has them."""
        today = self.client.connection.started_at.astimezone(self.zone).date()
        last = (window.end - timedelta(microseconds=1)).astimezone(self.zone).date()
        first = window.start.astimezone(self.zone).date()
        return max(first, today - (self.kind.kept_days - 1) * DAY), last


LATER = "The next run asks anew."


def fetch(connection: Connection) -> Iterator[Page]:
    """All that is new, where the store advertises. Raises FetchFailed when all that could be had was handed over."""
    if not _advertises(connection):
        return
    client = AdsClient(connection)
    kinds = [kind for kind in AD_REPORTS if connection.wants(kind.stream)]
    profiles = client.profiles() if kinds or connection.wants(INVOICES.stream) else []
    requests = [request for kind in kinds for request in _requests(client, kind, profiles)]
    reports = made_to_order(requests, float(connection.settings.api.retry_seconds))
    yield from each_by_itself((*(invoice_pages(client, str(one["profileId"])) for one in profiles), reports))


def check(connection: Connection) -> str:
    """The profiles that the credentials open. Raises FetchFailed."""
    if not _advertises(connection):
        return f"not fetched, since {PREFIX}refresh_token is not set"
    found = AdsClient(connection).profiles()
    return ", ".join(f"{one.get('countryCode')} {one['profileId']}" for one in found) or "no profile"


def _requests(client: AdsClient, kind: AdReport, profiles: Sequence[Mapping[str, Any]]) -> list[Request]:
    places = Places(client.connection, kind.stream)
    return [
        Request(
            client.connection,
            f"{kind.report_type} of profile {one['profileId']}",
            SCHEDULE,
            places,
            str(one["profileId"]),
            AdReportMaker(client, kind, str(one["profileId"]), ZoneInfo(one.get("timezone") or "UTC")),
        )
        for one in profiles
    ]


def _advertises(connection: Connection) -> bool:
    """Whether the settings name advertising, or one of its secrets is set: most stores have the other API alone."""
    known = secrets.secrets_of(connection.home, connection.store_id)
    return SOURCE in connection.options.sources or any(PREFIX + name in known for name in SECRETS)


def _made_at(text: str | None) -> datetime:
    return datetime.fromisoformat(text) if text else datetime.now(UTC)


API = Api(
    source=SOURCE,
    title="Amazon Ads",
    platform="amazon",
    secrets=tuple(PREFIX + name for name in SECRETS),
    fetch=fetch,
    check=check,
)
