"""A small Amazon: tokens, reports, documents and pages as its models describe them. It asserts nothing itself."""

import gzip
import itertools
import json
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.ingestion.fetching.provider import Answer, Asked, as_json

US, CA, JP, ES = "ATVPDKIKX0DER", "A2EUQ1WTGCTBG2", "A1VC38T7YXB528", "A1RKKUPIHCS9HS"
REPORTS = "/reports/2021-06-30/reports"
DOCUMENTS = "/reports/2021-06-30/documents/"
TRANSACTIONS = "/finances/2024-06-19/transactions"
BALANCES = "/finances/2024-06-19/balances"
SHIPMENTS = "/fba/inbound/v0/shipments"
ITEMS = "/fba/inbound/v0/shipmentItems"
AWD = "/awd/2024-05-09/inventory"
TOKEN = "/auth/o2/token"
PARTICIPATIONS = "/sellers/v1/marketplaceParticipations"
FILES = "/files/"
MADE = "2026-03-01T10:11:12+00:00"


@dataclass
class Report:
    """One report: the states that it goes through as it is looked at, and its document at the end."""

    report_id: str
    body: dict[str, Any]
    states: list[str]
    content: bytes = b""
    is_packed: bool = False

    def as_answer(self) -> dict[str, Any]:
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return {
            "reportId": self.report_id,
            "createdTime": self.body.get("createdTime", datetime.now(UTC).isoformat()),
            "processingStatus": state,
            **{name: value for name, value in self.body.items() if name != "reportOptions"},
            **({"reportDocumentId": f"doc-{self.report_id}", "processingEndTime": MADE} if state == "DONE" else {}),
        }


@dataclass
class SmallAmazon:
    """What it has and how it answers.

    name -- begins its tokens and its reports' ids, where there are several sellers.
    contents -- the document of each report type that is asked for; of a type without one the report is cancelled.
    states -- what a report of a type goes through, where that is not two states and then DONE.
    pages -- for each path, the answers of its pages, in order.
    faults -- for the beginning of a path, answers that come first, each once.
    """

    name: str = ""
    contents: dict[str, bytes] = field(default_factory=dict)
    states: dict[str, list[str]] = field(default_factory=dict)
    packed: set[str] = field(default_factory=set)
    pages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    listed: list[Report] = field(default_factory=list)
    page_size: int = 2
    tokens: "itertools.count[int]" = field(default_factory=itertools.count)
    good_token: str = "token-0"
    reports: dict[str, Report] = field(default_factory=dict)
    created: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: Asked) -> Answer:
        with self.lock:
            for path, answers in self.faults.items():
                if asked.path.startswith(path) and answers:
                    return answers.pop(0)
            if asked.path == TOKEN:
                self.good_token = f"{self.name}token-{next(self.tokens)}"
                return as_json({"access_token": self.good_token, "expires_in": 3600, "token_type": "bearer"})
            if asked.path.startswith(FILES):
                return self._file(asked)
            if asked.headers.get("x-amz-access-token") != self.good_token:
                return as_json({"errors": [{"code": "Unauthorized", "message": "The access token has expired"}]}, 401)
            return self._answer(asked)

    def has_settlement(self, report_id: str, content: bytes, created: str = MADE, is_packed: bool = False) -> None:
        """A settlement report that Amazon made by itself."""
        body = {"reportType": "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2", "createdTime": created}
        self.listed.append(Report(report_id, body, ["DONE"], content, is_packed))

    def _answer(self, asked: Asked) -> Answer:
        if asked.path == PARTICIPATIONS:
            marketplace = {"id": US, "name": "Amazon.com", "countryCode": "US"}
            participation = {"isParticipating": True, "hasSuspendedListings": False}
            one = {"marketplace": marketplace, "storeName": "BestSellerStore", "participation": participation}
            return as_json({"payload": [one]})
        if asked.path == REPORTS:
            return self._create(asked) if asked.method == "POST" else self._list(asked)
        if asked.path.startswith(REPORTS):
            return as_json(self._report(asked.path.rpartition("/")[2]).as_answer())
        if asked.path.startswith(DOCUMENTS):
            report = self._report(asked.path.removeprefix(f"{DOCUMENTS}doc-"))
            url = f"http://{asked.headers['host']}{FILES}{report.report_id}?X-Amz-Signature=s3cr3t"
            packing = {"compressionAlgorithm": "GZIP"} if report.is_packed else {}
            return as_json({"reportDocumentId": f"doc-{report.report_id}", "url": url, **packing})
        return self._page(asked)

    def _report(self, report_id: str) -> Report:
        return self.reports.get(report_id) or next(one for one in self.listed if one.report_id == report_id)

    def _create(self, asked: Asked) -> Answer:
        body = json.loads(asked.body)
        name = body["reportType"]
        report_id = f"{self.name}{len(self.created) + 1}"
        self.created.append(body)
        content = self.contents.get(name)
        states = self.states.get(name) or (["IN_QUEUE", "IN_PROGRESS", "DONE"] if content else ["CANCELLED"])
        self.reports[report_id] = Report(report_id, body, list(states), content or b"", name in self.packed)
        return as_json({"reportId": report_id}, 202)

    def _list(self, asked: Asked) -> Answer:
        start = int(asked.query.get("nextToken", "0"))
        wanted = asked.query.get("reportTypes", "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2")
        every = [one for one in [*self.listed, *self.reports.values()] if one.body["reportType"] == wanted]
        some = every[start : start + self.page_size]
        following = {"nextToken": str(start + self.page_size)} if start + self.page_size < len(every) else {}
        return as_json({"reports": [one.as_answer() for one in some], **following})

    def _file(self, asked: Asked) -> Answer:
        if "x-amz-access-token" in asked.headers:
            return Answer(400, b"Only one auth mechanism allowed")
        report = self._report(asked.path.removeprefix(FILES))
        content = gzip.compress(report.content) if report.is_packed else report.content
        return Answer(200, content, {"Content-Type": "text/plain;charset=Cp1252"})

    def _page(self, asked: Asked) -> Answer:
        pages = self.pages.get(asked.path) or [{"payload": {}, "balances": [], "inventory": []}]
        number = int(asked.query.get("nextToken") or asked.query.get("NextToken") or 0)
        if number >= len(pages):
            return as_json({"errors": [{"code": "InvalidInput", "message": "The token has expired"}]}, 400)
        answer = pages[number]
        if number + 1 < len(pages):
            holder = answer.get("payload", answer)
            holder = {**holder, "NextToken" if "inbound" in asked.path else "nextToken": str(number + 1)}
            answer = {**answer, "payload": holder} if "payload" in answer else holder
        return as_json(answer)
