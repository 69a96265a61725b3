"""Fetching as a person asks for it: what came, what failed and what to do, and whether credentials work."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from apps.cli.main import app
from tests.ingestion.fetching.provider import Answer, Asked, Provider, as_json, provider
from tests.ingestion.provider_apis.fakes import PayPal

SETTINGS = """
[api]
allow_private_hosts = true
attempts = 2
retry_seconds = 0
[stores.acme-pay]
platform = "paypal"
api = {{ host = "{address}" }}
[stores.revoked]
platform = "paypal"
api = {{ host = "{address}" }}
[stores.amazon-by-hand]
"""
KEY = "not-to-be-shown"


@pytest.fixture
def paypal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """PayPal, which knows one of the two stores."""
    pages = PayPal([[PayPal.record(1)], [PayPal.record(2)]])
    for store in ("ACME_PAY", "REVOKED"):
        for name, value in PayPal.secrets.items():
            monkeypatch.setenv(f"SELLERHOUSE_SECRET__{store}__{name.upper()}", value)
    monkeypatch.setenv("SELLERHOUSE_SECRET__REVOKED__CLIENT_SECRET", KEY)

    def answer(asked: Asked) -> Answer:
        return as_json({"error": "invalid_client"}, 401) if refuses(asked) else pages.answer(asked)

    def refuses(asked: Asked) -> bool:
        return KEY.encode() in base64.b64decode(asked.headers.get("authorization", "").removeprefix("Basic ") + "==")

    with provider(answer) as there:
        yield there


@pytest.fixture
def command(tmp_path: Path, paypal: Provider) -> Callable[..., Result]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "sellerhouse.toml").write_text(SETTINGS.format(address=paypal.address), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, [*arguments, "--home", str(home)])


def said(result: Result) -> str:
    return " ".join(result.output.split())


def test_a_revoked_store_is_told_of_and_the_other_is_fetched(command: Callable[..., Result], tmp_path: Path) -> None:
    done = command("fetch")
    assert done.exit_code == 1
    assert "acme-pay paypal" in said(done)
    assert "revoked paypal 0 documents failed" in said(done)
    assert "doctor" in said(done)
    assert KEY not in done.output
    fetched = list((tmp_path / "home" / "work" / "fetched").rglob("*.json"))
    assert fetched
    assert all("acme-pay" in path.parts for path in fetched)


def test_one_store_and_some_days_can_be_asked_for(command: Callable[..., Result], paypal: Provider) -> None:
    done = command("fetch", "--store", "acme-pay", "--since", "2026-01-02", "--until", "2026-01-03")
    assert done.exit_code == 0, done.output
    asked = {(one.query["start_date"][:10], one.query["end_date"][:10]) for one in paypal.asked if one.query}
    assert asked == {("2026-01-02", "2026-01-04")}


def test_doctor_says_for_each_store_whether_its_credentials_work(command: Callable[..., Result]) -> None:
    done = command("doctor")
    assert done.exit_code == 1
    lines = said(done).split("ok ")
    assert any(line.startswith("acme-pay") for line in lines)
    assert "mend revoked" in said(done)
    assert KEY not in done.output


def test_without_any_api_nothing_is_asked(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["fetch", "--home", str(tmp_path / "home")])
    assert done.exit_code == 0
    assert "No store is to be fetched" in said(done)
