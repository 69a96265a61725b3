"""Files of a shop in Shopify's own formats: exports of its admin and pages of its API. Asserts nothing itself."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ORDER_HEADINGS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping City,Shipping Zip,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,"
    "Source,Lineitem discount,Phone,Duties"
)
TRANSACTION_HEADINGS = (
    "Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,"
    "Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency,VAT"
)
PAYOUT_HEADINGS = "Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,Retried Amount,Total,Currency"
PERSON = "Ada Example"
MADE_OF_A_PERSON = [
    name
    for name in ORDER_HEADINGS.split(",")
    if name.startswith(("Billing", "Shipping ")) and name != "Shipping Method"
] + ["Email", "Phone", "Notes", "Note Attributes", "Tags"]


def csv_file(path: Path, headings: str, rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings.split(","), restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def first_line(name: str, number: str, item: Mapping[str, str], **order: str) -> dict[str, str]:
    """The first line of an order, with its totals and all that an export says of the buyer."""
    return {
        **dict.fromkeys(MADE_OF_A_PERSON, PERSON),
        "Name": name,
        "Id": f"'{number}",
        "Financial Status": "paid",
        "Fulfillment Status": "fulfilled",
        "Created at": "2026-07-01 01:14:00 -0400",
        "Refunded Amount": "0.00",
        "Discount Amount": "0.00",
        "Source": "web",
        **order,
        **item,
    }


def later_line(name: str, item: Mapping[str, str]) -> dict[str, str]:
    return {"Name": name, "Email": PERSON, **item}


def item(quantity: str, sku: str, price: str) -> dict[str, str]:
    return {"Lineitem quantity": quantity, "Lineitem name": sku, "Lineitem sku": sku, "Lineitem price": price}


def money(amount: str, currency: str) -> dict[str, Any]:
    return {"shopMoney": {"amount": amount, "currencyCode": currency}}


def page_of(path: Path, data: Mapping[str, Any], **beside: Any) -> Path:
    path.write_text(json.dumps({"data": data, **beside, "extensions": {"cost": {"actualQueryCost": 9}}}), "utf-8")
    return path


def connection(nodes: list[Any], has_more: bool = False) -> dict[str, Any]:
    return {"nodes": nodes, "pageInfo": {"hasNextPage": has_more, "endCursor": "abc"}}


def order_node(
    name: str, number: str, currency: str, lines: list[tuple[int, str, str]], **fields: Any
) -> dict[str, Any]:
    """An order as a page has it; `fields` are amounts of the order by field, or fields as they are."""
    amounts = {key: money(value, currency) for key, value in fields.items() if key.endswith("Set")}
    return {
        "id": f"gid://shopify/Order/{number}",
        "name": name,
        "createdAt": "2026-07-01T05:14:00Z",
        "updatedAt": "2026-07-05T00:00:00Z",
        "cancelledAt": None,
        "test": False,
        "currencyCode": currency,
        "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": "FULFILLED",
        "sourceName": "web",
        "taxesIncluded": False,
        "originalTotalDutiesSet": None,
        "totalTipReceivedSet": money("0.0", currency),
        "customer": {"displayName": PERSON},
        "lineItems": connection(
            [
                {
                    "id": f"gid://shopify/LineItem/{number}{place}",
                    "sku": sku,
                    "name": sku,
                    "quantity": quantity,
                    "originalUnitPriceSet": money(price, currency),
                }
                for place, (quantity, sku, price) in enumerate(lines)
            ]
        ),
        "refunds": [],
        "fulfillments": [],
        **fields,
        **amounts,
    }


def refund_node(
    number: str,
    currency: str,
    whole: str,
    lines: list[tuple[str, str, int, str, str]],
    shipping: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """A refund of `whole`; `lines` are line number, SKU, units, amount and tax, `shipping` amount and tax."""
    return {
        "id": f"gid://shopify/Refund/{number}",
        "createdAt": "2026-07-04T10:00:00Z",
        "totalRefundedSet": money(whole, currency),
        "refundLineItems": connection(
            [
                {
                    "lineItem": {"id": f"gid://shopify/LineItem/{line}", "sku": sku},
                    "quantity": units,
                    "subtotalSet": money(amount, currency),
                    "totalTaxSet": money(tax, currency),
                }
                for line, sku, units, amount, tax in lines
            ]
        ),
        "refundShippingLines": connection(
            [{"subtotalAmountSet": money(shipping[0], currency), "taxAmountSet": money(shipping[1], currency)}]
            if shipping
            else []
        ),
    }


def transaction_node(
    number: int, kind: str, moment: str, amounts: tuple[str, str, str], **fields: Any
) -> dict[str, Any]:
    """A movement of the balance; `amounts` are gross, fee and net; `fields` order, payout, currency and reason."""
    currency = fields.get("currency", "USD")
    gross, fee, net = ({"amount": amount, "currencyCode": currency} for amount in amounts)
    payout, order = fields.get("payout"), fields.get("order")
    return {
        "id": f"gid://shopify/ShopifyPaymentsBalanceTransaction/{number}",
        "transactionDate": moment,
        "type": kind,
        "test": False,
        "amount": gross,
        "fee": fee,
        "net": net,
        "associatedOrder": {"id": "gid://shopify/Order/1", "name": order} if order else None,
        "associatedPayout": {
            "id": f"gid://shopify/ShopifyPaymentsPayout/{payout}" if payout else None,
            "status": "PAID" if payout else "PENDING",
        },
        "adjustmentReason": fields.get("reason"),
        "sourceType": kind,
    }
