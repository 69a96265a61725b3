"""Settlement reports, which Amazon makes by itself: listed, and each document taken once. Asks for none to be made.

getReports, page by page -> those not taken yet, oldest first -> document
The cursor holds the ids that were taken, since a list by time of making would miss what Amazon shows late.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from ingestion.amazon.api.client import AmazonClient
from ingestion.amazon.api.documents import document, made_at
from ingestion.amazon.api.report_kinds import SETTLEMENT_TYPE, SETTLEMENTS
from ingestion.amazon.api.reports import REPORTS_PATH
from ingestion.amazon.api.windows import as_moment, as_text
from ingestion.fetching.connection import FetchFailed, Page

KEPT = timedelta(days=90) - timedelta(hours=1)
"""Amazon keeps reports for 90 days and refuses to list earlier ones."""
TAKEN = "taken"


def settlement_reports(client: AmazonClient) -> Iterator[Page]:
    """Every settlement document that was not taken before. Raises FetchFailed."""
    connection = client.connection
    if not connection.wants(SETTLEMENTS):
        return
    earliest = connection.started_at - KEPT
    taken = {
        report_id: created
        for report_id, created in connection.cursor(SETTLEMENTS).get(TAKEN, {}).items()
        if as_moment(created) > earliest - KEPT
    }
    for report in _listed(client, taken):
        name = f"{SETTLEMENT_TYPE.value}_{report['reportId']}.txt"
        content = document(client, report)
        taken[report["reportId"]] = report["createdTime"]
        yield Page(SETTLEMENTS, name, content, {TAKEN: dict(taken)}, made_at(report))


def _listed(client: AmazonClient, taken: Mapping[str, str]) -> list[dict[str, Any]]:
    """The reports to take, oldest first; each once, though a list that grows while it is read shows some twice."""
    connection = client.connection
    filters: dict[str, Any] = {
        "reportTypes": SETTLEMENT_TYPE.value,
        "processingStatuses": "DONE",
        "createdSince": as_text(max(connection.begins_at(), connection.started_at - KEPT)),
        "createdUntil": as_text(connection.ends_at()),
        "pageSize": 100,
    }
    found: dict[str, dict[str, Any]] = {}
    tokens: set[str] = set()
    while filters:
        answer = client.asked("getReports", REPORTS_PATH, "reports", params=filters)
        found |= {report["reportId"]: report for report in answer["reports"] if report["processingStatus"] == "DONE"}
        token = answer.get("nextToken")
        filters = {"nextToken": token} if token and token not in tokens else {}
        tokens.add(token)
    ours = _of_the_store(client, list(found.values()))
    fresh = [report for report in ours if report["reportId"] not in taken]
    return sorted(fresh, key=lambda report: (as_moment(report["createdTime"]), report["reportId"]))


def _of_the_store(client: AmazonClient, reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those of other marketplaces, which other stores of the same account may have.

    Which marketplaces a report is listed with is Amazon's to say, so a store that would get none at all is told.
    """
    if not client.connection.store.marketplaces:
        return reports
    wanted = set(client.marketplaces())
    ours = [report for report in reports if wanted & set(report.get("marketplaceIds") or wanted)]
    if reports and not ours:
        listed = ", ".join(sorted({one for report in reports for one in report["marketplaceIds"]}))
        reason = "Amazon has settlements, and none of the store's marketplaces"
        raise FetchFailed(reason, f"They are listed for {listed}: set the store's `marketplaces` so.", False)
    return ours
