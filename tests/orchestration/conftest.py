"""A chat server on loopback that keeps what is posted and answers as told. Asserts nothing itself."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

TOKEN = "T0SECRET/B0SECRET/tokenSECRET"


@dataclass(frozen=True)
class Reply:
    """One answer; `before` runs when the request has been read."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None


class ChatServer(ThreadingHTTPServer):
    """Answers with `replies` in order, then with 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posts: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.replies: list[Reply] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/services/{TOKEN}"

    @property
    def texts(self) -> list[str]:
        """Each post with all it shows, as one text."""
        return [json.dumps(post, ensure_ascii=False) for post in self.posts]


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_GET(self) -> None:
        self.server.requests.append(f"GET {self.path}")
        self._answer(Reply())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append(f"POST {self.path}")
        self.server.posts.append(json.loads(body))
        reply = self.server.replies.pop(0) if self.server.replies else Reply()
        reply.before()
        self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            """A client that was killed or gave up is part of what is tested."""

    def log_message(self, *_: object) -> None:
        """The test's output is not a log."""


def _serve() -> Iterator[ChatServer]:
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    yield from _serve()


@pytest.fixture
def other_chat() -> Iterator[ChatServer]:
    yield from _serve()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
