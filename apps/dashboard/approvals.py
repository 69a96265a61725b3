"""Approvals of stock-take gaps, read and written through the back office. Draws nothing and judges no gap."""

import getpass
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from apps.dashboard.context import PageContext
from backoffice import (
    AdjustmentNotApproved,
    StockAdjustment,
    StocktakeGap,
    approve_gap,
    approved_adjustments,
    open_store,
    withdraw_approval,
)

RAW_FILE = "backoffice"
"""What the ledger names as the file of rows that people wrote here."""
ORIGIN = "dashboard"
SOMEBODY = "dashboard"


class StoreNotVisible(PermissionError):
    """The gap is of a store that the person may not see."""


def standing(page: PageContext) -> list[StockAdjustment]:
    """The approvals that stand, of stores that the person may see, the newest first."""
    with open_store(page.home) as store:
        return [approval for approval in approved_adjustments(store) if may_see(page, approval.store_id)]


def of_id(page: PageContext, adjustment_id: int) -> StockAdjustment | None:
    """One approval, unless it was withdrawn."""
    return next((approval for approval in standing(page) if approval.adjustment_id == adjustment_id), None)


def approve(page: PageContext, gap: Mapping[str, Any], note: str) -> bool:
    """Approve a gap as the published build has it; False where it is approved already. Raises StoreNotVisible."""
    if not may_see(page, gap["store_id"]):
        raise StoreNotVisible(gap["store_id"])
    approved = StocktakeGap(**{field.name: gap[field.name] for field in fields(StocktakeGap)})
    with open_store(page.home) as store:
        return approve_gap(store, approved, actor(), datetime.now(UTC), note, ORIGIN)


def withdraw(page: PageContext, gap_id: str, note: str) -> bool:
    """Withdraw an approval; False where none stands any more."""
    if gap_id not in {approval.gap_id for approval in standing(page)}:
        return False
    with open_store(page.home) as store:
        try:
            withdraw_approval(store, gap_id, actor(), note, ORIGIN)
        except AdjustmentNotApproved:
            return False
    return True


def actor() -> str:
    """Who acts: the account that the dashboard runs under, as long as nobody signs in."""
    try:
        return getpass.getuser()
    except OSError:
        # A container may run under a number that no account has.
        return SOMEBODY


def may_see(page: PageContext, store_id: str | None) -> bool:
    """Whether what belongs to this store, or to none, is the person's to see and to decide about."""
    return store_id is None or page.visible_stores is None or store_id in page.visible_stores
