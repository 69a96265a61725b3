"""The URL policy of outgoing webhooks, its retries, and that the URL stays a secret."""

import logging
import socket
import ssl
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from orchestration import webhook
from orchestration.webhook import Answer
from tests.orchestration.conftest import TOKEN, ChatServer, Reply


def post(url: str, allow_private_hosts: bool = True) -> Answer:
    return webhook.post(SecretStr(url), "text", [], allow_private_hosts)


def test_an_accepted_post_carries_the_message(chat: ChatServer) -> None:
    assert post(chat.url) == Answer()
    assert [body["text"] for body in chat.posts] == ["text"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "hooks.slack.com@127.0.0.1",
    ],
)
def test_hosts_that_are_not_public_are_refused_before_anything_is_sent(chat: ChatServer, host: str) -> None:
    answer = post(f"https://{host}:{chat.server_port}/{TOKEN}", allow_private_hosts=False)
    assert not answer.is_accepted
    if "@" not in host:
        assert "not public" in answer.reason
        assert not answer.retry_helps
    assert chat.requests == []


def test_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("93.184.215.14", "10.0.0.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    answer = post(f"https://chat.example/{TOKEN}", allow_private_hosts=False)
    assert ("not public" in answer.reason, answer.retry_helps) == (True, False)


@pytest.mark.parametrize("scheme", ["http", "ftp", "file", ""])
def test_only_https_unless_private_hosts_are_allowed(chat: ChatServer, scheme: str) -> None:
    answer = post(chat.url.replace("http", scheme, 1), allow_private_hosts=False)
    assert ("https://" in answer.reason, answer.retry_helps) == (True, False)
    assert chat.requests == []


@pytest.mark.parametrize("url", ["", "https://", "https://[::1", "https://host:port/x", "nonsense"])
def test_what_is_no_url_is_refused(url: str) -> None:
    answer = post(url)
    assert ("not valid" in answer.reason, answer.retry_helps) == (True, False)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(chat: ChatServer, other_chat: ChatServer, status: int) -> None:
    chat.replies = [Reply(status, {"Location": other_chat.url})]
    answer = post(chat.url)
    assert ("redirect" in answer.reason, answer.retry_helps) == (True, False)
    assert other_chat.requests == []


@pytest.mark.parametrize(
    ("replies", "accepted", "retry_helps", "tries"),
    [
        ([Reply(500)], True, False, 2),
        ([Reply(503), Reply(503)], False, True, 2),
        ([Reply(502)], False, True, 1),
        ([Reply(429, {"Retry-After": "0"})], True, False, 2),
        ([Reply(429, {"Retry-After": "3600"})], False, True, 1),
        ([Reply(429, {"Retry-After": "Wed, 25 Nov 2026 06:00:00 GMT"})], False, True, 1),
        ([Reply(403)], False, False, 1),
        ([Reply(404)], False, False, 1),
        ([Reply(410)], False, False, 1),
    ],
)
def test_an_answer_says_whether_trying_again_helps(
    chat: ChatServer, replies: list[Reply], accepted: bool, retry_helps: bool, tries: int
) -> None:
    chat.replies = replies
    answer = post(chat.url)
    assert (answer.is_accepted, answer.retry_helps, len(chat.posts)) == (accepted, retry_helps, tries)


def test_a_host_that_hangs_is_given_up(chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_SECONDS", 0.3)
    release = threading.Event()
    chat.replies = [Reply(before=lambda: release.wait(20))]
    answer = post(chat.url)
    release.set()
    assert (answer.is_accepted, answer.retry_helps, len(chat.posts)) == (False, True, 1)
    assert "Timeout" in answer.reason


def unreachable_url() -> str:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{reserved.getsockname()[1]}/services/{TOKEN}"


def test_the_url_is_in_no_log_and_no_answer(chat: ChatServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    chat.replies = [Reply(500), Reply(500), Reply(302, {"Location": chat.url}), Reply(403), Reply(429)]
    urls = [*[chat.url] * 4, unreachable_url(), f"https://host:port/{TOKEN}", f"http://127.0.0.1:1/ {TOKEN}"]
    answers = [post(url) for url in urls] + [post(chat.url, allow_private_hosts=False)]
    assert sum(answer.is_accepted for answer in answers) == 1
    said = caplog.text + "".join(answer.reason for answer in answers)
    assert "SECRET" not in said


def test_a_proxy_of_the_owner_is_used(chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{chat.server_port}")
    assert post("http://chat.example/services/x").is_accepted
    assert chat.requests == ["POST http://chat.example/services/x"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    made = tmp_path / "certificate.pem"
    arguments = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(made), "-out", f"{made}.crt"]
    subprocess.run(["openssl", *arguments, *files], check=True, capture_output=True)
    made.write_text(made.read_text() + Path(f"{made}.crt").read_text())
    return made


def test_https_is_spoken_only_with_a_host_that_proves_its_name(
    chat: ChatServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Any = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    chat.socket = context.wrap_socket(chat.socket, server_side=True)
    url = f"https://localhost:{chat.server_port}/services/{TOKEN}"

    stranger = post(url)
    assert "SSLCertVerificationError" in stranger.reason
    assert chat.requests == []

    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    assert post(url).is_accepted
    assert "SSLCertVerificationError" in post(url.replace("localhost", "127.0.0.1")).reason
    assert len(chat.posts) == 1
