"""The append-only log of who changed what: how a row is chained to the one before, and how a false row is found.

No writes other than `append`, and no knowledge of what the operations mean.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import DatabaseError

from backoffice.tables import operation_log, utc_text

FIRST_PREVIOUS_HASH = "0" * 64
Values = Mapping[str, Any] | None


@dataclass(frozen=True)
class Operation:
    """What somebody did to one subject, with its values before and after. Never holds a secret or personal data."""

    actor: str
    action: str
    subject: str
    before: Values
    after: Values
    origin: str


@dataclass(frozen=True)
class Head:
    """The newest row at some moment. Whoever kept it can see later whether that row is still there, unchanged."""

    date: str
    id: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """What a walk over the whole log found. `first_bad_id` is the first row that is changed, missing or unreadable."""

    row_count: int
    first_bad_id: int | None = None
    reason: str = ""

    @property
    def is_intact(self) -> bool:
        return not self.reason


def canonical_json(values: Mapping[str, Any]) -> str:
    """One text for equal values: sorted keys, no spaces; decimals and moments as their text."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=str)


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over every column but `hash` itself; `before` and `after` count as the texts they are stored as."""
    hashed = {name: value for name, value in row.items() if name != "hash"}
    return hashlib.sha256(canonical_json(hashed).encode()).hexdigest()


def append(connection: Connection, operation: Operation) -> None:
    """Add one row, in the transaction of the change it records. The caller holds the store's write lock."""
    newest = newest_head(connection)
    row: dict[str, Any] = {
        "id": newest.id + 1 if newest else 1,
        "at": utc_text(datetime.now(UTC)),
        "actor": operation.actor,
        "action": operation.action,
        "subject": operation.subject,
        "before": None if operation.before is None else canonical_json(operation.before),
        "after": None if operation.after is None else canonical_json(operation.after),
        "origin": operation.origin,
        "previous_hash": newest.hash if newest else FIRST_PREVIOUS_HASH,
    }
    connection.execute(insert(operation_log).values(**row, hash=row_hash(row)))


def newest_head(connection: Connection) -> Head | None:
    """The newest row, or None in an empty log."""
    table = operation_log.c
    row = connection.execute(select(table.at, table.id, table.hash).order_by(table.id.desc()).limit(1)).first()
    return None if row is None else Head(row.at[:10], row.id, row.hash)


def stands(connection: Connection, head: Head) -> bool:
    """Whether the row that `head` names is still in the log with the same hash."""
    found = connection.scalar(select(operation_log.c.hash).where(operation_log.c.id == head.id))
    return bool(found == head.hash)


def verify_chain(connection: Connection) -> Verification:
    """Walk the chain from its first row and stop at the first row that does not fit."""
    count, previous_hash = 0, FIRST_PREVIOUS_HASH
    try:
        for row in _rows(connection):
            reason = _fault(row._mapping, count + 1, previous_hash)
            if reason:
                return Verification(count, count + 1, reason)
            count, previous_hash = count + 1, row.hash
    except DatabaseError as error:
        return Verification(count, count + 1, f"the row cannot be read: {error.orig}")
    return Verification(count)


def _fault(row: Mapping[str, Any], expected_id: int, previous_hash: str) -> str:
    if row["id"] != expected_id:
        return f"the row is missing; the next one is {row['id']}"
    if row["previous_hash"] != previous_hash:
        return "the row does not follow the row before it"
    if row["hash"] != row_hash(row):
        return "the row is not what was written: its hash differs"
    return ""


def _rows(connection: Connection) -> Iterator[Row[Any]]:
    """One by one, so that a row whose bytes cannot be decoded does not hide the good rows before it."""
    with connection.execute(select(operation_log).order_by(operation_log.c.id)) as result:
        while (row := result.fetchone()) is not None:
            yield row
