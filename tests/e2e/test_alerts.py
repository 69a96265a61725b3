"""An alert leaves the run and arrives at the webhook, once."""

import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write


class Webhook(HTTPServer):
    """A chat server that keeps what is posted to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posts: list[str] = []

    def count(self, settlement: str) -> int:
        """How many posts tell of it."""
        return sum(settlement in post for post in self.posts)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/services/T0/B0/x"


class _Handler(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append(json.dumps(json.loads(body), ensure_ascii=False))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """The test's output is not a log."""


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    server = Webhook()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_settlement_that_does_not_add_up_is_told_once_and_when_it_is_mended(
    installation: Installation, webhook: Webhook
) -> None:
    told = {
        "SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL": webhook.url,
        "SELLERHOUSE_ALERTS__ALLOW_PRIVATE_HOSTS": "true",
    }
    inbox = installation.home / "inbox" / "acme"
    for settlement in ("2000", "3000"):
        write(inbox / f"wrong-{settlement}.txt", settlement_text(settlement, sale(), total=Decimal("99.00")))
    installation.run("run", env=told)
    assert (webhook.count("2000"), webhook.count("3000")) == (1, 1)

    write(inbox / "right.txt", settlement_text("2000", sale(price="21.00")))
    installation.run("run", env=told)
    assert (webhook.count("2000"), webhook.count("3000")) == (2, 1)
