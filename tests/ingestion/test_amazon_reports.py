"""Amazon's reports without settled money: every row of the samples is read, and what a report may hold is known."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingestion.amazon.inventory_ledger_summary import MOVEMENTS
from tests.ingestion.conftest import Reading

SAMPLE_ROWS = [
    ("fixtures__ledger-detail.txt", "inventory_ledger", 16, {"event_date": date(2026, 8, 18), "quantity": -12}),
    ("fixtures-es__libro-inventario-es.txt", "inventory_ledger", 16, {"event_type": "Envíos", "msku": "ARS-ROD-01"}),
    ("fixtures__returns.txt", "customer_returns", 38, {"order_id": "171-4100000-2000000", "quantity": 1}),
    ("fixtures-es__devoluciones-es.txt", "customer_returns", 38, {"detailed_disposition": "DANADO_POR_CLIENTE"}),
    ("fixtures__reimbursements.txt", "reimbursements", 4, {"amount_total": Decimal("24.99"), "currency": "EUR"}),
    ("fixtures__fee-preview.txt", "fee_estimates", 4, {"expected_fulfilment_fee_per_unit": Decimal("3.20")}),
    ("fixtures-es__tarifas-es.txt", "fee_estimates", 4, {"estimated_referral_fee_per_unit": Decimal("5.10")}),
    ("fixtures__storage-fees.txt", "storage_fees", 4, {"month_of_charge": date(2026, 7, 1)}),
    ("fixtures__inventory-planning.txt", "inventory_planning", 4, {"available": 420, "units_shipped_t30": 180}),
    ("fixtures__multicountry.txt", "multi_country_inventory", 16, {"quantity_for_local_fulfillment": 176}),
    ("fixtures-es__multipais-es.txt", "multi_country_inventory", 16, {"seller_sku": "ARS-ROD-01", "country": "DE"}),
]
HEADERS = {
    "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL": "fulfilled_shipments",
    "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA__EU": "fee_estimates",
    "GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA": "customer_returns",
    "GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA": "removal_orders",
    "GET_FBA_REIMBURSEMENTS_DATA": "reimbursements",
    "GET_FBA_STORAGE_FEE_CHARGES_DATA": "storage_fees",
    "GET_LEDGER_DETAIL_VIEW_DATA": "inventory_ledger",
    "GET_LEDGER_SUMMARY_VIEW_DATA": "inventory_ledger_summary",
}
LISTING = "item-name listing-id seller-sku price quantity open-date item-is-marketplace asin1 merchant-shipping-group"
RESERVED = (
    "sku fnsku asin product-name reserved_qty reserved_customerorders reserved_fc-transfers reserved_fc-processing"
)
PERSON = "Jane Roe"


@pytest.fixture
def read_report(read: Callable[..., Reading], samples: Path, tmp_path: Path) -> Callable[..., Reading]:
    """Read a report with the given rows under its real header line, or under `headings`."""

    def read_rows(report: str, *rows: dict[str, str], headings: str = "", quote: str = "") -> Reading:
        names = headings.split() or real_headings(samples, report)
        lines = [names, *([row.get(name, "") for name in names] for row in rows)]
        path = tmp_path / f"{report}.txt"
        path.write_text(
            "".join("\t".join(f"{quote}{cell}{quote}" for cell in cells) + "\n" for cells in lines), encoding="utf-8"
        )
        return read(path)

    return read_rows


def real_headings(samples: Path, report: str) -> list[str]:
    path = samples / "amazon_reports" / "report_headers" / f"{report}.txt"
    return path.read_text(encoding="utf-8").strip("\n").split("\t")


def rows_of(reading: Reading) -> list[dict[str, Any]]:
    """The rows of the one table that was filled."""
    assert reading.only.status == "loaded", reading.only
    (rows,) = reading.rows.values()
    return rows


@pytest.mark.parametrize(("name", "kind", "row_count", "first"), SAMPLE_ROWS)
def test_a_sample_loads_whole(
    read: Callable[..., Reading], samples: Path, name: str, kind: str, row_count: int, first: dict[str, Any]
) -> None:
    path = samples / "amazon_reports" / "synthetic_es" / name
    reading = read(path)
    rows = rows_of(reading)
    assert (reading.only.kind, len(rows)) == (kind, row_count)
    assert len(path.read_bytes().rstrip(b"\n").split(b"\n")) == row_count + 1
    assert {name: rows[0][name] for name in first} == first
    assert [row["raw_line"] for row in rows] == list(range(2, row_count + 2))
    made_at = rows[0].get("snapshot_at") or rows[0]["reported_at"]
    assert made_at.timestamp() == pytest.approx(path.stat().st_mtime, abs=1e-5)


@pytest.mark.parametrize(("name", "kind"), HEADERS.items())
def test_a_real_header_is_recognised(read: Callable[..., Reading], samples: Path, name: str, kind: str) -> None:
    file = read(samples / "amazon_reports" / "report_headers" / f"{name}.txt").only
    assert (file.kind, file.status, file.reason) == (kind, "refused", "the file has headings but not a single row")


def test_rows_of_the_ledger_that_are_the_same_all_stay(read_report: Callable[..., Reading]) -> None:
    event = {
        "Date": "08/02/2026",
        "FNSKU": "X001",
        "MSKU": "SKU-1",
        "Event Type": "Shipments",
        "Quantity": "-1",
        "Fulfillment Center": "ABE8",
        "Disposition": "SELLABLE",
    }
    rows = rows_of(read_report("GET_LEDGER_DETAIL_VIEW_DATA", event, event, {**event, "Title": 'Roller, 64" x 49"'}))
    assert [row["quantity"] for row in rows] == [-1, -1, -1]
    assert {row["event_date"] for row in rows} == {date(2026, 8, 2)}, "the ledger prints the month first"
    quoted = rows_of(read_report("GET_LEDGER_DETAIL_VIEW_DATA", event, event, quote='"'))
    assert [(row["event_date"], row["msku"]) for row in quoted] == [(date(2026, 8, 2), "SKU-1")] * 2


BALANCE = {
    "FNSKU": "X001",
    "MSKU": "SKU-1",
    "Disposition": "SELLABLE",
    "Starting Warehouse Balance": "100",
    "In Transit Between Warehouses": "4",
    "Receipts": "50",
    "Customer Shipments": "-30",
    "Customer Returns": "2",
    "Vendor Returns": "-5",
    "Warehouse Transfer In/Out": "-7",
    "Found": "1",
    "Lost": "-2",
    "Damaged": "-1",
    "Disposed": "-3",
    "Other Events": "0",
    "Ending Warehouse Balance": "106",
    "Unknown Events": "-1",
    "Location": "US",
}


@pytest.mark.parametrize("period", ["07/01/2026", "07/2026", "2026-07-01", "2026-07"])
def test_the_ledger_summary_adds_up(read_report: Callable[..., Reading], period: str) -> None:
    (row,) = rows_of(read_report("GET_LEDGER_SUMMARY_VIEW_DATA", {**BALANCE, "Date": period}))
    moved = sum(row[name] for name in MOVEMENTS)
    assert row["starting_warehouse_balance"] + moved == row["ending_warehouse_balance"] + row["unknown_events"]
    assert (row["period_start_date"], row["period"]) == (date(2026, 7, 1), period)


def test_who_bought_and_what_they_wrote_is_dropped(read_report: Callable[..., Reading], samples: Path) -> None:
    shipment = {
        **dict.fromkeys(real_headings(samples, "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL"), PERSON),
        **dict.fromkeys(("purchase-date", "payments-date", "shipment-date"), "2026-08-01T10:00:00-07:00"),
        **dict.fromkeys(("reporting-date", "estimated-arrival-date"), "2026-08-02T10:00:00+00:00"),
        **dict.fromkeys(("item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price"), "1.50"),
        **dict.fromkeys(("gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount"), "0.00"),
        **{"quantity-shipped": "2", "amazon-order-id": "1", "merchant-order-id": "", "shipment-id": "S"},
        **{"shipment-item-id": "D", "amazon-order-item-id": "3", "merchant-order-item-id": "", "sku": "SKU-1"},
        **{"product-name": "Roller", "currency": "USD", "ship-service-level": "Expedited", "ship-country": "US"},
        **{"carrier": "UPS", "tracking-number": "1Z", "fulfillment-center-id": "ABE8"},
        **{"fulfillment-channel": "AFN", "sales-channel": "Amazon.com"},
    }
    (row,) = rows_of(read_report("GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL", shipment))
    assert PERSON not in row.values()
    assert (row["quantity_shipped"], row["item_price"]) == (2, Decimal("1.50"))
    assert row["shipped_at"] == datetime(2026, 8, 1, 17, tzinfo=UTC)
    back = {"return-date": "2026-08-18T05:02:37+00:00", "quantity": "1", "customer-comments": PERSON}
    (row,) = rows_of(read_report("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA", back))
    assert PERSON not in row.values()


def test_reimbursements_of_europe_with_decimal_commas(read_report: Callable[..., Reading]) -> None:
    paid = {
        "approval-date": "2026-08-12T10:00:00+02:00",
        "reimbursement-id": "R1",
        "currency-unit": "EUR",
        "amount-total": "4,10",
        "quantity-reimbursed-cash": "1",
    }
    taken_back = {**paid, "reimbursement-id": "R2", "amount-total": "-4,10", "quantity-reimbursed-cash": "-1"}
    rows = rows_of(read_report("GET_FBA_REIMBURSEMENTS_DATA", paid, taken_back))
    assert [row["amount_total"] for row in rows] == [Decimal("4.10"), Decimal("-4.10")]
    assert rows[0]["approved_at"] == datetime(2026, 8, 12, 8, tzinfo=UTC)


def test_a_fee_that_amazon_does_not_estimate_is_empty(read_report: Callable[..., Reading]) -> None:
    fees = {
        "sku": "SKU-1",
        "currency": "EUR",
        "expected-domestic-fulfilment-fee-per-unit": "3.41",
        "expected-efn-fulfilment-fee-per-unit-de": "--",
    }
    (row,) = rows_of(read_report("GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA__EU", fees))
    assert row["expected_fulfilment_fee_per_unit"] == Decimal("3.41")
    assert row["expected_efn_fulfilment_fee_per_unit_de"] is None


def test_a_removal_order_with_its_quantities(read_report: Callable[..., Reading]) -> None:
    removal = {
        "request-date": "2026-08-01T10:00:00-07:00",
        "order-id": "R-1",
        "sku": "SKU-1",
        "requested-quantity": "10",
        "shipped-quantity": "7",
        "removal-fee": "5.20",
        "currency": "USD",
    }
    (row,) = rows_of(read_report("GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA", removal))
    assert (row["requested_quantity"], row["shipped_quantity"], row["removal_fee"]) == (10, 7, Decimal("5.20"))


def test_storage_fees_keep_fractions_of_a_cent(read_report: Callable[..., Reading]) -> None:
    fee = {"asin": "B0", "month_of_charge": "2026-07", "currency": "USD", "estimated_monthly_storage_fee": "0.00321"}
    (row,) = rows_of(read_report("GET_FBA_STORAGE_FEE_CHARGES_DATA", fee))
    assert row["estimated_monthly_storage_fee"] == Decimal("0.00321")
    not_a_month = read_report("GET_FBA_STORAGE_FEE_CHARGES_DATA", {**fee, "month_of_charge": "2026-13"}).only
    assert (not_a_month.status, not_a_month.line) == ("refused", 2)


def test_listings_of_america_and_europe(read_report: Callable[..., Reading]) -> None:
    offer = {"item-name": "Roller", "listing-id": "0708Q", "seller-sku": "SKU-1", "price": "20"}
    headings = f"{LISTING} status"
    moments = {"2026-07-08 10:12:40 PDT": 17, "08/07/2026 10:12:40 BST": 9}
    for printed, hour in moments.items():
        (row,) = rows_of(read_report("listings", {**offer, "open-date": printed}, headings=headings))
        assert (row["opened_at"], row["price"], row["quantity"]) == (
            datetime(2026, 7, 8, hour, 12, 40, tzinfo=UTC),
            Decimal(20),
            None,
        )


def test_reserved_inventory(read_report: Callable[..., Reading]) -> None:
    cells = {"sku": "SKU-1", "reserved_qty": "5", "reserved_customerorders": "2", "reserved_fc-transfers": "3"}
    (row,) = rows_of(read_report("reserved", cells, headings=RESERVED))
    assert (row["reserved_qty"], row["reserved_customer_orders"], row["reserved_fc_transfers"]) == (5, 2, 3)
