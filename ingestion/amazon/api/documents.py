"""The document of a finished report, as Amazon wrote it. Requests no report and decodes no text."""

from datetime import UTC, datetime
from typing import Any

from ingestion.amazon.api.answers import unpacked
from ingestion.amazon.api.client import AmazonClient
from ingestion.amazon.api.windows import as_moment
from ingestion.fetching.connection import FetchFailed

ADDRESSES = 2
"""How many signed addresses are tried: each holds for five minutes, and retries may take longer."""
MEGABYTE = 1 << 20


def document(client: AmazonClient, report: dict[str, Any]) -> bytes | None:
    """The report's bytes, unpacked; None where it has headings and not a single row. Raises FetchFailed."""
    if not report.get("reportDocumentId"):
        raise FetchFailed(
            "Amazon says that a report is done, and names no document", "If it goes on, ask Amazon.", True
        )
    path = f"/reports/2021-06-30/documents/{report['reportDocumentId']}"
    for attempt in range(ADDRESSES):
        about = client.asked("getReportDocument", path, "url")
        try:
            content = client.download(about["url"])
            break
        except FetchFailed:
            if attempt == ADDRESSES - 1:
                raise
    if about.get("compressionAlgorithm"):
        content = unpacked(content, client.connection.settings.limits.max_file_mb * MEGABYTE)
    return content if _has_rows(content) else None


def made_at(report: dict[str, Any]) -> datetime:
    """When Amazon made the report."""
    text = report.get("processingEndTime") or report.get("createdTime")
    return as_moment(text) if text else datetime.now(UTC)


def _has_rows(content: bytes) -> bool:
    text = content.strip()
    return b"\n" in text or b"\r" in text or text.startswith((b"{", b"[", b"<"))
