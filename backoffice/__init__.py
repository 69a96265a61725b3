"""The operational store: alert states, decisions, books, operation log, migrations. No Streamlit, Dagster, dbt here.

Everything that other rooms may use is named here. A write goes through `Backoffice.write`, which holds the change
and its row in the operation log in one transaction.
"""

from backoffice.alert_states import (
    AlertNotOpen,
    acknowledge,
    mark_notified,
    open_alerts,
    reconcile_conditions,
)
from backoffice.books import ClosedMonth, MonthClosed, all_closed_months, close_month, record_reported, reports
from backoffice.conditions import AlertState, Condition, Kind, Notification, Severity
from backoffice.gap_states import (
    GAP_STATUSES,
    GapState,
    GapStatus,
    all_gap_states,
    history_of_gap,
    newest_gap_states,
    set_gap_state,
)
from backoffice.operation_log import Verification
from backoffice.schema import BackofficeTooNew
from backoffice.stock_adjustments import (
    AdjustmentNotApproved,
    StockAdjustment,
    StocktakeGap,
    approve_gap,
    approved_adjustments,
    withdraw_approval,
)
from backoffice.store import Backoffice, Write, open_store

__all__ = [
    "GAP_STATUSES",
    "AdjustmentNotApproved",
    "AlertNotOpen",
    "AlertState",
    "Backoffice",
    "BackofficeTooNew",
    "ClosedMonth",
    "Condition",
    "GapState",
    "GapStatus",
    "Kind",
    "MonthClosed",
    "Notification",
    "Severity",
    "StockAdjustment",
    "StocktakeGap",
    "Verification",
    "Write",
    "acknowledge",
    "all_closed_months",
    "all_gap_states",
    "approve_gap",
    "approved_adjustments",
    "close_month",
    "history_of_gap",
    "mark_notified",
    "newest_gap_states",
    "open_alerts",
    "open_store",
    "reconcile_conditions",
    "record_reported",
    "reports",
    "set_gap_state",
    "withdraw_approval",
]
