"""A chat server on loopback, for what a run tells people. Asserts nothing itself."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class ChatServer(HTTPServer):
    """Keeps what is posted to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posts: list[str] = []

    def count(self, settlement: str) -> int:
        """How many posts tell of it."""
        return sum(settlement in post for post in self.posts)

    @property
    def environment(self) -> dict[str, str]:
        """What a run needs in its environment to post here."""
        return {
            "SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL": f"http://127.0.0.1:{self.server_port}/services/T0/B0/x",
            "SELLERHOUSE_ALERTS__ALLOW_PRIVATE_HOSTS": "true",
        }


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append(json.dumps(json.loads(body), ensure_ascii=False))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """The test's output is not a log."""


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
