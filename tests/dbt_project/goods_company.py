"""The files of one company whose documents tell of the same goods several times. No figure is asserted here."""

from pathlib import Path

from tests.dbt_project import goods_files as goods
from tests.dbt_project.goods_files import balance, event, order, removal, returned, shipment, write
from tests.ingestion.shopify import shop

LEDGER = (
    event("2026-05-02", "SOLD", "Shipments", -6, "171-1"),
    event("2026-06-05", "SOLD", "Shipments", -2, "171-2"),
    event("2026-05-20", "SOLD", "CustomerReturns", 1, "r1", "DEFECTIVE"),
    event("2026-06-20", "SOLD", "CustomerReturns", 1, "r2", "CUSTOMER_DAMAGED"),
    event("2026-06-10", "SENT", "Receipts", 47, "FBA1"),
    event("2026-06-12", "SENT", "Receipts", -1, "FBA1"),
    event("2026-06-10", "DIRECT", "Receipts", 9, "FBA9"),
    event("2026-06-15", "ADJ", "Adjustments", -3, "a1", reason="M"),
    event("2026-06-16", "ADJ", "Adjustments", 2, "a2", reason="F"),
    event("2026-06-17", "ADJ", "Adjustments", -1, "a3", "CUSTOMER_DAMAGED", "D"),
    event("2026-06-18", "ADJ", "Adjustments", -4, "a4", reason="~"),
    event("2026-06-18", "ADJ", "Teleports", 8, "a5", "HAUNTED"),
    event("2026-06-21", "PAIR", "Adjustments", -1, "q1", "SELLABLE", "E"),
    event("2026-06-21", "PAIR", "Adjustments", -2, "q2", "SELLABLE", "Q"),
    event("2026-06-21", "PAIR", "Adjustments", 3, "p1", "WAREHOUSE_DAMAGED", "P"),
    event("2026-06-22", "PAIR", "Adjustments", -1, "h1", "CUSTOMER_DAMAGED", "H"),
    event("2026-06-22", "PAIR", "Adjustments", 1, "p2", "WAREHOUSE_DAMAGED", "P"),
    event("2026-06-23", "PAIR", "Adjustments", -5, "q3", "SELLABLE", "Q"),
    event("2026-06-23", "PAIR", "Adjustments", 4, "p3", "EXPIRED", "P"),
    event("2026-06-24", "WHSE", "WhseTransfers", -6, "w1"),
    event("2026-06-25", "WHSE", "WhseTransfers", 6, "w1", centre="PHX6"),
    event("2026-06-24", "WHSE", "WhseTransfers", -2, "w2"),
    event("2026-06-26", "WHSE", "WhseTransfers", 2, "w2", country="CA", centre="YYZ1"),
    event("2026-06-20", "GONE", "VendorReturns", -5, "REM1", "DEFECTIVE"),
)
BALANCES = (
    balance("05/2026", "SOLD", 90, "0 -6 1 0 0 0 0 0 0 0", 85),
    balance("05/2026", "SOLD", 10, "0 0 0 0 0 0 0 0 0 0", 10, location="ONT8"),
    balance("05/2026", "GONE", 4, "0 0 0 0 0 0 -1 0 0 0", 2, unknown=1),
    balance("06/2026", "SOLD", 85, "0 -9 1 0 0 0 0 0 0 0", 70, unknown=-2),
)


def write_amazon(folder: Path) -> None:
    write(
        folder / "shipments.txt",
        goods.SHIPMENTS,
        shipment("2026-06-05", "111-1", "SOLD", 2),
        shipment("2026-06-06", "111-2", "SOLD", 1, "amazon.ca"),
        shipment("2026-06-07", "S01-9", "SOLD", 4, "Non-Amazon", "1001"),
    )
    write(
        folder / "orders.txt",
        goods.ORDERS,
        order("2026-06-04", "111-1", "SOLD", 2),
        order("2026-06-08", "111-3", "SOLD", 1),
        order("2026-06-09", "111-4", "SOLD", 3, channel="Merchant"),
        order("2026-06-10", "111-5", "SOLD", 5, status="Pending"),
    )
    sold = [("111-1", "2", "2026-06-05"), ("111-3", "1", "2026-06-09"), ("111-6", "7", "2026-06-11")]
    goods.settlement(folder / "settlement.txt", *((number, "SOLD", units, day) for number, units, day in sold))
    write(folder / "returns.txt", goods.RETURNS, returned("2026-06-20", "111-2", "SOLD", "CUSTOMER_DAMAGED"))
    write(
        folder / "removals.txt",
        goods.REMOVALS,
        removal("2026-06-20", "REM1", "GONE", "Return", "Unsellable", shipped=5),
        removal("2026-04-20", "REM2", "GONE", "Disposal", "Unsellable", disposed=2),
        removal("2026-04-20", "REM3", "GONE", "Return", "Sellable", shipped=3),
    )
    write(folder / "ledger.csv", goods.LEDGER, *LEDGER, delimiter=",")
    write(folder / "ledger-again.csv", goods.LEDGER, *LEDGER[:2], delimiter=",")
    write(folder / "summary.txt", goods.SUMMARY, *BALANCES)
    goods.inbound(folder, "FBA7", "CLOSED", [("INB", 40, 38)])


def write_sheets(folder: Path) -> None:
    write(
        folder / "receipts.csv",
        goods.RECEIPTS,
        "R1|PO1|SENT|B1|100|2026-05-01|Ningbo",
        "R2|REM1|GONE||4|2026-07-01|Ningbo",
        "R4|REM3|GONE||3|2026-05-02|Ningbo",
        "R3|PO2|STRAIGHT||20|2026-05-05|FBA-DE",
        delimiter=",",
    )
    write(
        folder / "transfers.csv",
        goods.TRANSFERS,
        "FBA1|SENT|Ningbo|FBA US|2026-05-10|50|2026-06-11|48",
        "FBA2|SENT|Ningbo|Amazon FBA UK|2026-05-11|10|2026-06-11|10",
        "REM1|GONE|FBA|Ningbo|2026-06-19|5|2026-07-01|4",
        "TR1|SENT|Ningbo|FBA prep Ontario|2026-05-12|5|2026-05-30|5",
        delimiter=",",
    )
    write(
        folder / "counts.csv",
        goods.STOCK_TAKES,
        "2026-05-31|Ningbo|OWN||60|Li",
        "2026-06-30|Ningbo|OWN||45|Li",
        "2026-06-30|Ningbo|SENT||35|Li",
        delimiter=",",
    )


def write_channels(inbox: Path) -> None:
    parcel = {"id": "gid://shopify/Fulfillment/7", "createdAt": "2026-06-07T12:00:00Z", "status": "SUCCESS"}
    restocked = shop.refund_node(
        *("4", "USD", "18.00", [("11", "OWN", 1, "9.00", "0.00"), ("10", "SOLD", 1, "9.00", "0.00")])
    )
    for line in restocked["refundLineItems"]["nodes"]:
        line["restockType"] = "RETURN"
    totals = {"subtotalPriceSet": "60.00", "totalPriceSet": "60.00"}
    whole = shop.order_node(
        *("#1001", "1", "USD", [(4, "SOLD", "10.00"), (2, "OWN", "10.00")]),
        **{**totals, "fulfillments": [{**parcel, "totalQuantity": 6}], "refunds": [restocked]},
    )
    partly = shop.order_node(
        *("#1002", "2", "USD", [(2, "OWN", "10.00"), (4, "LATER", "10.00")]),
        **{**totals, "fulfillments": [{**parcel, "totalQuantity": 3}]},
    )
    unsent = shop.order_node("#1003", "3", "USD", [(6, "LATER", "10.00")], **totals)
    (inbox / "shop").mkdir()
    shop.page_of(inbox / "shop" / "page.json", {"orders": shop.connection([whole, partly, unsent])})
    write(
        inbox / "mall" / "orders.csv",
        goods.MALL,
        "M-1|1|2026-06-01 10:00:00 +0000|Mall|OWN|3|USD|9|shipped|2026-06-03 10:00:00 +0000",
        "M-2|1|2026-06-02 10:00:00 +0000|Mall|OWN|4|USD|9|paid",
        delimiter=",",
    )
    write(
        inbox / "mall" / "payouts.csv",
        goods.MALL_PAYOUTS,
        "P-1|2026-06-09|Mall|M-1|OWN|sale||27|USD|3",
        "P-1|2026-06-09|Mall|M-2|OWN|sale||36|USD|4",
        delimiter=",",
    )


def write_company(inbox: Path) -> None:
    """An Amazon store with ledger, reports and sheets, a Shopify store that it ships for, and another marketplace."""
    write_amazon(inbox / "acme")
    write_sheets(inbox / "acme")
    write_channels(inbox)
