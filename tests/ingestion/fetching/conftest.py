"""What the tests of fetching share: connections to a provider on this machine. Holds no provider's own data."""

from collections.abc import Callable
from typing import Any

import pytest

from ingestion import fetching
from ingestion.fetching import Api, Connection
from warehouse.home import Home
from warehouse.settings import Settings

STORE = "acme"


@pytest.fixture
def connect(home: Home) -> Callable[..., Connection]:
    """A connection of store `acme` to an API at an address, tried three times with hardly a wait."""

    def connected(api: Api, address: str, since: Any = None, until: Any = None, **options: Any) -> Connection:
        store = {"platform": api.platform, "api": {"host": address, **options}}
        settings = Settings(
            stores={STORE: store}, api={"allow_private_hosts": True, "attempts": 3, "retry_seconds": "0.001"}
        )
        return fetching.connections(home, settings, [api], since, until)[0]

    return connected
