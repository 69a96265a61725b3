"""Documents in the shapes of Amazon's models and schemas, with values of our own. Nothing is asserted here."""

from typing import Any


def _amount(value: float | str, currency: str = "USD") -> dict[str, Any]:
    return {"currencyAmount": value, "currencyCode": currency}


def _breakdown(kind: str, value: float, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"breakdownType": kind, "breakdownAmount": _amount(value), "breakdowns": list(parts)}


def transaction(number: str, total: float, **further: Any) -> dict[str, Any]:
    return {
        "sellingPartnerMetadata": {
            "sellingPartnerId": "A3TH9S8",
            "accountType": "PAYABLE",
            "marketplaceId": "ATVPDKIKX0DER",
        },
        "transactionType": "Shipment",
        "transactionId": number,
        "transactionStatus": "RELEASED",
        "description": "Order Payment",
        "postedDate": "2026-03-01T03:35:13.214Z",
        "totalAmount": _amount(total),
        **further,
    }


TRANSACTIONS = {
    "payload": {
        "transactions": [
            transaction(
                "T-1",
                8.5,
                transactionStatus="DEFERRED",
                relatedIdentifiers=[
                    {"relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": "111-1"},
                    {"relatedIdentifierName": "SETTLEMENT_ID", "relatedIdentifierValue": "20000000001"},
                ],
                breakdowns=[
                    _breakdown("Sales", 10, _breakdown("Product Charges", 10, _breakdown("Principal", 10))),
                    _breakdown("Expenses", -1.5),
                ],
                contexts=[
                    {"contextType": "DeferredContext", "deferralReason": "DD7", "maturityDate": "2026-03-09T00:00:00Z"}
                ],
                items=[
                    {
                        "description": "Mug",
                        "totalAmount": _amount(10),
                        "breakdowns": [_breakdown("Product Charges", 10)],
                        "contexts": [
                            {"contextType": "TimeRangeContext", "startTime": "2026-03-01T00:00:00Z"},
                            {"contextType": "ProductContext", "sku": "SKU-1", "asin": "B01", "quantityShipped": 2},
                        ],
                    }
                ],
            ),
            transaction("T-2", -1.2345, transactionStatus="NEW_STATUS", breakdowns=[]),
        ]
    }
}

BALANCES = {
    "balances": [
        {
            "partnerMetadata": {
                "partnerId": "A3TH9S8",
                "accountType": "Standard Orders",
                "marketplaceId": "ATVPDKIKX0DER",
            },
            "balanceType": "TOTAL",
            "amount": _amount(15000),
            "lastUpdatedTime": "2026-01-12T10:30:00+09:00",
            "balances": [
                {"balanceType": "AVAILABLE", "amount": _amount(8000)},
                {
                    "balanceType": "RESERVED",
                    "amount": _amount(7000),
                    "balances": [{"balanceType": "DEFERRED", "amount": _amount(7000)}],
                },
            ],
        }
    ]
}

SHIPMENTS = {
    "payload": {
        "ShipmentData": [
            {
                "ShipmentId": "FBA15DJ9S3J5",
                "ShipmentName": "FBA (2/11/26, 11:18 AM) - 1",
                "ShipFromAddress": {"Name": "Factory", "AddressLine1": "1 Longhua Road", "CountryCode": "CN"},
                "DestinationFulfillmentCenterId": "MKC6",
                "ShipmentStatus": "ON_THE_MOON",
                "LabelPrepType": "SELLER_LABEL",
                "BoxContentsSource": "INTERACTIVE",
            }
        ]
    }
}
SHIPMENT_ITEMS = {
    "payload": {
        "ItemData": [
            {
                "ShipmentId": "FBA15DJ9S3J5",
                "SellerSKU": "SKU-1",
                "FulfillmentNetworkSKU": "X0014BIZ8T",
                "QuantityShipped": 40,
                "QuantityReceived": 38,
                "QuantityInCase": 0,
            }
        ]
    }
}

AWD_INVENTORY = {
    "inventory": [
        {
            "sku": "SKU-1",
            "totalOnhandQuantity": 60,
            "totalInboundQuantity": 30,
            "inventoryDetails": {
                "availableDistributableQuantity": 50,
                "reservedDistributableQuantity": 10,
                "replenishmentQuantity": 12,
            },
            "expirationDetails": [{"expiration": "2027-06-07T12:12:09.061Z", "onhandQuantity": 60}],
        },
        {"sku": "SKU-2", "totalOnhandQuantity": 0, "totalInboundQuantity": 5},
    ]
}

_RANGE = {"reportingDateFrom": "2026-01-21T00:00Z", "reportingDateTo": "2026-02-19T23:59Z"}


def _metric(target: float, condition: str = "LESS_THAN", **further: Any) -> dict[str, Any]:
    return {
        "reportingDateRange": _RANGE,
        "status": "GOOD",
        "targetValue": target,
        "targetCondition": condition,
        **further,
    }


_DEFECTS = {"orderCount": 539000, "orderWithDefects": {"count": 1078, "status": "GOOD"}, "rate": 0.009}
HEALTH = {
    "accountStatuses": [
        {"marketplaceId": "ATVPDKIKX0DER", "status": "AT_RISK"},
        {"marketplaceId": "A2EUQ1WTGCTBG2", "status": "NORMAL"},
    ],
    "performanceMetrics": [
        {
            "marketplaceId": "ATVPDKIKX0DER",
            "lateShipmentRate": _metric(0.04, orderCount=870669, lateShipmentCount=27896, rate=0.03203973037),
            "prefulfillmentCancelRate": _metric(0.025, orderCount=17197, cancellationCount=551, rate=0.005),
            "validTrackingRate": _metric(
                0.95, "GREATER_THAN", shipmentCount=878443, validTrackingCount=896462, rate=0.9529
            ),
            "onTimeDeliveryRate": _metric(
                0.9, "GREATER_THAN", shipmentCountWithValidTracking=808046, onTimeDeliveryCount=800000, rate=0.9529
            ),
            "orderDefectRate": {"mfn": _metric(0.01, **_DEFECTS), "afn": _metric(0.01, **_DEFECTS)},
            "accountHealthRating": {"ahrStatus": "GREAT", "reportingDateRange": _RANGE},
            "listingPolicyViolations": _metric(0, "EQUALS", defectsCount=86),
        }
    ],
}

_AGED = "snapshot-date sku fnsku asin product-name condition per-unit-volume currency volume-unit country"
_AGED_ROW = "2026-08-15T00:00:00+00:00 SKU-1 X001 B01 Mug NEW 0.0123 USD cubic-feet US"
AGED_TODAY = f"{_AGED} qty-charged amount-charged surcharge-age-tier rate-surcharge\n".replace(
    " ", "\t"
) + f"{_AGED_ROW} 5 12.50 271-300 0.0150\n".replace(" ", "\t")
AGED_UNTIL_2022 = (
    f"{_AGED} qty-charged-12-mo-long-term-storage-fee 12-mo-long-terms-storage-fee "
    "qty-charged-6-mo-long-term-storage-fee 6-mo-long-terms-storage-fee enrolled-in-small-and-light\n"
).replace(" ", "\t") + f"{_AGED_ROW} 4 10.00 1 2.50 No\n".replace(" ", "\t")
