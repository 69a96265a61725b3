"""The elements of a settlement report's XML, and the flat-file row that each money component makes. No judgement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

Row = dict[str, str | None]

REPORT = "SettlementReport"
TRANSACTION_TYPES = {"GuaranteeClaim": "A-to-z Guarantee Refund", "Chargeback": "Chargeback Refund"}
SETTLEMENT_FIELDS = {
    "AmazonSettlementID": "settlement_id",
    "StartDate": "settlement_start_at",
    "EndDate": "settlement_end_at",
    "DepositDate": "deposit_at",
    "TotalAmount": "total_amount",
}
CONTEXT_FIELDS = {
    "AmazonOrderID": "order_id",
    "MerchantOrderID": "merchant_order_id",
    "AdjustmentID": "adjustment_id",
    "ShipmentID": "shipment_id",
    "MarketplaceName": "marketplace_name",
    "MerchantFulfillmentID": "fulfillment_id",
    "PostedDate": "posted_at",
    "AmazonOrderItemCode": "order_item_code",
    "MerchantOrderItemID": "merchant_order_item_id",
    "MerchantAdjustmentItemID": "merchant_adjustment_item_id",
    "SKU": "sku",
    "Quantity": "quantity_purchased",
    "MerchantPromotionID": "promotion_id",
}
AMOUNT_TYPES = {
    "ItemPrice": "ItemPrice",
    "ItemPriceAdjustments": "ItemPrice",
    "ItemFees": "ItemFees",
    "ItemFeeAdjustments": "ItemFees",
    "ItemWithheldTax": "ItemWithheldTax",
    "ItemWithheldTaxAdjustments": "ItemWithheldTax",
    "Promotion": "Promotion",
    "PromotionAdjustment": "Promotion",
    "ShipmentFees": "ShipmentFees",
    "OrderFees": "OrderFees",
    "OrderFeeAdjustments": "OrderFees",
    "ShipmentFeeAdjustments": "ShipmentFees",
    "DirectPayment": "DirectPayment",
    "CostOfPointsGranted": "CostOfPointsGranted",
}
OTHER = "other-transaction"
"""What the flat file calls lines that belong to no order, and their amount type."""
ADVERTISING = ("ServiceFee", "Cost of Advertising", "TransactionTotalAmount")


@dataclass
class _Element:
    name: str
    line: int
    currency: str | None = None
    text: list[str] = field(default_factory=list)
    children: list["_Element"] = field(default_factory=list)

    def content(self) -> str | None:
        return "".join(self.text).strip() or None

    def leaves(self) -> dict[str, str | None]:
        return {child.name: child.content() for child in self.children if not child.children}


class SettlementElements(ContentHandler):
    """Collects the rows of a report while it is parsed; `take` hands over those that are complete."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Locator | None = None
        self._open: list[_Element] = []
        self._settlement_id: str | None = None
        self._rows: list[tuple[int, Row]] = []

    def take(self) -> list[tuple[int, Row]]:
        """The rows that became complete since the last call, each with the line of its element."""
        rows, self._rows = self._rows, []
        return rows

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 -- the interface's name
        """Keep what tells the line of an element."""
        self._lines = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 -- the interface's name
        """Begin to collect an element that stands below the report."""
        parent = self._open[-1] if self._open else None
        if parent is None and name != REPORT:
            return
        line = (self._lines.getLineNumber() if self._lines else None) or 0
        element = _Element(name, line, attrs.get("currency"))
        if parent is not None and parent.name != REPORT:
            parent.children.append(element)
        self._open.append(element)

    def characters(self, content: str) -> None:
        """Add text to the innermost element."""
        if self._open:
            self._open[-1].text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 -- the interface's name
        """Make rows of an element that stands right below the report, now that it is complete."""
        if not self._open:
            return
        element = self._open.pop()
        if len(self._open) == 1:
            self._rows += self._rows_of(element)

    def _rows_of(self, element: _Element) -> list[tuple[int, Row]]:
        if element.name == "SettlementData":
            row = self._total_row(element)
            self._settlement_id = row["settlement_id"]
            return [(element.line, row)]
        leaves = element.leaves()
        start: Row = {"settlement_id": self._settlement_id}
        if "TransactionAmount" in leaves:
            kind, amount_type, description = ADVERTISING
            amount = leaves["TransactionAmount"]
            return [(element.line, {**_context(start, element), **_money(kind, amount_type, description, amount)})]
        if "Amount" in leaves:
            return [(element.line, _other_row(start, element, leaves))]
        start["transaction_type"] = TRANSACTION_TYPES.get(element.name, element.name)
        return list(_components(element, start, element.name))

    @staticmethod
    def _total_row(element: _Element) -> Row:
        row: Row = {}
        for child in element.children:
            if child.name in SETTLEMENT_FIELDS:
                row[SETTLEMENT_FIELDS[child.name]] = child.content()
            if child.currency:
                row["currency"] = child.currency
        return {"settlement_id": None, **row}


def _components(element: _Element, context: Row, amount_type: str) -> Iterator[tuple[int, Row]]:
    """One row for every element that holds an amount, with what stands around it."""
    context, leaves = _context(context, element), element.leaves()
    amount_type = AMOUNT_TYPES.get(element.name, amount_type)
    if "Amount" in leaves:
        kind = context["transaction_type"]
        yield (
            element.line,
            {**context, **_money(kind, amount_type, leaves.get("Type") or element.name, leaves["Amount"])},
        )
    for child in element.children:
        if child.children:
            yield from _components(child, context, amount_type)


def _other_row(start: Row, element: _Element, leaves: dict[str, str | None]) -> Row:
    """The one row of a transaction that belongs to no order item; its items only say what it was for."""
    context = _context(start, element)
    items = [child for child in element.children if child.children]
    if len(items) == 1:
        context = _context(context, items[0])
    description = leaves.get("TransactionType") or leaves.get("Type") or element.name
    return {**context, **_money(OTHER, OTHER, description, leaves["Amount"])}


def _context(context: Row, element: _Element) -> Row:
    own: Row = {CONTEXT_FIELDS[name]: text for name, text in element.leaves().items() if name in CONTEXT_FIELDS}
    if "posted_at" in own:
        own["posted_date"] = own["posted_at"]
    return {**context, **own}


def _money(kind: str | None, amount_type: str, description: str, amount: str | None) -> Row:
    return {
        "transaction_type": kind,
        "amount_type": amount_type,
        "amount_description": description,
        "amount": amount,
    }
