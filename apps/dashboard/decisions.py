"""Decisions about gaps of money, read and written through the back office. Draws nothing and judges no gap."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from apps.dashboard import approvals
from apps.dashboard.context import PageContext
from backoffice import (
    GapState,
    GapStatus,
    all_gap_states,
    history_of_gap,
    newest_gap_states,
    open_store,
    set_gap_state,
)

RAW_FILE = "backoffice/gaps"
"""What the ledger names as the file of decisions about gaps."""


def standing(page: PageContext) -> list[GapState]:
    """The newest decision about each gap of stores that the person may see."""
    with open_store(page.home) as store:
        return [state for state in newest_gap_states(store) if approvals.may_see(page, state.store_id)]


def of_gap(page: PageContext, gap_id: str) -> list[GapState]:
    """Every decision about one gap, the oldest first."""
    with open_store(page.home) as store:
        return [state for state in history_of_gap(store, gap_id) if approvals.may_see(page, state.store_id)]


def of_line(page: PageContext, state_id: int) -> GapState | None:
    """The decision that evidence names by its number."""
    with open_store(page.home) as store:
        rows = [row for row in all_gap_states(store) if row.pop("state_id") == state_id]
    return next((GapState(**row) for row in rows if approvals.may_see(page, row["store_id"])), None)


def decide(page: PageContext, gap: Mapping[str, Any], status: GapStatus, note: str, claimed: Decimal | None) -> None:
    """Decide about a gap as the published build has it; `claimed` is in the gap's currency.

    Raises StoreNotVisible, and ValueError as `set_gap_state` does.
    """
    if not approvals.may_see(page, gap["store_id"]):
        raise approvals.StoreNotVisible(gap["store_id"])
    state = GapState(
        gap_id=gap["gap_id"],
        store_id=gap["store_id"],
        status=status,
        amount=gap["amount"],
        claimed_amount=claimed,
        currency=gap["currency"],
        note=note,
        set_by=approvals.actor(),
        set_at=datetime.now(UTC),
        write_off_account=gap["write_off_account"] if status == "written_off" else None,
        write_off_amount=gap["write_off_amount"] if status == "written_off" else None,
    )
    with open_store(page.home) as store:
        set_gap_state(store, state, approvals.ORIGIN)


def take_back(page: PageContext, written_off: GapState, note: str) -> None:
    """Close a gap that is no more, so that the next run gives back what was written off. Raises as `decide` does."""
    gap = asdict(written_off) | {"write_off_account": None, "write_off_amount": None}
    decide(page, gap, "closed", note, None)
