"""Real files: every settlement adds up to the total it states, and no line is lost."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading

SETTLEMENTS = [
    ("ca_v1/50018020314.txt", 16, "-62.31", "CAD"),
    ("ca_v1/50034020328.txt", 190, "1016.08", "CAD"),
    ("ca_v1/50041020342.txt", 490, "2539.66", "CAD"),
    ("eu_v2/DE_EUR_22988491762_v2.txt", 52, "128.84", "EUR"),
    ("eu_v2/FR_EUR_23347038192_v2.txt", 32, "0.00", "EUR"),
    ("uk_v2/UK_GBP_23208776292_v2.txt", 127, "346.60", "GBP"),
    ("uk_v2/UK_GBP_23395380562_v2.txt", 57, "253.43", "GBP"),
]
V1_AMOUNTS = [
    "shipment_fee_amount",
    "order_fee_amount",
    "price_amount",
    "item_related_fee_amount",
    "misc_fee_amount",
    "other_fee_amount",
    "promotion_amount",
    "direct_payment_amount",
    "other_amount",
]
DATE_RANGE_AMOUNTS = [
    "product_sales",
    "product_sales_tax",
    "shipping_credits",
    "shipping_credits_tax",
    "gift_wrap_credits",
    "gift_wrap_credits_tax",
    "regulatory_fee",
    "tax_on_regulatory_fee",
    "promotional_rebates",
    "promotional_rebates_tax",
    "marketplace_withheld_tax",
    "sales_tax_collected",
    "low_value_goods",
    "selling_fees",
    "fba_fees",
    "other_transaction_fees",
    "other_amount",
]


def added_up(row: dict[str, Any], columns: list[str]) -> Decimal:
    return sum((row[column] for column in columns if row[column] is not None), Decimal(0))


@pytest.mark.parametrize(("name", "rows", "total", "currency"), SETTLEMENTS)
def test_a_settlement_adds_up_and_keeps_every_row(
    read: Callable[..., Reading], samples: Path, name: str, rows: int, total: str, currency: str
) -> None:
    reading = read(samples / "amazon_settlement" / name)
    assert (reading.only.status, reading.only.row_count) == ("loaded", rows)
    (settlement,) = reading.rows["amazon_settlements"]
    assert (settlement["total_amount"], settlement["currency"]) == (Decimal(total), currency)
    v2, v1 = reading.rows.get("amazon_settlement_lines", []), reading.rows.get("amazon_settlement_v1_lines", [])
    assert len(v1) + len(v2) == rows - 1
    money = sum((row["amount"] for row in v2), Decimal(0)) + sum((added_up(row, V1_AMOUNTS) for row in v1), Decimal(0))
    assert money == Decimal(total)
    assert all(row["posted_at"] and row["raw_line"] > 2 for row in v1 + v2)


@pytest.mark.parametrize("name", [row[0] for row in SETTLEMENTS])
def test_a_line_number_leads_to_the_text_of_its_line(read: Callable[..., Reading], samples: Path, name: str) -> None:
    path = samples / "amazon_settlement" / name
    texts = path.read_text(encoding="utf-8").split("\n")
    reading = read(path)
    for table in ("amazon_settlement_lines", "amazon_settlement_v1_lines"):
        for row in reading.rows.get(table, []):
            cells = texts[row["raw_line"] - 1].split("\t")
            assert (cells[0], cells[7]) == (row["settlement_id"], row["order_id"] or "")


@pytest.mark.parametrize(
    ("name", "rows", "currency"),
    [("US_2024_unified_transaction_slice.csv", 8, "USD"), ("AU_2026_unified_transaction_slice.csv", 9, "AUD")],
)
def test_date_range_rows_add_up_to_their_total(
    read: Callable[..., Reading], samples: Path, name: str, rows: int, currency: str
) -> None:
    reading = read(samples / "amazon_date_range" / name)
    transactions = reading.rows["amazon_date_range_transactions"]
    assert len(transactions) == rows
    for row in transactions:
        assert added_up(row, DATE_RANGE_AMOUNTS) == row["total_amount"]
        assert row["currency"] == currency
    assert not [name for name in transactions[0] if "city" in name or "postal" in name or "state" in name]


def test_date_range_moments_follow_the_offset_that_is_printed(read: Callable[..., Reading], samples: Path) -> None:
    us = read(samples / "amazon_date_range" / "US_2024_unified_transaction_slice.csv")
    au = read(samples / "amazon_date_range" / "AU_2026_unified_transaction_slice.csv")
    first_us, first_au = (reading.rows["amazon_date_range_transactions"][0] for reading in (us, au))
    assert first_us["transaction_at"].isoformat() == "2024-01-01T08:08:10+00:00"
    assert first_au["transaction_at"].isoformat() == "2026-06-29T08:39:32+00:00"
    assert first_au["released_at"].isoformat() == "2026-07-17T21:10:51+00:00"


@pytest.mark.parametrize("name", ["fixtures__all-orders.txt", "fixtures-es__pedidos-es.txt"])
def test_orders_in_english_and_spanish(read: Callable[..., Reading], samples: Path, name: str) -> None:
    reading = read(samples / "amazon_reports" / "synthetic_es" / name)
    orders = reading.rows["amazon_orders"]
    assert len(orders) == 380
    assert (orders[0]["amazon_order_id"], orders[0]["item_price"]) == ("171-2000000-1000000", Decimal("149.94"))
    assert {row["product_name"] for row in orders} >= {"Set de bandas elásticas"}
    assert not [name for name in orders[0] if "city" in name or "postal" in name or name == "cpf"]


@pytest.mark.parametrize("name", ["fixtures__fba-inventory.txt", "fixtures-es__inventario-es.txt"])
def test_inventory_in_english_and_spanish(read: Callable[..., Reading], samples: Path, name: str) -> None:
    path = samples / "amazon_reports" / "synthetic_es" / name
    stock = read(path).rows["amazon_fba_inventory"]
    assert len(stock) == 4
    assert (stock[0]["sku"], stock[0]["afn_total_quantity"], stock[0]["afn_reserved_quantity"]) == (
        "ARS-ROD-01",
        435,
        12,
    )
    assert stock[0]["snapshot_at"].timestamp() == pytest.approx(path.stat().st_mtime, abs=1e-5)


def test_a_settlement_whose_every_line_repeats_its_dates(read: Callable[..., Reading], samples: Path) -> None:
    reading = read(samples / "amazon_reports" / "synthetic_es" / "fixtures__settlement.txt")
    (settlement,) = reading.rows["amazon_settlements"]
    assert (settlement["total_amount"], settlement["currency"]) == (None, "EUR")
    assert len(reading.rows["amazon_settlement_v1_lines"]) == 12


def test_reports_that_are_not_known_are_refused_and_say_what_is(read: Callable[..., Reading], samples: Path) -> None:
    folder = samples / "amazon_reports" / "synthetic_es"
    names = ("hostil", "desconocido", "vat-transactions")
    reading = read(*(path for path in sorted(folder.iterdir()) if any(name in path.name for name in names)))
    assert len(reading.files) == 3
    for file in reading.files:
        assert file.status == "refused", file
        assert "not recognised" in str(file.reason)
        assert "Amazon settlement report" in str(file.advice)
