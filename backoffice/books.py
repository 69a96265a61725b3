"""The closed months, and what each month was reported as at each publication. It computes no amount.

Both are only ever added to, so that they tell the same after the warehouse was made anew from its archive.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from backoffice.operation_log import canonical_json
from backoffice.store import Backoffice
from backoffice.tables import closed_months, reported_amounts

REPORTED_BY = "sellerhouse"
KEY = ("store_id", "month", "currency", "account_id", "document_id")


class MonthClosed(ValueError):
    """The month is closed already. Trying again does not help."""


@dataclass(frozen=True)
class ClosedMonth:
    """A month (its first day) of a store whose books somebody closed, when (UTC), with a note."""

    store_id: str
    month: date
    closed_by: str
    closed_at: datetime
    note: str


def close_month(store: Backoffice, closed: ClosedMonth, origin: str) -> None:
    """From now on a change of this month counts as an adjustment of the month in which it is made.

    Raises MonthClosed, and ValueError where `month` is no first day or not over yet.
    """
    if closed.month.day != 1:
        raise ValueError(f"{closed.month} is not the first day of a month")
    if closed.month >= closed.closed_at.date().replace(day=1):
        raise ValueError(f"{closed.month:%Y-%m} is not over yet")
    with store.write(closed.closed_by, origin) as write:
        of_month = select(closed_months).where(
            closed_months.c.store_id == closed.store_id, closed_months.c.month == closed.month
        )
        if write.connection.execute(of_month).first():
            raise MonthClosed(f"{closed.month:%Y-%m} of {closed.store_id} is closed already")
        write.connection.execute(insert(closed_months).values(**asdict(closed)))
        write.record("month.closed", f"{closed.store_id}:{closed.month:%Y-%m}", None, asdict(closed))


def all_closed_months(store: Backoffice) -> list[ClosedMonth]:
    """Every closed month, by store."""
    query = select(closed_months).order_by(closed_months.c.store_id, closed_months.c.month)
    with store.read() as connection:
        return [ClosedMonth(**row) for row in connection.execute(query).mappings()]


def record_reported(store: Backoffice, rows: Sequence[Mapping[str, Any]], build_id: str) -> int:
    """Add what `build_id` reports otherwise than the publication before it; how many rows that were.

    What stands as it is reported already is left out, so that the same publication may be recorded twice.
    """
    if not rows:
        return 0
    with store.write(REPORTED_BY, "publication") as write:
        standing = _standing(write.connection)
        fresh = [{**row, "build_id": build_id} for row in rows if _amounts(row) != standing.get(_key(row), (0, 0))]
        if fresh:
            write.connection.execute(insert(reported_amounts), fresh)
            write.record("months.reported", build_id, None, _summary(fresh))
    return len(fresh)


def reports(store: Backoffice) -> list[dict[str, Any]]:
    """Every amount as it was reported, in the order of the publications."""
    with store.read() as connection:
        rows = connection.execute(select(reported_amounts).order_by(reported_amounts.c.report_id))
        return [dict(row) for row in rows.mappings()]


def _standing(connection: Connection) -> dict[tuple[Any, ...], tuple[Any, Any]]:
    table = reported_amounts.c
    newest = select(func.max(table.report_id)).group_by(*(table[name] for name in KEY))
    rows = connection.execute(select(reported_amounts).where(table.report_id.in_(newest))).mappings()
    return {_key(row): _amounts(row) for row in rows}


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEY)


def _amounts(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["amount"], row["amount_base"] or 0


def _summary(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Enough to notice a row that was changed later, without writing the books into the log a second time."""
    told = [canonical_json(row) for row in rows]
    return {"rows": len(told), "sha256": hashlib.sha256("\n".join(told).encode()).hexdigest()}
