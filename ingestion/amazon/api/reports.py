"""Reports that Amazon makes when asked for: ask, wait, take the document. Which there are, report_kinds.py says.

due -> noted that it will be asked for -> createReport -> its id noted -> getReport until it is done -> document
A run that is cut off at any of these goes on there: what was asked for is looked for before it is asked for again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ingestion.amazon.api.client import AmazonClient
from ingestion.amazon.api.documents import document, made_at
from ingestion.amazon.api.places import Places
from ingestion.amazon.api.report_kinds import REPORTS, ReportKind
from ingestion.amazon.api.rounds import NeverReady, Request, made_to_order
from ingestion.amazon.api.windows import Window, as_moment, as_text
from ingestion.fetching.connection import Page

REPORTS_PATH = "/reports/2021-06-30/reports"
CLOCKS_DIFFER = timedelta(minutes=5)
OFTEN = "Amazon does so where a report is asked for too often, or is not offered in a marketplace."


@dataclass(frozen=True)
class ReportMaker:
    """One kind of report for some marketplaces, by the Reports API."""

    client: AmazonClient
    kind: ReportKind
    marketplaces: Sequence[str]

    def ask(self, request: Request, window: Window) -> Iterator[Page]:
        """Have the report made, unless a run that was cut off has. Raises FetchFailed."""
        asked_at = request.places.of(request.part).get("asked_at")
        report_id = self._asked_before(window, asked_at) if asked_at else None
        if report_id is None:
            yield request.noted(window, asked_at=datetime.now(UTC).isoformat())
            answer = self.client.posted("createReport", REPORTS_PATH, self._body(window), "reportId")
            report_id = str(answer["reportId"])
        yield request.noted(window, report_id=report_id)

    def look(self, request: Request, window: Window, report_id: str) -> Iterator[Page]:
        """The document, if the report is done. Raises FetchFailed, NeverReady where Amazon gave up."""
        report = self.client.asked("getReport", f"{REPORTS_PATH}/{report_id}", "processingStatus")
        match report["processingStatus"]:
            case "DONE":
                name = f"{request.title}_{window.start:%Y-%m-%d}_{window.end:%Y-%m-%d}_{report_id}.txt"
                content = document(self.client, report)
                yield request.places.page(request.part, window.done(), name, content, made_at(report))
            case "CANCELLED":  # There was nothing to report.
                yield request.places.page(request.part, window.done())
            case "FATAL":
                raise NeverReady(f"Amazon could not make {request.title}", OFTEN, True)

    def _body(self, window: Window) -> dict[str, Any]:
        body: dict[str, Any] = {"reportType": self.kind.report_type.value, "marketplaceIds": list(self.marketplaces)}
        if self.kind.schedule.longest:
            body |= {"dataStartTime": as_text(window.start), "dataEndTime": as_text(window.end)}
        return body | ({"reportOptions": dict(self.kind.options)} if self.kind.options else {})

    def _asked_before(self, window: Window, asked_at: str) -> str | None:
        """The id of a report that a run asked for and was cut off before it could note the id."""
        since = datetime.fromisoformat(asked_at) - CLOCKS_DIFFER
        filters = {"reportTypes": self.kind.report_type.value, "createdSince": as_text(since), "pageSize": 100}
        answer = self.client.asked("getReports", REPORTS_PATH, "reports", params=filters)
        ours = [report for report in answer["reports"] if self._is_of(window, report)]
        return str(ours[0]["reportId"]) if ours else None

    def _is_of(self, window: Window, report: Mapping[str, Any]) -> bool:
        if set(report.get("marketplaceIds") or self.marketplaces) != set(self.marketplaces):
            return False
        if not self.kind.schedule.longest:
            return True
        starts = report.get("dataStartTime")
        return bool(starts) and as_text(as_moment(starts)) == as_text(window.start)


def requested_reports(client: AmazonClient, kinds: Sequence[ReportKind] = REPORTS) -> Iterator[Page]:
    """Every report that is due. Raises FetchFailed when all that could be had was handed over."""
    connection = client.connection
    wanted = [kind for kind in kinds if connection.wants(kind.stream)]
    marketplaces = client.marketplaces() if wanted else []
    requests: list[Request] = []
    for kind in wanted:
        places = Places(connection, kind.stream)
        for part in [[one] for one in marketplaces] if kind.asked_for == "each" else [marketplaces]:
            maker = ReportMaker(client, kind, part)
            requests.append(Request(connection, kind.report_type.value, kind.schedule, places, "+".join(part), maker))
    yield from made_to_order(requests, float(connection.settings.api.retry_seconds))
