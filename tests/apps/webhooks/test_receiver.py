"""The receiver as `serve` starts it, in a process of its own, over HTTP: answers, limits, what is kept and logged."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import ingestion
from ingestion.preparing import LoadOfFiles
from tests.ingestion.logistics.deliveries import KEYS, PROVIDERS, delivery, document_of, variables
from warehouse.home import Home
from warehouse.settings import load_settings

PROJECT = Path(__file__).resolve().parents[3]
SECONDS = 30
MOST = 1024 * 1024
STORES = '[stores.acme]\nplatform = "logistics"\n'


@dataclass(frozen=True)
class Receiver:
    """A receiver that runs, its home and its log."""

    port: int
    home: Home
    log: Path

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def ask(
        self, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, method: str = "POST"
    ) -> tuple[int, str]:
        connection = self.connection()
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        said = answer.status, answer.read().decode()
        connection.close()
        return said

    def waiting(self) -> list[Path]:
        return sorted(path for path in self.home.fetched.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    folder = tmp_path_factory.mktemp("receiver")
    home = Home.locate(folder / "home").create()
    home.settings_file.write_text(STORES, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        **variables("acme"),
        "PYTHONPATH": str(PROJECT),
        "SELLERHOUSE_HOME": str(home.root),
        "SELLERHOUSE_SERVE__WEBHOOK_PORT": str(port),
    }
    with (folder / "webhooks.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "apps.webhooks"], env=environment, stdout=log, stderr=log
        )
    running = Receiver(port, home, folder / "webhooks.log")
    try:
        wait_for(running, process)
        yield running
    finally:
        process.terminate()
        assert process.wait(SECONDS) == -signal.SIGTERM
        assert "Finished server process" in running.log.read_text()


def wait_for(receiver: Receiver, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            assert receiver.ask("/health", method="GET") == (200, "ok\n")
        except ConnectionRefusedError:
            assert process.poll() is None, receiver.log.read_text()
            assert time.monotonic() < deadline, "the receiver did not come up"
            time.sleep(0.05)
        else:
            return


def rows_of(receiver: Receiver) -> dict[str, str | None]:
    """What the next load would read: the store of each tracking number."""
    load = LoadOfFiles(receiver.home, load_settings(receiver.home), ingestion.SOURCES, {}, load_id="load-0")
    load.take_all((), True, None)
    assert {file.status for file in load.outcomes} == {"loaded"}, load.outcomes
    rows = [row for file in load.tables["logistics_parcels"] for row in pq.read_table(file.path).to_pylist()]
    return {row["tracking_number"]: row["store_id"] for row in rows}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_signed_delivery_is_kept_once_though_it_comes_twice_and_is_read(receiver: Receiver, provider: str) -> None:
    made, number = delivery(provider, document_of(provider, f"TWICE-{provider}")), f"TWICE-{provider}"
    for _ in range(2):
        assert receiver.ask(f"/webhooks/acme/{provider}", made.body, made.headers) == (200, "kept\n")
    assert [path.read_bytes() for path in receiver.waiting()].count(made.body) == 1
    assert rows_of(receiver)[number] == "acme"


def test_what_is_not_signed_or_not_known_is_refused_and_not_kept(receiver: Receiver) -> None:
    made = delivery("17track", document_of("17track", "FORGED"))
    forged = delivery("17track", document_of("17track", "FORGED"), "another key")
    alike = {
        receiver.ask("/webhooks/acme/17track", forged.body, forged.headers),
        receiver.ask("/webhooks/acme/17track", made.body),
        receiver.ask("/webhooks/nobody/17track", made.body, made.headers),
    }
    assert alike == {(401, "not signed as expected\n")}
    assert receiver.ask("/webhooks/..%2Facme/17track", made.body, made.headers)[0] == 404
    assert receiver.ask("/webhooks/acme/ups", made.body, made.headers) == (404, "no such provider\n")
    assert receiver.ask("/webhooks/acme/17track/", made.body, made.headers)[0] == 404
    assert receiver.ask("/webhooks/acme/17track", method="GET")[0] == 405
    assert not [path for path in receiver.waiting() if b"FORGED" in path.read_bytes()]


def test_no_json_and_an_old_time_are_refused(receiver: Receiver) -> None:
    form = delivery("17track", b"number=OLD")
    old = delivery("aftership", document_of("aftership", "OLD", timedelta(days=20)))
    assert receiver.ask("/webhooks/acme/17track", form.body, form.headers) == (400, "no JSON object in UTF-8\n")
    assert receiver.ask("/webhooks/acme/aftership", old.body, old.headers)[0] == 400
    assert not [path for path in receiver.waiting() if b"OLD" in path.read_bytes()]


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(receiver: Receiver) -> None:
    connection = receiver.connection()
    connection.putrequest("POST", "/webhooks/acme/17track")
    connection.putheader("Content-Length", str(MOST + 1))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.read(), answer.getheader("Connection")) == (413, b"too large\n", "close")
    connection.close()


def test_a_body_of_no_stated_length_is_refused_as_soon_as_it_is_too_large(receiver: Receiver) -> None:
    connection = receiver.connection()
    connection.putrequest("POST", "/webhooks/acme/17track")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b" " * 65_536
    for _ in range(MOST // len(chunk)):
        connection.send(b"%x\r\n%b\r\n" % (len(chunk), chunk))
    connection.send(b"1\r\n \r\n")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (413, b"too large\n")
    connection.close()


def test_neither_secrets_nor_bodies_nor_line_breaks_come_into_the_log(receiver: Receiver) -> None:
    made = delivery("easypost", document_of("easypost", "UNLOGGED"))
    assert receiver.ask("/webhooks/acme/easypost", made.body, {**made.headers, "X-Own": "header-value"})[0] == 200
    assert receiver.ask("/webhooks/a%0AERROR%20forged%1B[0m/easypost", made.body, made.headers)[0] == 401
    log = receiver.log.read_text(encoding="utf-8")
    assert "'acme' 'easypost': 200 kept" in log
    assert "'a\\nERROR forged\\x1b[0m' 'easypost': 401" in log
    assert "\nERROR" not in log
    files = b"".join(path.read_bytes() for path in receiver.home.root.rglob("*") if path.is_file())
    for key in KEYS.values():
        assert key not in log
        assert key.encode() not in files
    assert not [word for word in ("UNLOGGED", "header-value", *made.headers.values()) if word in log]


def test_a_receiver_that_nobody_sends_to_loads_nothing_heavy() -> None:
    code = "import sys, apps.webhooks.receiver; print({'dlt', 'pyarrow', 'ingestion'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
