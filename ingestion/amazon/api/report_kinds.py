"""Which of Amazon's reports are fetched, how often and for which time. Asks nothing; formats know their columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from sp_api.base import ReportType

from ingestion.amazon.api.windows import Schedule

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONTH = 30 * DAY


@dataclass(frozen=True)
class ReportKind:
    """A report that is made when it is asked for.

    asked_for -- whether one report is to tell of all the store's marketplaces, or each has one of its own.
    """

    stream: str
    report_type: ReportType
    schedule: Schedule
    asked_for: Literal["all", "each"] = "all"
    options: Mapping[str, str] = field(default_factory=dict)


SETTLEMENTS = "settlements"
SETTLEMENT_TYPE = ReportType.GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2
"""Amazon makes these by itself, for each period of payment; they can be listed and not be asked for."""

SNAPSHOT = Schedule(every=DAY)
REPORTS = (
    ReportKind(
        "orders",
        ReportType.GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL,
        Schedule(every=HOUR, longest=MONTH, overlap=HOUR),
    ),
    ReportKind("fba_inventory", ReportType.GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA, Schedule(every=6 * HOUR)),
    ReportKind("reserved_inventory", ReportType.GET_RESERVED_INVENTORY_DATA, Schedule(every=6 * HOUR)),
    ReportKind(
        "inventory_ledger",
        ReportType.GET_LEDGER_DETAIL_VIEW_DATA,
        Schedule(every=DAY, longest=MONTH, overlap=5 * DAY, whole_days=True),
    ),
    ReportKind(
        "inventory_ledger_summary",
        ReportType.GET_LEDGER_SUMMARY_VIEW_DATA,
        Schedule(every=DAY, longest=MONTH, overlap=5 * DAY, whole_days=True),
        options={"aggregateByLocation": "COUNTRY", "aggregatedByTimePeriod": "DAILY"},
    ),
    ReportKind("fee_estimates", ReportType.GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA, SNAPSHOT, "each"),
    ReportKind(
        "storage_fees",
        ReportType.GET_FBA_STORAGE_FEE_CHARGES_DATA,
        Schedule(every=7 * DAY, longest=MONTH, overlap=45 * DAY, whole_days=True),
    ),
    ReportKind(
        "long_term_storage_fees",
        ReportType.GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA,
        Schedule(every=7 * DAY, longest=MONTH, overlap=45 * DAY, whole_days=True),
    ),
    ReportKind(
        "reimbursements",
        ReportType.GET_FBA_REIMBURSEMENTS_DATA,
        Schedule(every=DAY, longest=MONTH, overlap=7 * DAY, whole_days=True),
    ),
    ReportKind(
        "customer_returns",
        ReportType.GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA,
        Schedule(every=DAY, longest=MONTH, overlap=7 * DAY, whole_days=True),
    ),
    ReportKind(
        "removal_orders",
        ReportType.GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA,
        Schedule(every=DAY, longest=MONTH, overlap=31 * DAY, whole_days=True),
    ),
    ReportKind(
        "fulfilled_shipments",
        ReportType.GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL,
        Schedule(every=DAY, longest=MONTH, overlap=2 * DAY),
    ),
    ReportKind("listings", ReportType.GET_MERCHANT_LISTINGS_ALL_DATA, SNAPSHOT, "each"),
    ReportKind("inventory_planning", ReportType.GET_FBA_INVENTORY_PLANNING_DATA, SNAPSHOT, "each"),
    ReportKind("account_health", ReportType.GET_V2_SELLER_PERFORMANCE_REPORT, SNAPSHOT),
)
