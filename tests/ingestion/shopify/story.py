"""One shop's orders, payments and payout, told by exports and by pages of the API alike. Asserts nothing itself."""

from pathlib import Path
from typing import Any

from tests.ingestion.shopify import shop

FERN = {"Currency": "USD", "Subtotal": "47.00", "Shipping": "6.00", "Taxes": "3.29", "Total": "56.29"}
YEN = {"Currency": "JPY", "Subtotal": "3000", "Shipping": "500", "Taxes": "318", "Total": "3500"}
EXPORTED_ORDERS = [
    shop.first_line("#1001", "1001", shop.item("2", "FERN-1", "16.00"), **FERN, **{"Discount Amount": "5.00"}),
    shop.later_line("#1001", shop.item("1", "TOTE-1", "20.00")),
    shop.first_line("#1002", "1002", shop.item("1", "MUG-1", "3000"), **YEN, **{"Refunded Amount": "1000"}),
    shop.first_line("#1003", "1003", shop.item("9", "MUG-1", "9.00"), **FERN, **{"Financial Status": "voided"}),
]


def fern(**fields: Any) -> dict[str, Any]:
    return shop.order_node(
        *("#1001", "1001", "USD", [(2, "FERN-1", "16.00"), (1, "TOTE-1", "20.00")]),
        subtotalPriceSet="47.00",
        totalShippingPriceSet="6.00",
        totalTaxSet="3.29",
        totalPriceSet="56.29",
        **fields,
    )


def yen() -> dict[str, Any]:
    return shop.order_node(
        *("#1002", "1002", "JPY", [(1, "MUG-1", "3000")]),
        taxesIncluded=True,
        subtotalPriceSet="3000.0",
        totalShippingPriceSet="500.0",
        totalTaxSet="318.0",
        totalPriceSet="3500.0",
        refunds=[shop.refund_node("52", "JPY", "1000.0", [])],
    )


CELLS = "Transaction Date,Type,Order,Payout Status,Payout Date,Payout ID,Amount,Fee,Net,Currency"
PAYOUTS = {"exported": "11", "paged": "12", "both": "13", "rich": "14"}


def exported_transactions(payout: str) -> list[dict[str, str]]:
    paid = ("paid", "2026-07-03", payout)
    twin = ("2026-07-01 09:00:00 +0200", "charge", "#1005", *paid, "10.00", "0.59", "9.41", "USD")
    rows = [
        ("2026-07-01 07:33:09 +0200", "charge", "#1001", *paid, "56.29", "1.93", "54.36", "USD"),
        twin,
        twin,
        ("2026-07-02 10:00:00 +0200", "refund", "#1001", *paid, "-15.47", "0.00", "-15.47", "USD"),
        ("2026-07-02 11:00:00 +0200", "adjustment", "", *paid, "-2.00", "0.00", "-2.00", "USD"),
        ("2026-07-02 12:00:00 +0200", "charge", "#1002", "pending", "2099-01-01", "", "3500", "126", "3374", "JPY"),
    ]
    return [dict(zip(CELLS.split(","), row, strict=True)) for row in rows]


def transaction_nodes(payout: str) -> list[dict[str, Any]]:
    twin = ("CHARGE", "2026-07-01T07:00:00Z", ("10.0", "0.59", "9.41"))
    node = shop.transaction_node
    return [
        node(1, "CHARGE", "2026-07-01T05:33:09Z", ("56.29", "1.93", "54.36"), order="#1001", payout=payout),
        node(2, *twin, order="#1005", payout=payout),
        node(3, *twin, order="#1005", payout=payout),
        node(4, "REFUND", "2026-07-02T08:00:00Z", ("-15.47", "0.0", "-15.47"), order="#1001", payout=payout),
        node(5, "ADJUSTMENT", "2026-07-02T09:00:00Z", ("-2.0", "0.0", "-2.0"), payout=payout),
        node(6, "CHARGE", "2026-07-02T10:00:00Z", ("3500.0", "126.0", "3374.0"), order="#1002", currency="JPY"),
        node(7, "TRANSFER", "2026-07-03T00:00:00Z", ("-55.71", "0.0", "-55.71"), payout=payout),
    ]


def payout_node(number: str, status: str, issued: str) -> dict[str, Any]:
    return {
        "id": f"gid://shopify/ShopifyPaymentsPayout/{number}",
        "issuedAt": issued,
        "status": status,
        "transactionType": "DEPOSIT",
        "net": {"amount": "55.71", "currencyCode": "USD"},
        "summary": {},
    }


def exports(folder: Path, store: str, told_beside: str = "") -> Path:
    """A shop's three exports. `told_beside` makes files of other bytes that tell the same."""
    folder.mkdir(exist_ok=True)
    moves = exported_transactions(PAYOUTS[store])
    payouts = [{"Payout Date": "2026-07-03", "Status": "paid", "Total": "55.71", "Currency": "USD"}]
    shop.csv_file(folder / "orders.csv", shop.ORDER_HEADINGS + told_beside, EXPORTED_ORDERS)
    shop.csv_file(folder / "moves.csv", shop.TRANSACTION_HEADINGS + told_beside, moves)
    shop.csv_file(folder / "payouts.csv", shop.PAYOUT_HEADINGS + told_beside, payouts)
    return folder


def pages(folder: Path, store: str, orders: list[dict[str, Any]]) -> None:
    """Pages that tell of the same shop."""
    folder.mkdir(exist_ok=True)
    number = PAYOUTS[store]
    sent = [payout_node(f"{number}9", "SCHEDULED", "2099-01-01"), payout_node(number, "PAID", "2026-07-03T00:00:00Z")]
    answers = {
        "orders": {"orders": shop.connection(orders)},
        "moves": {"shopifyPaymentsAccount": {"balanceTransactions": shop.connection(transaction_nodes(number))}},
        "payouts": {"shopifyPaymentsAccount": {"payouts": shop.connection(sent)}},
    }
    for name, data in answers.items():
        shop.page_of(folder / f"{name}.json", data, shop=store)


def rich_orders() -> list[dict[str, Any]]:
    """Orders with refunds by line, with a total that hides a discount, with one that does not add up, and a test."""
    item = ("10010", "FERN-1", 1, "14.46", "1.01")
    refunds = [
        shop.refund_node("51", "USD", "15.47", [item]),
        shop.refund_node("53", "USD", "10.00", [item], ("2.00", "0.00")),
    ]
    euro = {"subtotalPriceSet": "30.00", "totalTaxSet": "0.00"}
    line = [(1, "FERN-1", "30.00")]
    return [
        fern(refunds=refunds),
        shop.order_node("#1004", "1004", "EUR", line, **euro, totalShippingPriceSet="4.90", totalPriceSet="30.00"),
        shop.order_node("#1006", "1006", "EUR", line, **euro, totalShippingPriceSet="0.00", totalPriceSet="33.00"),
        shop.order_node("#1009", "1009", "EUR", line, **euro, totalPriceSet="30.00", test=True),
    ]
