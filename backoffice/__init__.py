"""The operational store: alert states and the operation log, with its migrations. No Streamlit, Dagster or dbt here.

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
from backoffice.store import Backoffice, Write, open_store

__all__ = [
    "AlertNotOpen",
    "AlertState",
    "Backoffice",
    "BackofficeTooNew",
    "Condition",
    "Kind",
    "Notification",
    "Severity",
    "Verification",
    "Write",
    "acknowledge",
    "mark_notified",
    "open_alerts",
    "open_store",
    "reconcile_conditions",
]
