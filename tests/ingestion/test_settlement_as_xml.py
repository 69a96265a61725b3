"""Settlement reports as XML give the rows of the flat file; XML that could attack is refused."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import v2_file

REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion></Header>
<MessageType>SettlementReport</MessageType>
<Message><MessageID>1</MessageID><SettlementReport>
<SettlementData><AmazonSettlementID>777</AmazonSettlementID><TotalAmount currency="EUR">9.24</TotalAmount>
<StartDate>2026-01-01T00:00:00+00:00</StartDate><EndDate>2026-01-15T00:00:00+00:00</EndDate>
<DepositDate>2026-01-17T00:00:00+00:00</DepositDate></SettlementData>
<Order><AmazonOrderID>302-1</AmazonOrderID><ShipmentID>S1</ShipmentID><MarketplaceName>Amazon.de</MarketplaceName>
<Fulfillment><MerchantFulfillmentID>AFN</MerchantFulfillmentID><PostedDate>2026-01-05T23:30:00-02:00</PostedDate>
<Item><AmazonOrderItemCode>42</AmazonOrderItemCode><SKU>SKU-1</SKU><Quantity>2</Quantity>
<ItemPrice>
<Component><Type>Principal</Type><Amount currency="EUR">20.00</Amount></Component>
<Component><Type>Shipping</Type><Amount currency="EUR">3.99</Amount></Component></ItemPrice>
<ItemFees><Fee><Type>Commission</Type><Amount currency="EUR">-3.00</Amount></Fee></ItemFees>
<Promotion><MerchantPromotionID>P-1</MerchantPromotionID>
<Type>Shipping</Type><Amount currency="EUR">-3.99</Amount></Promotion>
</Item></Fulfillment></Order>
<Refund><AmazonOrderID>302-0</AmazonOrderID><AdjustmentID>A1</AdjustmentID><MarketplaceName>Amazon.de</MarketplaceName>
<Fulfillment><PostedDate>2026-01-06T10:00:00+00:00</PostedDate><AdjustedItem><AmazonOrderItemCode>41</AmazonOrderItemCode>
<MerchantAdjustmentItemID>M1</MerchantAdjustmentItemID><SKU>SKU-2</SKU>
<ItemPriceAdjustments>
<Component><Type>Principal</Type><Amount currency="EUR">-5.00</Amount></Component></ItemPriceAdjustments>
<ItemFeeAdjustments><Fee><Type>Commission</Type><Amount currency="EUR">0.75</Amount></Fee></ItemFeeAdjustments>
</AdjustedItem></Fulfillment></Refund>
<OtherTransaction><AmazonOrderID>302-9</AmazonOrderID>
<TransactionType>WAREHOUSE_DAMAGE</TransactionType><TransactionID>T</TransactionID>
<PostedDate>2026-01-07T10:00:00+00:00</PostedDate><Amount currency="EUR">1.49</Amount>
<OtherTransactionItem><SKU>SKU-3</SKU>
<Quantity>1</Quantity><Amount currency="EUR">1.49</Amount></OtherTransactionItem></OtherTransaction>
<AdvertisingTransactionDetails><TransactionType>Charge</TransactionType><PostedDate>2026-01-08T10:00:00+00:00</PostedDate>
<InvoiceId>I</InvoiceId><BaseAmount currency="EUR">-4.20</BaseAmount><TaxAmount currency="EUR">-0.80</TaxAmount>
<TransactionAmount currency="EUR">-5.00</TransactionAmount></AdvertisingTransactionDetails>
</SettlementReport></Message></AmazonEnvelope>
"""


def test_every_money_component_is_a_row_as_in_the_flat_file(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "settlement.xml"
    path.write_text(REPORT)
    reading = read(path)
    assert (reading.only.kind, reading.only.status) == ("settlement_xml", "loaded")
    (settlement,) = reading.rows["amazon_settlements"]
    assert (settlement["settlement_id"], settlement["format"], settlement["currency"]) == ("777", "XML", "EUR")
    rows = reading.rows["amazon_settlement_lines"]
    assert sum(row["amount"] for row in rows) == settlement["total_amount"] == Decimal("9.24")
    kinds = [(row["transaction_type"], row["amount_type"], row["amount_description"], row["amount"]) for row in rows]
    assert kinds == [
        ("Order", "ItemPrice", "Principal", Decimal("20.00")),
        ("Order", "ItemPrice", "Shipping", Decimal("3.99")),
        ("Order", "ItemFees", "Commission", Decimal("-3.00")),
        ("Order", "Promotion", "Shipping", Decimal("-3.99")),
        ("Refund", "ItemPrice", "Principal", Decimal("-5.00")),
        ("Refund", "ItemFees", "Commission", Decimal("0.75")),
        ("other-transaction", "other-transaction", "WAREHOUSE_DAMAGE", Decimal("1.49")),
        ("ServiceFee", "Cost of Advertising", "TransactionTotalAmount", Decimal("-5.00")),
    ]


def test_rows_carry_what_stands_around_them_and_their_line(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "settlement.xml"
    path.write_text(REPORT)
    rows = read(path).rows["amazon_settlement_lines"]
    principal, promotion, refund, other = rows[0], rows[3], rows[4], rows[6]
    assert (principal["order_id"], principal["sku"], principal["quantity_purchased"]) == ("302-1", "SKU-1", 2)
    assert principal["posted_at"].isoformat() == "2026-01-06T01:30:00+00:00"
    assert str(principal["posted_date"]) == "2026-01-06"
    assert promotion["promotion_id"] == "P-1"
    assert (refund["adjustment_id"], refund["merchant_adjustment_item_id"]) == ("A1", "M1")
    assert (other["order_id"], other["sku"]) == ("302-9", "SKU-3")
    lines = REPORT.split("\n")
    assert "<Component><Type>Principal" in lines[principal["raw_line"] - 1]
    assert "<Promotion>" in lines[promotion["raw_line"] - 1]


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
HOSTILE = {
    "entities": (REPORT.replace('<?xml version="1.0" encoding="UTF-8"?>', ENTITIES), "document type or entities"),
    "a file from outside": (
        REPORT.replace(
            '<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        ).replace("302-9", "&a;"),
        "document type or entities",
    ),
    "cut off": (REPORT[:1500], "damaged or cut off"),
    "of another kind": ("<?xml version='1.0'?><Orders><Order/></Orders>", "no report that is known"),
    "a wrong amount": (REPORT.replace("3.99<", "3,9x<"), "'3,9x' in column 'amount'"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_or_broken_xml_is_refused_and_others_load(
    read: Callable[..., Reading], tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "a.xml"
    path.write_text(content)
    refused, loaded = read(path, v2_file(tmp_path / "b.txt")).files
    assert (refused.status, loaded.status) == ("refused", "loaded")
    assert reason in str(refused.reason)
