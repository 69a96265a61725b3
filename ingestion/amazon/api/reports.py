"""Reports that are made when asked for: ask, wait, take the document. Which there are, report_kinds.py says.

due -> noted that it will be asked for -> createReport -> its id noted -> getReport until it is done -> document
A run that is cut off at any of these goes on there: what was asked for is looked for before it is asked for again.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ingestion.amazon.api.client import AmazonClient
from ingestion.amazon.api.documents import document, made_at
from ingestion.amazon.api.failures import combined
from ingestion.amazon.api.places import Places
from ingestion.amazon.api.report_kinds import REPORTS, ReportKind
from ingestion.amazon.api.windows import Window, as_moment, as_text, next_window, open_window
from ingestion.fetching.connection import FetchFailed, Page

REPORTS_PATH = "/reports/2021-06-30/reports"
FIRST_LOOK = 8
LONGEST_PAUSE_SECONDS = 60.0
MOST_LOOKS = 40
"""A report is looked for after 8 times api.retry_seconds, then after twice as long each time, at most a minute."""
CLOCKS_DIFFER = timedelta(minutes=5)
OFTEN = "Amazon does so where a report is asked for too often, or is not offered in a marketplace."


class NeverReady(FetchFailed):
    """A report that Amazon gave up."""


@dataclass
class Request:
    """One report kind of one store, for all its marketplaces or one of them, and what went wrong with it."""

    client: AmazonClient
    kind: ReportKind
    places: Places
    marketplaces: Sequence[str]
    failure: FetchFailed | None = None

    @property
    def part(self) -> str:
        return "+".join(self.marketplaces)

    @property
    def window(self) -> Window | None:
        """The time that is being asked for or is next."""
        place = self.places.of(self.part)
        return open_window(place) or next_window(self.client.connection, self.kind.schedule, place)

    def is_due(self) -> bool:
        return self.failure is None and self.window is not None

    def is_waiting(self) -> bool:
        return self.failure is None and "report_id" in self.places.of(self.part)

    def tried(self, pages: Iterator[Page]) -> Iterator[Page]:
        """The pages up to a failure, which is kept: it holds up no other report."""
        try:
            yield from pages
        except FetchFailed as failed:
            self.failure = failed

    def ask(self) -> Iterator[Page]:
        """Have the report made, unless it was asked for before."""
        window, place = self.window, self.places.of(self.part)
        if window is None or "report_id" in place:
            return
        report_id = self._asked_before(window, place["asked_at"]) if "asked_at" in place else None
        if report_id is None:
            yield self.places.page(self.part, {**window.as_cursor(), "asked_at": datetime.now(UTC).isoformat()})
            answer = self.client.posted("createReport", REPORTS_PATH, self._body(window), "reportId")
            report_id = str(answer["reportId"])
        yield self.places.page(self.part, {**window.as_cursor(), "report_id": report_id})

    def look(self) -> Iterator[Page]:
        """The report, if it is ready. One that never will be is forgotten, so that the next run asks anew."""
        window = self.window
        if window is None:
            return
        try:
            report = self._report()
            if report["processingStatus"] == "DONE":
                content = document(self.client, report)
                yield self.places.page(self.part, window.done(), self._name(window, report), content, made_at(report))
            elif report["processingStatus"] == "CANCELLED":
                yield self.places.page(self.part, window.done())
        except FetchFailed as failed:
            if not failed.can_retry or isinstance(failed, NeverReady):
                yield self.places.page(self.part, window.undone())
            raise

    def _report(self) -> dict[str, Any]:
        path = f"{REPORTS_PATH}/{self.places.of(self.part)['report_id']}"
        report = self.client.asked("getReport", path, "reportId", "processingStatus")
        if report["processingStatus"] == "FATAL":
            raise NeverReady(f"Amazon could not make {self.kind.report_type.value}", OFTEN, True)
        return report

    def _name(self, window: Window, report: Mapping[str, Any]) -> str:
        return f"{self.kind.report_type.value}_{window.start:%Y-%m-%d}_{window.end:%Y-%m-%d}_{report['reportId']}.txt"

    def _body(self, window: Window) -> dict[str, Any]:
        body: dict[str, Any] = {
            "reportType": self.kind.report_type.value,
            "marketplaceIds": list(self.marketplaces),
        }
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
        starts = report.get("dataStartTime")
        return not self.kind.schedule.longest or (bool(starts) and as_text(as_moment(starts)) == as_text(window.start))


def requested_reports(client: AmazonClient, kinds: Sequence[ReportKind] = REPORTS) -> Iterator[Page]:
    """Every report that is due. All are asked for before the first is waited for, since Amazon makes many at a time.

    Raises FetchFailed when all that could be had was handed over.
    """
    requests = _requests(client, [kind for kind in kinds if client.connection.wants(kind.stream)])
    while due := [request for request in requests if request.is_due()]:
        for request in due:
            yield from request.tried(request.ask())
        yield from _waited_for(client, due)
    if failures := [request.failure for request in requests if request.failure]:
        raise combined(failures)


def _requests(client: AmazonClient, kinds: Sequence[ReportKind]) -> list[Request]:
    marketplaces = client.marketplaces() if kinds else []
    requests: list[Request] = []
    for kind in kinds:
        places = Places(client.connection, kind.stream)
        parts = [[one] for one in marketplaces] if kind.asked_for == "each" else [marketplaces]
        requests += [Request(client, kind, places, part) for part in parts]
    return requests


def _waited_for(client: AmazonClient, requests: Sequence[Request]) -> Iterator[Page]:
    pause = FIRST_LOOK * float(client.connection.settings.api.retry_seconds)
    for _ in range(MOST_LOOKS):
        waiting = [request for request in requests if request.is_waiting()]
        if not waiting:
            return
        time.sleep(min(pause, LONGEST_PAUSE_SECONDS))
        pause *= 2
        for request in waiting:
            yield from request.tried(request.look())
    for request in requests:
        if request.is_waiting():
            name = request.kind.report_type.value
            request.failure = FetchFailed(f"Amazon has not made {name} yet", "It is taken up where it is.", True)
