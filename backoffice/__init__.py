"""The operational store: alert states, approvals, the operation log, migrations. No Streamlit, Dagster or dbt here.

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
from backoffice.conditions import AlertState, Condition, Kind, Notification, Severity
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
    "AdjustmentNotApproved",
    "AlertNotOpen",
    "AlertState",
    "Backoffice",
    "BackofficeTooNew",
    "Condition",
    "Kind",
    "Notification",
    "Severity",
    "StockAdjustment",
    "StocktakeGap",
    "Verification",
    "Write",
    "acknowledge",
    "approve_gap",
    "approved_adjustments",
    "mark_notified",
    "open_alerts",
    "open_store",
    "reconcile_conditions",
    "withdraw_approval",
]
