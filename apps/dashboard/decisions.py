"""Decisions about gaps of money, read and written through the back office. Draws nothing and judges no gap."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from apps.dashboard import approvals
from apps.dashboard.context import PageContext
from backoffice import GapState, GapStatus, newest_gap_states, open_store, set_gap_state


def standing(page: PageContext) -> list[GapState]:
    """The newest decision about each gap of stores that the person may see."""
    with open_store(page.home) as store:
        return [state for state in newest_gap_states(store) if approvals.may_see(page, state.store_id)]


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
    )
    with open_store(page.home) as store:
        set_gap_state(store, state, approvals.ORIGIN)
