"""Approved stock-take gaps: the adjustments that the next load brings into the stock ledger. It judges no gap.

An approval says in full what is to be adjusted, so that it means the same after a build in which the gap is gone. One
that is withdrawn is deleted; what it was stays in the operation log, and its id is never given again.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from backoffice.store import Backoffice
from backoffice.tables import stock_adjustments


class AdjustmentNotApproved(LookupError):
    """No approval of this gap stands. Trying again does not help."""


@dataclass(frozen=True)
class StocktakeGap:
    """Units of one SKU that a count found and the ledger has not, or has and the count did not find.

    counted_date -- the day of the count, in the timezone of the store.
    batch_id -- None where the count names no batch.
    quantity -- units to add to the ledger; negative where they must go.
    reason -- the likely cause, as the warehouse names it.
    """

    gap_id: str
    counted_date: date
    store_id: str | None
    sku: str
    batch_id: str | None
    location: str
    condition: str
    quantity: int
    reason: str


@dataclass(frozen=True)
class StockAdjustment(StocktakeGap):
    """A gap that somebody approved, with who, when (UTC) and what they noted. The columns of `stock_adjustments`."""

    approved_by: str
    approved_at: datetime
    note: str
    adjustment_id: int


def approve_gap(store: Backoffice, gap: StocktakeGap, actor: str, now: datetime, note: str, origin: str) -> bool:
    """Note that `actor` approved `gap` as it stands; False, and nothing done, where an approval of it stands already.

    Raises ValueError for a gap of no units.
    """
    if not gap.quantity:
        raise ValueError(f"the gap {gap.gap_id!r} is of no units")
    with store.write(actor, origin) as write:
        if _standing(write.connection, gap.gap_id):
            return False
        approved: dict[str, Any] = {**asdict(gap), "approved_by": actor, "approved_at": now, "note": note}
        write.connection.execute(insert(stock_adjustments).values(**approved))
        write.record("stock_adjustment.approved", gap.gap_id, None, approved)
    return True


def withdraw_approval(store: Backoffice, gap_id: str, actor: str, note: str, origin: str) -> None:
    """Take an approval back: from the next load on, the ledger is as if it had never been.

    Raises AdjustmentNotApproved.
    """
    with store.write(actor, origin) as write:
        standing = _standing(write.connection, gap_id)
        if standing is None:
            raise AdjustmentNotApproved(f"no approval of the gap {gap_id!r} stands")
        write.connection.execute(delete(stock_adjustments).where(stock_adjustments.c.gap_id == gap_id))
        write.record("stock_adjustment.withdrawn", gap_id, asdict(standing), {"note": note})


def approved_adjustments(store: Backoffice) -> list[StockAdjustment]:
    """Every approval that stands, the newest first."""
    newest_first = stock_adjustments.c.approved_at.desc(), stock_adjustments.c.adjustment_id.desc()
    with store.read() as connection:
        rows = connection.execute(select(stock_adjustments).order_by(*newest_first)).mappings()
        return [StockAdjustment(**row) for row in rows]


def _standing(connection: Connection, gap_id: str) -> StockAdjustment | None:
    of_gap = select(stock_adjustments).where(stock_adjustments.c.gap_id == gap_id)
    row = connection.execute(of_gap).mappings().first()
    return None if row is None else StockAdjustment(**row)
