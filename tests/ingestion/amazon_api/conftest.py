"""What the tests of Amazon's API share: a small Amazon that listens, and stores connected to it. Asserts nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion import fetching
from ingestion.amazon.api import API
from ingestion.fetching import Connection, FetchOutcome
from tests.ingestion.amazon_api.small_amazon import SmallAmazon
from tests.ingestion.fetching.provider import Provider, provider
from warehouse.home import Home
from warehouse.settings import Settings

STORE = "acme"
SECRETS = {"CLIENT_ID": "amzn1.client-4711", "CLIENT_SECRET": "hush-4711", "REFRESH_TOKEN": "Atzr-4711"}


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"SELLERHOUSE_SECRET__ACME__{name}", value)


@pytest.fixture
def amazon() -> SmallAmazon:
    return SmallAmazon()


@pytest.fixture
def there(amazon: SmallAmazon) -> Iterator[Provider]:
    with provider(amazon) as listening:
        yield listening


@pytest.fixture
def connect(home: Home, there: Provider) -> Callable[..., Connection]:
    """A connection of store `acme` to the small Amazon, tried three times with hardly a wait."""

    def connected(
        *streams: str, begin: Any = None, since: Any = None, until: Any = None, days_later: int = 0, **store: Any
    ) -> Connection:
        options = {"host": there.address, "streams": streams, "since": begin}
        settings = Settings(
            stores={STORE: {"platform": "amazon", "marketplaces": ["Amazon.com"], "api": options, **store}},
            api={"allow_private_hosts": True, "attempts": 3, "retry_seconds": "0.001"},
        )
        connection = fetching.connections(home, settings, [API], since, until)[0]
        return replace(connection, started_at=connection.started_at + timedelta(days=days_later))

    return connected


@pytest.fixture
def fetch(connect: Callable[..., Connection]) -> Callable[..., FetchOutcome]:
    """Fetch some streams to the end."""
    return lambda *streams, **options: fetching.fetch_one(connect(*streams, **options))


@pytest.fixture
def files(home: Home) -> Callable[[], list[Path]]:
    """The documents that wait to be loaded."""
    return lambda: sorted(path for path in home.fetched.rglob("*") if path.is_file())
