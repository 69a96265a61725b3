"""What people decided about gaps of money: claimed, written off, closed and the like. It finds and judges no gap.

Each decision is kept; the newest of a gap counts. A gap is named with the amount it had, so that one that grew since
can be told from the one that was decided about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, get_args

from sqlalchemy import Column, ColumnElement, RowMapping, func, insert, select

from backoffice.store import Backoffice
from backoffice.tables import gap_states

GapStatus = Literal["open", "explained", "claimed", "written_off", "closed"]
GAP_STATUSES: tuple[GapStatus, ...] = get_args(GapStatus)
_COLUMNS = [column for column in gap_states.c if column.name != "state_id"]


@dataclass(frozen=True)
class GapState:
    """A decision about one gap, by whom and when (UTC). The columns of `gap_states`.

    amount -- what the gap came to when it was decided about, in `currency`; None where that is not known.
    claimed_amount -- what was claimed of somebody, in the same currency; None where nothing was.
    write_off_account -- the account that a write-off clears of `write_off_amount`, in the same currency, which becomes
        an expense at the next load; both are None where nothing is to be booked.
    """

    gap_id: str
    store_id: str | None
    status: GapStatus
    amount: Decimal | None
    claimed_amount: Decimal | None
    currency: str | None
    note: str
    set_by: str
    set_at: datetime
    write_off_account: str | None = None
    write_off_amount: Decimal | None = None


def set_gap_state(store: Backoffice, state: GapState, origin: str) -> None:
    """Keep a decision, beside what stood before it in the operation log.

    Raises ValueError for a status that there is not, for one without a note, and for an amount claimed or written off
    that does not go with being so.
    """
    if state.status not in GAP_STATUSES:
        raise ValueError(f"{state.status!r} is no state of a gap; there are {', '.join(GAP_STATUSES)}")
    if not state.note.strip():
        raise ValueError("a state needs a note that says why")
    if state.claimed_amount is not None and (state.status != "claimed" or state.claimed_amount <= 0):
        raise ValueError("an amount claimed is above zero, and goes with the state `claimed` only")
    if (state.write_off_account is None) != (not state.write_off_amount):
        raise ValueError("what is written off has an account and an amount")
    if state.write_off_account is not None and state.status != "written_off":
        raise ValueError("an amount written off goes with the state `written_off` only")
    standing = {one.gap_id: one for one in newest_gap_states(store, state.gap_id)}
    with store.write(state.set_by, origin) as write:
        write.connection.execute(insert(gap_states).values(**asdict(state)))
        before = standing.get(state.gap_id)
        write.record("gap.state_set", state.gap_id, asdict(before) if before else None, asdict(state))


def newest_gap_states(store: Backoffice, gap_id: str | None = None) -> list[GapState]:
    """The newest decision about each gap, or about one, in the order in which they were made."""
    newest = select(func.max(gap_states.c.state_id)).group_by(gap_states.c.gap_id)
    if gap_id is not None:
        newest = newest.where(gap_states.c.gap_id == gap_id)
    return [GapState(**row) for row in _rows(store, _COLUMNS, gap_states.c.state_id.in_(newest))]


def history_of_gap(store: Backoffice, gap_id: str) -> list[GapState]:
    """Every decision about one gap, in the order in which they were made."""
    return [GapState(**row) for row in _rows(store, _COLUMNS, gap_states.c.gap_id == gap_id)]


def all_gap_states(store: Backoffice) -> list[dict[str, Any]]:
    """Every decision with its number (`state_id`), none of which is given twice."""
    return [dict(row) for row in _rows(store, gap_states.c)]


def _rows(store: Backoffice, columns: Iterable[Column[Any]], *where: ColumnElement[bool]) -> Sequence[RowMapping]:
    with store.read() as connection:
        return connection.execute(select(*columns).where(*where).order_by(gap_states.c.state_id)).mappings().all()
