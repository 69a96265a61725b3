"""Compares the conditions that hold with what people know, and remembers what they were told. It sends nothing.

A condition is told when it opens, when it worsens, once more when nobody acknowledged it within its limit, and when it
is gone. What must be told is worked out from the states alone, so it is the same after a restart: it stays due until
`mark_notified`. A notification that was sent but not yet marked when the process died is told a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select, update

from backoffice.conditions import AlertState, Condition, Kind, Notification, Severity
from backoffice.store import Backoffice, Write
from backoffice.tables import alert_states

ACTOR, ORIGIN = "sellerhouse", "alerts"
UNACKNOWLEDGED_LIMITS: Mapping[Severity, timedelta] = dict.fromkeys(Severity, timedelta(hours=24))
# How old `last_seen_at` may get: a round that finds nothing new then writes nothing, however often it runs.
SEEN_EVERY = timedelta(hours=1)


class AlertNotOpen(LookupError):
    """There is no open alert with this id. Trying again does not help."""


def reconcile_conditions(
    store: Backoffice,
    conditions: Sequence[Condition],
    now: datetime,
    limits: Mapping[Severity, timedelta] = UNACKNOWLEDGED_LIMITS,
) -> list[Notification]:
    """Bring the states up to `conditions`, which are all that hold at `now`, and return what must be told.

    What was returned before and never marked is returned again, as it stands now. A condition that came and went
    untold is told once, as resolved.
    """
    holding = _worst_of_each(conditions)
    with store.write(ACTOR, ORIGIN) as write:
        known = _live_states(write.connection)
        for condition in holding.values():
            _note_holding(write, known.get(condition.condition_id), condition, now)
        for state in known.values():
            if state.condition_id not in holding and state.status != "resolved":
                _change(write, "alert.resolved", state, replace(state, status="resolved", resolved_at=now))
        _note_seen(write, [state for state in known.values() if state.condition_id in holding], now)
        due = [(state, _due(state, now, limits)) for state in _live_states(write.connection).values()]
    return [_notification(kind, state) for state, kind in _by_urgency(due) if kind]


def mark_notified(store: Backoffice, notifications: Iterable[Notification], now: datetime) -> None:
    """Remember that people were told `notifications`, all in one transaction."""
    with store.write(ACTOR, ORIGIN) as write:
        known = _live_states(write.connection)
        for notification in notifications:
            state = known.get(notification.condition_id)
            if state is not None:
                _change(write, f"alert.told_{notification.kind}", state, _told(state, notification, now))


def acknowledge(store: Backoffice, condition_id: str, actor: str, now: datetime, origin: str = ORIGIN) -> None:
    """Note that `actor` takes care of an open alert: no reminder is sent, and what they saw counts as told.

    It lasts until the condition worsens. Raises AlertNotOpen.
    """
    with store.write(actor, origin) as write:
        state = _live_states(write.connection).get(condition_id)
        if state is None or state.status == "resolved":
            raise AlertNotOpen(f"there is no open alert {condition_id!r}")
        seen = replace(
            state,
            status="acknowledged",
            acknowledged_by=actor,
            notified_at=state.notified_at or now,
            notified_severity=state.severity,
            notified_amount=state.amount,
        )
        _change(write, "alert.acknowledged", state, seen)


def open_alerts(store: Backoffice) -> list[AlertState]:
    """The alerts that are not resolved, the most severe first and then the oldest: the inbox in the dashboard."""
    with store.read() as connection:
        states = [state for state in _live_states(connection).values() if state.status != "resolved"]
    return [state for state, _ in _by_urgency((state, None) for state in states)]


def _note_holding(write: Write, state: AlertState | None, condition: Condition, now: datetime) -> None:
    if state is None:
        _open(write, condition, now)
        return
    fresh = replace(state, **asdict(condition))
    if fresh.currency != state.currency and state.notified_amount is not None:
        # Amounts in two currencies cannot be compared; the first one in the new currency is the new measure.
        fresh = replace(fresh, notified_amount=fresh.amount)
    if state.status == "resolved":
        # It was back before anybody was told that it had gone: for people it never went.
        fresh = replace(fresh, status="acknowledged" if state.acknowledged_by else "open", resolved_at=None)
    if fresh.status == "acknowledged" and fresh.is_worse_than_told:
        fresh = replace(fresh, status="open", acknowledged_by=None)
    if fresh != state:
        _change(write, "alert.changed", state, replace(fresh, last_seen_at=now))


def _open(write: Write, condition: Condition, now: datetime) -> None:
    state = AlertState(**asdict(condition), status="open", opened_at=now, last_seen_at=now)
    of_same_id = alert_states.c.condition_id == condition.condition_id
    # A row of the same id is an earlier time that it held, over and told; its history stays in the operation log.
    if not write.connection.execute(update(alert_states).where(of_same_id).values(**asdict(state))).rowcount:
        write.connection.execute(insert(alert_states).values(**asdict(state)))
    write.record("alert.opened", condition.condition_id, None, asdict(condition))


def _note_seen(write: Write, states: Sequence[AlertState], now: datetime) -> None:
    stale = [state.condition_id for state in states if now - state.last_seen_at >= SEEN_EVERY]
    if stale:
        for condition_id in stale:
            of_id = alert_states.c.condition_id == condition_id
            write.connection.execute(update(alert_states).where(of_id).values(last_seen_at=now))
        write.record("alerts.seen", "alerts", None, {"alerts": len(stale), "last_seen_at": now})


def _told(state: AlertState, notification: Notification, now: datetime) -> AlertState:
    if notification.kind is Kind.UNACKNOWLEDGED:
        return replace(state, reminded_at=now)
    if notification.kind is Kind.RESOLVED:
        return replace(state, resolution_notified_at=now) if state.status == "resolved" else state
    return replace(
        state,
        notified_at=now,
        notified_severity=notification.severity,
        notified_amount=notification.amount,
        reminded_at=None,
    )


def _due(state: AlertState, now: datetime, limits: Mapping[Severity, timedelta]) -> Kind | None:
    """What people must be told about one live state."""
    if state.status == "resolved":
        return Kind.RESOLVED
    if state.notified_at is None:
        return Kind.OPENED
    if state.is_worse_than_told:
        return Kind.WORSENED
    is_over = now - state.notified_at >= limits[state.severity]
    return Kind.UNACKNOWLEDGED if state.status == "open" and state.reminded_at is None and is_over else None


def _notification(kind: Kind, state: AlertState) -> Notification:
    shared = {field.name: getattr(state, field.name) for field in fields(Condition)}
    return Notification(
        kind=kind,
        **shared,
        opened_at=state.opened_at,
        told_severity=state.notified_severity,
        told_amount=state.notified_amount,
    )


def _live_states(connection: Connection) -> dict[str, AlertState]:
    """The states that are open, or resolved without anybody having been told so yet."""
    rows = connection.execute(select(alert_states).where(alert_states.c.resolution_notified_at.is_(None))).mappings()
    return {row["condition_id"]: _state(row) for row in rows}


def _state(row: Mapping[str, Any]) -> AlertState:
    told = row["notified_severity"]
    severities = {"severity": Severity(row["severity"]), "notified_severity": told and Severity(told)}
    return AlertState(**{**row, **severities})


def _change(write: Write, action: str, before: AlertState, after: AlertState) -> None:
    """Store `after` and record the columns that differ."""
    old, new = asdict(before), asdict(after)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if changed:
        of_id = alert_states.c.condition_id == before.condition_id
        write.connection.execute(update(alert_states).where(of_id).values(**changed))
        write.record(action, before.condition_id, {name: old[name] for name in changed}, changed)


def _worst_of_each(conditions: Sequence[Condition]) -> dict[str, Condition]:
    """One condition an id; the worst one where the warehouse names an id twice."""
    ordered = sorted(conditions, key=lambda one: (one.severity.rank, abs(one.amount or Decimal(0))))
    return {condition.condition_id: condition for condition in ordered}


def _by_urgency(due: Iterable[tuple[AlertState, Kind | None]]) -> list[tuple[AlertState, Kind | None]]:
    return sorted(due, key=lambda one: (-one[0].severity.rank, one[0].opened_at, one[0].condition_id))
