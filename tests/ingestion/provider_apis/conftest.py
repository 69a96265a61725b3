"""What the tests of providers' APIs share: each provider in turn, with a store that it knows. Asserts nothing."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion import fetching
from ingestion.fetching import Api, Connection, FetchOutcome
from tests.ingestion.fetching.conftest import STORE, connect  # noqa: F401 - a fixture of these tests as well
from tests.ingestion.fetching.provider import Answering, Provider, provider
from tests.ingestion.provider_apis.fakes import Fake, LianLian, PayPal, Shopify
from warehouse.home import Home


@dataclass
class Place:
    """A provider that listens, and the store that fetches from it, each run a day after the one before."""

    home: Home
    api: Api
    there: Provider
    connected: Callable[..., Connection]
    days: Iterator[int]

    def connection(self, **days: Any) -> Connection:
        connection = self.connected(self.there.address, **days)
        return replace(connection, started_at=connection.started_at + timedelta(days=next(self.days)))

    def fetch(self, **days: Any) -> FetchOutcome:
        return fetching.fetch_one(self.connection(**days))

    def files(self) -> list[Path]:
        folder = self.home.fetched / STORE / "api" / self.api.source
        return sorted(path for path in folder.rglob("*") if path.is_file())

    def contents(self) -> list[bytes]:
        return [path.read_bytes() for path in self.files()]


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set secrets of the store as its owner would."""

    def set_all(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"SELLERHOUSE_SECRET__{STORE.upper()}__{name.upper()}", value)

    return set_all


@pytest.fixture
def listening(home: Home, connect: Callable[..., Connection]) -> Callable[..., Any]:  # noqa: F811
    """A provider that answers as it is told, for as long as the block lasts."""

    @contextmanager
    def listen(api: Api, answering: Answering, **options: Any) -> Iterator[Place]:
        with provider(answering) as there:

            def connected(address: str, since: Any = None, until: Any = None) -> Connection:
                return connect(api, address, since, until, **options)

            yield Place(home, api, there, connected, itertools.count())

    return listen


@pytest.fixture(params=[PayPal, Shopify, LianLian], ids=["paypal", "shopify", "lianlian"])
def fake(request: pytest.FixtureRequest, secrets: Callable[..., None]) -> Fake:
    """Each provider in turn, with three pages; the last one is not full."""
    kind = request.param
    secrets(**kind.secrets)
    return kind(
        [[kind.record(page * 100 + number) for number in range(count)] for page, count in enumerate((100, 100, 3))]
    )


@pytest.fixture
def place(listening: Callable[..., Any], fake: Fake) -> Callable[..., Any]:
    """The provider of `fake`, or what a test makes of its answers, asked for the one stream."""
    return lambda answering=fake.answer: listening(fake.api, answering, streams=[fake.stream], **fake.options)
