"""Account health (GET_V2_SELLER_PERFORMANCE_REPORT, JSON): one row a marketplace and metric. Judges no metric."""

from collections.abc import Iterator, Mapping

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, RATE, Column
from ingestion.json_rows import ROW_SET, RowSet, json_layout

COLUMNS = (
    Column("metric", headings=(ROW_SET,), required=True, filled=True),
    Column("marketplace_id", required=True),
    Column("status"),
    Column("rate", RATE, rounds=True),
    Column("target_value", RATE, rounds=True),
    Column("target_condition"),
    Column("counted", COUNT),
    Column("of_all", COUNT),
    Column("from_at", MOMENT),
    Column("to_at", MOMENT),
)
METRICS = "performanceMetrics"
RATES = (
    ("late_shipment_rate", "lateShipmentRate", "lateShipmentCount", "orderCount"),
    ("cancellation_rate", "prefulfillmentCancelRate", "cancellationCount", "orderCount"),
    ("cancellation_rate", "preFulfillmentCancellationRate", "cancellationCount", "orderCount"),
    ("valid_tracking_rate", "validTrackingRate", "validTrackingCount", "shipmentCount"),
    ("on_time_delivery_rate", "onTimeDeliveryRate", "onTimeDeliveryCount", "shipmentCountWithValidTracking"),
    ("unit_on_time_delivery_rate", "unitOnTimeDeliveryRate", "unitOnTimeDeliveryCount", "totalUnitCount"),
    ("invoice_defect_rate", "invoiceDefectRate", "invoiceDefect.count", "orderCount"),
    ("order_defect_rate_seller_fulfilled", "orderDefectRate.mfn", "orderWithDefects.count", "orderCount"),
    ("order_defect_rate_amazon_fulfilled", "orderDefectRate.afn", "orderWithDefects.count", "orderCount"),
)
# Amazon's schema and its own examples spell some names in two ways.
VIOLATIONS = (
    ("listing_policy_violations", "listingPolicyViolations"),
    ("product_authenticity_complaints", "productAuthenticityCustomerComplaints"),
    ("product_condition_complaints", "productConditionCustomerComplaints"),
    ("product_safety_complaints", "productSafetyCustomerComplaints"),
    ("intellectual_property_complaints", "receivedIntellectualPropertyComplaints"),
    ("suspected_intellectual_property_violations", "suspectedIntellectualPropertyViolations"),
    ("restricted_product_violations", "restrictedProductPolicyViolations"),
    ("food_and_product_safety_issues", "foodAndProductSafetyIssues"),
    ("other_policy_violations", "otherPolicyViolations"),
    ("document_requests", "documentRequest"),
    ("document_requests", "documentRequests"),
)


def _paths(**own: str) -> Mapping[str, str]:
    return {
        "marketplace_id": "^.marketplaceId",
        "status": "status",
        "target_value": "targetValue",
        "target_condition": "targetCondition",
        "from_at": "reportingDateRange.reportingDateFrom",
        "to_at": "reportingDateRange.reportingDateTo",
        **own,
    }


def _row_sets() -> Iterator[RowSet]:
    yield RowSet("account_status", ("accountStatuses",), {"marketplace_id": "marketplaceId", "status": "status"})
    yield RowSet("account_health_rating", (METRICS, "accountHealthRating"), _paths(status="ahrStatus"))
    for metric, place, counted, of_all in RATES:
        yield RowSet(metric, (METRICS, place), _paths(rate="rate", counted=counted, of_all=of_all))
    for metric, place in VIOLATIONS:
        yield RowSet(metric, (METRICS, place), _paths(counted="defectsCount"))


ACCOUNT_HEALTH = report(
    "account_health",
    "Amazon account health report",
    "amazon_account_health",
    COLUMNS,
    signature=(),
    signature_minimum=1,
    bare_thousands="decimals",
    layout=json_layout((METRICS, "accountStatuses"), tuple(_row_sets())),
)
