"""Closed months, read and written through the back office. Draws nothing and changes no figure."""

from datetime import UTC, date, datetime

from apps.dashboard import approvals
from apps.dashboard.context import PageContext
from backoffice import ClosedMonth, all_closed_months, close_month, open_store


def closed_months(page: PageContext) -> dict[tuple[str, date], ClosedMonth]:
    """The months that are closed, of stores that the person may see, each under its store and first day."""
    with open_store(page.home) as store:
        found = all_closed_months(store)
    return {(one.store_id, one.month): one for one in found if approvals.may_see(page, one.store_id)}


def close(page: PageContext, store_id: str, month: date, note: str) -> None:
    """Close a month of a store. Raises StoreNotVisible, and MonthClosed and ValueError as `close_month` does."""
    if not approvals.may_see(page, store_id):
        raise approvals.StoreNotVisible(store_id)
    closed = ClosedMonth(store_id, month, approvals.actor(), datetime.now(UTC), note)
    with open_store(page.home) as store:
        close_month(store, closed, approvals.ORIGIN)
