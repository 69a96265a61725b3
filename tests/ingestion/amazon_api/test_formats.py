"""What is fetched is read: pages and reports in Amazon's own shapes become rows, and nothing of them is lost."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.amazon_api.documents import (
    AGED_TODAY,
    AGED_UNTIL_2022,
    AWD_INVENTORY,
    BALANCES,
    HEALTH,
    SHIPMENT_ITEMS,
    SHIPMENTS,
    TRANSACTIONS,
)
from tests.ingestion.conftest import Reading

Read = Callable[..., Reading]


@pytest.fixture
def rows(read: Read, tmp_path: Path) -> Callable[[Any], dict[str, list[dict[str, Any]]]]:
    """The rows of a document, by table."""

    def of(document: Any) -> dict[str, list[dict[str, Any]]]:
        path = tmp_path / "document"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        reading = read(path)
        assert reading.only.status == "loaded", reading.only
        return reading.rows

    return of


def picked(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_transactions_with_what_they_belong_to(rows: Callable[..., Any]) -> None:
    found = rows(TRANSACTIONS)
    assert picked(
        found["amazon_finance_transactions"],
        "transaction_id",
        "transaction_status",
        "total_amount",
        "currency",
        "raw_line",
    ) == [("T-1", "DEFERRED", Decimal("8.5000"), "USD", 1), ("T-2", "NEW_STATUS", Decimal("-1.2345"), "USD", 2)]
    assert found["amazon_finance_transactions"][0]["posted_at"] == datetime(2026, 3, 1, 3, 35, 13, tzinfo=UTC)
    assert picked(found["amazon_finance_identifiers"], "transaction_id", "identifier_name", "identifier_value") == [
        ("T-1", "ORDER_ID", "111-1"),
        ("T-1", "SETTLEMENT_ID", "20000000001"),
    ]
    (context,) = found["amazon_finance_contexts"]
    assert (context["deferral_reason"], context["matures_at"]) == ("DD7", datetime(2026, 3, 9, tzinfo=UTC))


def test_breakdowns_keep_their_place_in_the_tree(rows: Callable[..., Any]) -> None:
    found = rows(TRANSACTIONS)["amazon_finance_breakdowns"]
    names = ("row_set", "level_1_type", "level_2_type", "level_3_type", "breakdown_amount", "first_part_type")
    assert picked(found, *names) == [
        ("transaction_1", "Sales", None, None, Decimal("10.0000"), "Product Charges"),
        ("transaction_1", "Expenses", None, None, Decimal("-1.5000"), None),
        ("transaction_2", "Sales", "Product Charges", None, Decimal("10.0000"), "Principal"),
        ("transaction_3", "Sales", "Product Charges", "Principal", Decimal("10.0000"), None),
        ("items_1", "Product Charges", None, None, Decimal("10.0000"), None),
    ]
    assert picked(found[-1:], "transaction_id", "context_2_sku", "context_2_quantity") == [("T-1", "SKU-1", 2)]


def test_balances_with_what_they_consist_of(rows: Callable[..., Any]) -> None:
    found = rows(BALANCES)["amazon_finance_balances"]
    names = ("marketplace_id", "level_1_type", "level_2_type", "level_3_type", "balance_amount", "currency")
    assert picked(found, *names) == [
        ("ATVPDKIKX0DER", "TOTAL", None, None, Decimal(15000), "USD"),
        ("ATVPDKIKX0DER", "TOTAL", "AVAILABLE", None, Decimal(8000), "USD"),
        ("ATVPDKIKX0DER", "TOTAL", "RESERVED", None, Decimal(7000), "USD"),
        ("ATVPDKIKX0DER", "TOTAL", "RESERVED", "DEFERRED", Decimal(7000), "USD"),
    ]
    assert found[0]["balance_at"] == datetime(2026, 1, 12, 1, 30, tzinfo=UTC)


def test_shipments_without_the_senders_address(rows: Callable[..., Any]) -> None:
    (shipment,) = rows(SHIPMENTS)["amazon_inbound_shipments"]
    assert (shipment["shipment_id"], shipment["shipment_status"]) == ("FBA15DJ9S3J5", "ON_THE_MOON")
    assert shipment["ship_from_country"] == "CN"
    assert "Longhua" not in str(shipment)
    (item,) = rows(SHIPMENT_ITEMS)["amazon_inbound_shipment_items"]
    assert (item["shipment_id"], item["sku"], item["quantity_shipped"], item["quantity_received"]) == (
        "FBA15DJ9S3J5",
        "SKU-1",
        40,
        38,
    )


def test_stock_at_awd_with_details_where_they_were_asked_for(rows: Callable[..., Any]) -> None:
    found = rows(AWD_INVENTORY)["amazon_awd_inventory"]
    names = ("total_onhand_quantity", "total_inbound_quantity", "available_distributable_quantity")
    assert picked(found, "sku", *names) == [("SKU-1", 60, 30, 50), ("SKU-2", 0, 5, None)]
    assert picked(found, "reserved_distributable_quantity", "replenishment_quantity") == [(10, 12), (None, None)]


def test_account_health_by_marketplace_and_metric(rows: Callable[..., Any]) -> None:
    found = {(row["marketplace_id"], row["metric"]): row for row in rows(HEALTH)["amazon_account_health"]}
    late = found["ATVPDKIKX0DER", "late_shipment_rate"]
    assert (late["status"], late["rate"], late["target_value"]) == ("GOOD", Decimal("0.03203973"), Decimal("0.04"))
    assert (late["counted"], late["of_all"]) == (27896, 870669)
    assert (late["from_at"], late["to_at"]) == (
        datetime(2026, 1, 21, tzinfo=UTC),
        datetime(2026, 2, 19, 23, 59, tzinfo=UTC),
    )
    assert {metric for _, metric in found} >= {
        "account_status",
        "account_health_rating",
        "cancellation_rate",
        "valid_tracking_rate",
        "on_time_delivery_rate",
        "order_defect_rate_seller_fulfilled",
        "order_defect_rate_amazon_fulfilled",
        "listing_policy_violations",
    }
    assert found["A2EUQ1WTGCTBG2", "account_status"]["status"] == "NORMAL"


@pytest.mark.parametrize("text", [AGED_TODAY, AGED_UNTIL_2022], ids=["today", "until 2022"])
def test_long_term_storage_fees_of_both_layouts(rows: Callable[..., Any], text: str) -> None:
    (row,) = rows(text)["amazon_long_term_storage_fees"]
    assert row["charged_at"] == datetime(2026, 8, 15, tzinfo=UTC)
    assert (row["sku"], row["currency"], row["country"]) == ("SKU-1", "USD", "US")
    assert (row["amount_charged"] or 0) + (row["fee_12_months"] or 0) + (row["fee_6_months"] or 0) == Decimal("12.50")
