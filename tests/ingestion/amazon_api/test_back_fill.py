"""Fifty stores are fetched for the first time, 90 days of each, and the command is killed twice on the way."""

import collections
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import ingestion
from tests.ingestion.amazon_api.documents import transaction
from tests.ingestion.amazon_api.small_amazon import FILES, TOKEN, TRANSACTIONS, SmallAmazon
from tests.ingestion.fetching.provider import Answer, Asked, as_json, provider
from tests.ingestion.report_builders import as_text, line, total_row
from warehouse.home import Home
from warehouse.settings import load_settings

PROJECT = Path(__file__).resolve().parents[3]
STORES = [f"store-{number:02d}" for number in range(50)]
REIMBURSEMENTS = "GET_FBA_REIMBURSEMENTS_DATA"
REPORTS_A_STORE, SETTLEMENTS_A_STORE, PAGES_A_MONTH = 4, 6, 2
KILLED_AT = (250, 900)


class Seller(SmallAmazon):
    """One of many: its reports and transactions are like nobody else's."""

    def _create(self, asked: Asked) -> Answer:
        self.contents[REIMBURSEMENTS] = f"approval-date\treimbursement-id\n{self.name}\t{asked.body}\n".encode()
        return super()._create(asked)

    def _page(self, asked: Asked) -> Answer:
        assert asked.path == TRANSACTIONS
        number = int(asked.query.get("nextToken", 1))
        one = transaction(f"{self.name}{asked.query['postedAfter']}-{number}", 1)
        following = {"nextToken": str(number + 1)} if number < PAGES_A_MONTH else {}
        return as_json({"payload": {"transactions": [one], **following}})


class ManySellers:
    """Amazon with all of them; it kills who asks, at the requests that a test names."""

    def __init__(self) -> None:
        self.sellers = {name: Seller(name=f"{name}.", page_size=100) for name in STORES}
        self.count = 0
        self.process: subprocess.Popen[str] | None = None
        now = datetime.now(UTC)
        for index, seller in enumerate(self.sellers.values()):
            seller.states[REIMBURSEMENTS] = ["DONE"]
            for number in range(SETTLEMENTS_A_STORE):
                settlement_id = f"{20000000000 + index * 100 + number}"
                content = as_text([total_row("10.00", settlement_id), line("10.00", settlement_id)]).encode()
                created = (now - timedelta(days=85 - 14 * number)).isoformat()
                seller.has_settlement(f"{seller.name}s{number}", content, created, is_packed=bool(number % 2))

    def __call__(self, asked: Asked) -> Answer:
        self.count += 1
        if self.count in KILLED_AT and self.process:
            os.kill(self.process.pid, signal.SIGKILL)
        if asked.path == TOKEN:
            name = parse_qs(asked.body.decode())["refresh_token"][0]
        elif asked.path.startswith(FILES):
            name = asked.path.removeprefix(FILES).partition(".")[0]
        else:
            name = asked.headers["x-amz-access-token"].partition(".")[0]
        return self.sellers[name](asked)


def with_fifty_stores(home: Home, address: str) -> None:
    api = f'host = "{address}"\nstreams = ["settlements", "finance_transactions", "reimbursements"]'
    stores = [f'[stores.{name}]\nmarketplaces = ["Amazon.com"]\n[stores.{name}.api]\n{api}' for name in STORES]
    speed = "[api]\nallow_private_hosts = true\nretry_seconds = 0.001"
    home.settings_file.write_text("\n".join([speed, *stores]))
    secrets = [f'[{name}]\nclient_id = "c"\nclient_secret = "s"\nrefresh_token = "{name}"' for name in STORES]
    home.secrets_file.write_text("\n".join(secrets))
    home.secrets_file.chmod(0o600)


def fetch(home: Home, amazon: ManySellers) -> int:
    command = [sys.executable, "-m", "apps.cli.main", "fetch", "--home", str(home.root)]
    amazon.process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said, _ = amazon.process.communicate(timeout=120)
    assert amazon.process.returncode in (0, -signal.SIGKILL), said
    return amazon.process.returncode


@pytest.fixture(scope="module")
def amazon() -> ManySellers:
    return ManySellers()


def test_a_first_fetch_that_is_killed_twice_brings_every_document_once(home: Home, amazon: ManySellers) -> None:
    with provider(amazon) as there:
        with_fifty_stores(home, there.address)
        assert [fetch(home, amazon) for _ in range(3)] == [-signal.SIGKILL, -signal.SIGKILL, 0]
        asked_before = amazon.count
        settings = load_settings(home)
        again = ingestion.fetch(ingestion.connections(home, settings), settings)
        assert {(outcome.pages, outcome.reason) for outcome in again} == {(0, "")}
        assert amazon.count == asked_before + 2 * len(STORES), "only whether there are new settlements"
        documents = [path.read_bytes() for path in home.fetched.rglob("*") if path.is_file()]
        posted = {
            (one.headers["x-amz-access-token"].partition(".")[0], one.query["postedAfter"])
            for one in there.asked
            if one.path == TRANSACTIONS
        }
    for seller in amazon.sellers.values():
        assert len(seller.created) == REPORTS_A_STORE, "no report is asked for twice"
    reports = [one.content for seller in amazon.sellers.values() for one in [*seller.listed, *seller.reports.values()]]
    assert len(set(reports)) == len(STORES) * (SETTLEMENTS_A_STORE + REPORTS_A_STORE)
    pages = [text for text in documents if text.startswith(b"{")]
    assert collections.Counter(text for text in documents if not text.startswith(b"{")) == collections.Counter(reports)
    found = [one["transactionId"] for text in pages for one in json.loads(text)["payload"]["transactions"]]
    assert sorted(found) == sorted(f"{name}.{day}-{n}" for name, day in posted for n in range(1, PAGES_A_MONTH + 1))
