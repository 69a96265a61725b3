"""Which bodies are kept, as what, and which are rejected with which status; what is kept loads like any page."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion.logistics.webhooks import Rejected, accept
from tests.ingestion.conftest import Reading
from tests.ingestion.logistics.deliveries import KEYS, NAMES, PROVIDERS, delivery, document_of, variables
from warehouse.home import Home
from warehouse.secrets import SecretsRefused
from warehouse.settings import Settings

PARCELS = "logistics_parcels"
SETTINGS = Settings(stores={"acme": {"platform": "logistics"}, "acme-2": {"platform": "logistics"}})
DEEP = b'{"a":' * 100_000


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secrets of `acme`; `acme-2` has none, and `nobody` is no store but has all of them."""
    for name, value in {**variables("acme"), **variables("nobody")}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def take(home: Home) -> Callable[..., bool]:
    def taken(provider: str, body: bytes, headers: Mapping[str, str], store: str = "acme") -> bool:
        return accept(home, SETTINGS, store, provider, headers, body)

    return taken


def rejection(take: Callable[..., bool], *arguments: Any, **options: Any) -> tuple[int, str]:
    with pytest.raises(Rejected) as rejected:
        take(*arguments, **options)
    return rejected.value.status, rejected.value.reason


def waiting(home: Home) -> list[Path]:
    return sorted(path for path in home.fetched.rglob("*") if path.is_file())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_body_is_kept_once_as_it_came_and_is_read(
    home: Home, take: Callable[..., bool], read: Callable[..., Reading], provider: str
) -> None:
    made = delivery(provider, document_of(provider, "N1", timedelta(days=3)))
    with ThreadPoolExecutor(4) as workers:
        assert all(workers.map(lambda _: take(provider, made.body, made.headers), range(4)))
    (path,) = waiting(home)
    assert path.read_bytes() == made.body
    assert path.stat().st_mode & 0o077 == 0
    reading = read(store=None, scan_inbox=True)
    assert (reading.only.status, reading.only.store_id) == ("loaded", "acme"), reading.only
    (parcel,) = reading.rows[PARCELS]
    assert (parcel["provider"], parcel["tracking_number"]) == (provider, "N1")
    age = datetime.now(UTC) - parcel["reported_at"]
    assert (age > timedelta(days=2)) == (provider != "17track")


def test_a_body_that_comes_again_after_it_was_loaded_counts_once(
    home: Home, take: Callable[..., bool], load: Callable[..., Any], raw: Callable[..., list[tuple[Any, ...]]]
) -> None:
    made = delivery("aftership", document_of("aftership", "N1"))
    for expected in ("loaded", "duplicate"):
        assert take("aftership", made.body, made.headers)
        statuses = [file.status for file in load(store=None).files if "webhooks" in file.raw_file]
        assert statuses == [expected]
        assert waiting(home) == []
    assert raw(f"select count(*) from raw.{PARCELS}") == [(1,)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_unknown_store_a_missing_secret_and_a_wrong_signature_are_answered_alike(
    home: Home, take: Callable[..., bool], provider: str
) -> None:
    made = delivery(provider, document_of(provider, "N1"))
    forged = delivery(provider, document_of(provider, "N1"), "another key")
    stand_in = delivery(provider, document_of(provider, "N1"), "-")
    answers = {
        rejection(take, provider, made.body, made.headers, store="nobody"),
        rejection(take, provider, made.body, made.headers, store="../acme"),
        rejection(take, provider, made.body, made.headers, store="acme-2"),
        rejection(take, provider, stand_in.body, stand_in.headers, store="acme-2"),
        rejection(take, provider, forged.body, forged.headers),
        rejection(take, provider, made.body + b" ", made.headers),
        rejection(take, provider, made.body, {}),
    }
    assert answers == {(401, "not signed as expected")}
    assert waiting(home) == []


def test_a_signature_of_one_provider_is_none_of_another(take: Callable[..., bool]) -> None:
    made = delivery("aftership", document_of("aftership", "N1"))
    assert rejection(take, "easypost", made.body, made.headers)[0] == 401
    assert rejection(take, "ups", made.body, made.headers)[0] == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"number=1", b"[]", b'"x"', b'{"event":NaN}', b"\xff{}", b'{"n":' + b"9" * 5000 + b"}", DEEP],
    ids=["empty", "form", "list", "text", "nan", "no UTF-8", "long number", "deep"],
)
def test_what_is_no_json_object_is_rejected(home: Home, take: Callable[..., bool], body: bytes) -> None:
    made = delivery("17track", body)
    assert rejection(take, "17track", made.body, made.headers)[0] == 400
    assert waiting(home) == []


def test_more_than_a_megabyte_is_rejected_unread(take: Callable[..., bool]) -> None:
    made = delivery("17track", b" " * (1024 * 1024 + 1))
    assert rejection(take, "17track", made.body, made.headers)[0] == 413


@pytest.mark.parametrize("provider", ["aftership", "easypost"])
@pytest.mark.parametrize("age", [timedelta(days=15), timedelta(days=-1)], ids=["old", "to come"])
def test_a_time_far_from_now_is_rejected(home: Home, take: Callable[..., bool], provider: str, age: timedelta) -> None:
    made = delivery(provider, document_of(provider, "N1", age))
    assert rejection(take, provider, made.body, made.headers)[0] == 400
    assert waiting(home) == []


@pytest.mark.parametrize("stated", [10**30, "soon", None, 1777726800000, 1e400])
def test_a_time_in_a_way_that_is_not_known_keeps_no_body_out(take: Callable[..., bool], stated: Any) -> None:
    document = document_of("aftership", "N1")
    body = delivery("aftership", {**document, "ts": 0 if stated == 1e400 else stated}).body
    made = delivery("aftership", body.replace(b'"ts": 0', b'"ts": 1e400'))
    assert take("aftership", made.body, made.headers)


@pytest.mark.parametrize(
    ("provider", "document"),
    [
        ("easypost", {"object": "Event", "description": "batch.created", "result": {"object": "Batch"}}),
        ("17track", {"event": "TRACKING_STOPPED", "data": {"number": "N1", "carrier": 3011}}),
        ("aftership", {"event": "test", "msg": {}}),
    ],
)
def test_a_genuine_body_about_no_parcel_is_taken_and_not_kept(
    home: Home, take: Callable[..., bool], provider: str, document: dict[str, Any]
) -> None:
    made = delivery(provider, document)
    assert not take(provider, made.body, made.headers)
    assert waiting(home) == []


def test_a_secret_in_the_file_counts_at_once_and_never_where_others_can_read_it(
    home: Home, take: Callable[..., bool]
) -> None:
    made = delivery("17track", document_of("17track", "N1"))
    assert rejection(take, "17track", made.body, made.headers, store="acme-2")[0] == 401
    home.secrets_file.write_text(f"[acme-2]\n{NAMES['17track'].lower()} = '{KEYS['17track']}'\n", encoding="utf-8")
    home.secrets_file.chmod(0o600)
    assert take("17track", made.body, made.headers, store="acme-2")
    home.secrets_file.chmod(0o644)
    with pytest.raises(SecretsRefused):
        take("17track", made.body, made.headers, store="acme-2")
