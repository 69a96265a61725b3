"""Exports and API pages of Shopify: what they hold is read, buyers are not, and what is not whole is refused."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.shopify import shop

SAMPLES = [
    ("csv_headers/orders_export_synthetic.csv", "shopify_orders_export", {"shopify_orders_export": 3}),
    ("csv_headers/payment_transactions_2026.csv", "shopify_transactions_export", {"shopify_balance_transactions": 1}),
    ("shopify_python_api/payouts.json", "shopify_payouts_rest_page", {"shopify_payouts": 6}),
    (
        "shopify_python_api/payouts_transactions.json",
        "shopify_transactions_rest_page",
        {"shopify_balance_transactions": 25},
    ),
    ("shopify_python_api/orders.json", "shopify_orders_rest_page", {"shopify_orders": 1}),
    ("shopify_python_api/inventory_levels.json", "shopify_inventory_rest_page", {"shopify_inventory_levels": 4}),
]
QUERIES = Path(__file__).parents[3] / "ingestion" / "shopify" / "queries"
ASKED = {
    "orders": "shopify_orders_page",
    "payouts": "shopify_payouts_page",
    "balance_transactions": "shopify_transactions_page",
    "inventory_levels": "shopify_inventory_page",
}
LISTS = {"nodes", "refunds", "fulfillments", "trackingInfo", "quantities"}
NOT_IN_PAGES = {
    "orders": {"status", "kind"},
    "payouts": {"fees"},
    "balance_transactions": {
        *("payout_date", "available_date", "vat", "card_brand", "checkout", "payment_method"),
        *("presentment_amount", "presentment_currency"),
    },
}


@pytest.mark.parametrize(("name", "kind", "rows"), SAMPLES)
def test_a_sample_loads_whole(
    read: Callable[..., Reading], samples: Path, name: str, kind: str, rows: dict[str, int]
) -> None:
    reading = read(samples / "shopify" / name)
    assert (reading.only.status, reading.only.kind) == ("loaded", kind), reading.only.reason
    assert {table: len(found) for table, found in reading.rows.items()} == rows


@pytest.mark.parametrize(
    ("name", "kind"),
    [("orders_export_header", "shopify_orders_export"), ("payouts_export_header", "shopify_payouts_export")],
)
def test_a_real_header_is_recognised(read: Callable[..., Reading], samples: Path, name: str, kind: str) -> None:
    file = read(samples / "shopify" / "csv_headers" / f"{name}.csv").only
    assert (file.kind, file.reason) == (kind, "the file has headings but not a single row")


def export(path: Path, *rows: dict[str, str]) -> Path:
    return shop.csv_file(path / "orders.csv", shop.ORDER_HEADINGS, rows)


def test_an_export_is_read_without_its_buyer(read: Callable[..., Reading], tmp_path: Path) -> None:
    whole = {"Currency": "CLP", "Subtotal": "163056", "Shipping": "0", "Taxes": "0", "Total": "163056"}
    rows = read(
        export(
            tmp_path,
            shop.first_line("#1001", "5550000001", shop.item("2", "FERN-1", "81528"), **whole),
            shop.later_line("#1001", shop.item("1", "TOTE-1", "0")),
        )
    ).rows["shopify_orders_export"]
    assert [(row["name"], row["line_sku"], row["line_quantity"]) for row in rows] == [
        ("#1001", "FERN-1", 2),
        ("#1001", "TOTE-1", 1),
    ]
    assert (rows[0]["total"], rows[1]["total"]) == (Decimal(163056), None)
    assert rows[0]["created_at"] == datetime(2026, 7, 1, 5, 14, tzinfo=UTC), "the shop's offset is printed"
    kept = {name: value for row in rows for name, value in row.items() if value == shop.PERSON}
    assert set(kept) == {"shipping_country"}, "of where a buyer lives only the country stays"


def test_a_line_without_the_first_line_of_its_order_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    whole = {"Currency": "USD", "Subtotal": "5", "Shipping": "0", "Taxes": "0", "Total": "5"}
    first = shop.first_line("#1", "1", shop.item("1", "A", "5"), **whole)
    file = read(export(tmp_path, first, shop.later_line("#2", shop.item("1", "B", "5")))).only
    assert (file.status, file.line) == ("refused", 3)
    assert "the first line of order #2" in str(file.reason)


def test_transactions_of_an_older_export(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings = shop.TRANSACTION_HEADINGS.replace("Payout ID,", "").removesuffix(",VAT")
    row = {
        **{"Transaction Date": "2026-07-01 07:33:09 +0200", "Type": "charge", "Order": "AI-1001", "Currency": "EUR"},
        **{"Payout Status": "pending", "Payout Date": "2099-07-10", "Amount": "6.99", "Fee": "0.45", "Net": "6.54"},
    }
    (found,) = read(shop.csv_file(tmp_path / "t.csv", headings, [row])).rows["shopify_balance_transactions"]
    assert (found["payout_id"], found["payout_date"], found["order_name"]) == (None, date(2099, 7, 10), "AI-1001")
    assert found["transaction_at"] == datetime(2026, 7, 1, 5, 33, 9, tzinfo=UTC)


def test_a_page_of_orders_fills_a_table_for_each_kind_of_record(read: Callable[..., Reading], tmp_path: Path) -> None:
    parcel = {
        **{"id": "gid://shopify/Fulfillment/7", "createdAt": "2026-07-02T08:00:00Z", "status": "SUCCESS"},
        **{"totalQuantity": 3, "trackingInfo": [{"company": "UPS", "number": "1Z"}], "location": None},
    }
    refund = shop.refund_node("4", "USD", "10.00", [("10", "FERN-1", 1, "9.00", "0.50")], ("0.50", "0.00"))
    order = shop.order_node(
        *("#1001", "1", "USD", [(2, "FERN-1", "16.00"), (1, "TOTE-1", "20.00")]),
        **{"subtotalPriceSet": "52.00", "totalPriceSet": "52.00", "refunds": [refund], "fulfillments": [parcel]},
    )
    path = shop.page_of(tmp_path / "page.json", {"orders": shop.connection([order], has_more=True)})
    reading = read(path)
    counts = {table: len(rows) for table, rows in reading.rows.items()}
    assert counts == {
        "shopify_orders": 1,
        "shopify_order_lines": 2,
        "shopify_refunds": 1,
        "shopify_refund_lines": 2,
        "shopify_fulfilments": 1,
    }
    assert reading.rows["shopify_fulfilments"][0]["tracking_number"] == "1Z"
    assert shop.PERSON not in str(reading.rows)


def orders_page(path: Path, **fields: Any) -> Path:
    order = shop.order_node("#1", "1", "USD", [(1, "A", "5.00")], **fields)
    return shop.page_of(path / "page.json", {"orders": shop.connection([order])})


def test_what_a_page_does_not_hold_whole_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    file = read(orders_page(tmp_path, lineItems=shop.connection([], has_more=True))).only
    assert (file.status, file.line) == ("refused", 1)
    assert "only a part" in str(file.reason)
    orders = {"orders": shop.connection([shop.order_node("#1", "1", "USD", [(1, "A", "5.00")])])}
    file = read(shop.page_of(tmp_path / "e.json", orders, errors=[{"message": "Throttled\x1b[31m"}])).only
    assert (file.status, file.reason) == ("refused", "Shopify answered with an error: Throttled\\x1b[31m")


def test_a_record_without_what_it_is_booked_by_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    file = read(orders_page(tmp_path, subtotalPriceSet="5.00", totalPriceSet="5.00", currencyCode=None)).only
    assert (file.status, file.reason, file.line) == ("refused", "a record for shopify_orders has no currency", 1)
    first = shop.first_line("#1", "1", shop.item("1", "A", "5"), Subtotal="5", Total="5")
    file = read(export(tmp_path, first)).only
    assert (file.reason, file.line) == ("the row has no value in column 'currency'", 2)


@pytest.mark.parametrize(
    ("amount", "reason"),
    [("1e400", "not a number"), ("NaN", "not a number"), ("9" * 40, "too large"), ([], "not a number")],
)
def test_an_amount_that_is_none_is_refused(
    read: Callable[..., Reading], tmp_path: Path, amount: Any, reason: str
) -> None:
    file = read(orders_page(tmp_path, totalPriceSet=amount)).only
    assert (file.status, reason in str(file.reason)) == ("refused", True), file.reason


def test_a_page_that_is_cut_off_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = orders_page(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert "damaged or cut off" in str(read(path).only.reason)
    path.write_text('{"data": {"orders": {"nodes": [{"lineItems": ' + "[" * 200_000)
    assert read(path).only.status == "refused"


@pytest.mark.parametrize(("stream", "kind"), ASKED.items())
def test_a_query_asks_for_all_that_its_pages_are_read_for(
    read: Callable[..., Reading], tmp_path: Path, stream: str, kind: str
) -> None:
    graphql = pytest.importorskip("graphql")
    query = graphql.parse((QUERIES / f"{stream}.graphql").read_text(encoding="utf-8")).definitions[0]
    assert [variable.variable.name.value for variable in query.variable_definitions] == ["first", "after", "query"]
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"data": answer(query.selection_set)}))
    reading = read(path)
    assert (reading.only.status, reading.only.kind) == ("loaded", kind), reading.only.reason
    empty = {name for rows in reading.rows.values() for name in rows[0] if not any(row[name] for row in rows)}
    assert empty == NOT_IN_PAGES.get(stream, set())


def answer(selection: Any) -> dict[str, Any]:
    """What a shop answers that has one record of each kind."""
    return {field.name.value: value_of(field.name.value, field.selection_set) for field in selection.selections}


def value_of(name: str, selection: Any) -> Any:
    if selection:
        return [answer(selection)] if name in LISTS else answer(selection)
    if name.endswith(("At", "Date")):
        return "2026-07-01T00:00:00Z"
    if name == "hasNextPage":
        return False
    return {"amount": "1.5", "quantity": 2, "totalQuantity": 2, "test": True, "taxesIncluded": True}.get(name, name)
