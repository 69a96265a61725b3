"""What Amazon publishes of its API holds for what is asked of it, and its every answer can be read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingestion import fetching
from ingestion.amazon.api import API
from ingestion.amazon.api.settings import RATES
from tests.ingestion.amazon_api.model_amazon import ModelAmazon
from tests.ingestion.fetching.provider import provider
from warehouse.home import Home
from warehouse.settings import Settings

# Its model is not among the samples.
WITHOUT_MODEL = {"listInventory"}


@pytest.fixture
def published(samples: Path) -> ModelAmazon:
    return ModelAmazon.of(samples / "sp_api_models")


def test_rates_are_those_of_the_models(published: ModelAmazon) -> None:
    stated = {operation.name: operation.rate for operation in published.operations}
    assert {name: (rate.per_second, rate.burst) for name, rate in RATES.items()} == {
        name: stated.get(name, (rate.per_second, rate.burst)) for name, rate in RATES.items()
    }
    assert set(RATES) - set(stated) == WITHOUT_MODEL


def test_requests_are_allowed_and_answers_are_read(
    published: ModelAmazon, home: Home, read: Callable[..., Any]
) -> None:
    begin = datetime.now(UTC).date() - timedelta(days=20)
    with provider(published) as there:
        settings = Settings(
            stores={"acme": {"marketplaces": ["Amazon.com"], "api": {"host": there.address, "since": begin}}},
            api={"allow_private_hosts": True, "attempts": 1, "retry_seconds": "0.001"},
        )
        (connection,) = fetching.connections(home, settings, [API])
        assert API.check(connection)
        outcome = fetching.fetch_one(connection)
    assert (outcome.reason, published.faults) == ("", [])
    assert set(published.asked_for) == set(RATES) - WITHOUT_MODEL
    reading = read(*home.fetched.rglob("*.json"))
    assert {(file.status, file.reason) for file in reading.files} == {("loaded", None)}
    kinds = {"finance_transactions", "finance_balances", "inbound_shipments", "inbound_shipment_items"}
    assert {file.kind for file in reading.files} == kinds
    deepest = [row for row in reading.rows["amazon_finance_breakdowns"] if row["level_3_type"]]
    assert {row["breakdown_amount"] for row in deepest} == {10.25}
    assert {row["deferral_reason"] for row in reading.rows["amazon_finance_contexts"]} == {"some deferralReason"}
