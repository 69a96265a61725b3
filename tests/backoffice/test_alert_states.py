"""What is told when: opening, worsening, waiting too long, going away, and coming back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from backoffice import (
    AlertNotOpen,
    Backoffice,
    Condition,
    Kind,
    Severity,
    acknowledge,
    mark_notified,
    open_alerts,
    reconcile_conditions,
)

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
GAP = Condition(
    condition_id="settlement_gap:acme:2000",
    rule_id="settlement_gap",
    severity=Severity.WARNING,
    store_id="acme",
    subject_id="2000",
    amount=Decimal("-100.0000"),
    currency="USD",
    message_en="Settlement 2000 does not add up",
    message_zh="结算 2000 对不上",
)


def kinds(store: Backoffice, *conditions: Condition, at: datetime = NOW) -> list[Kind]:
    """What must be told, without telling it."""
    return [one.kind for one in reconcile_conditions(store, conditions, at)]


def tell(store: Backoffice, *conditions: Condition, at: datetime = NOW) -> list[Kind]:
    due = reconcile_conditions(store, conditions, at)
    mark_notified(store, due, at)
    return [one.kind for one in due]


def growing(amount: str) -> Condition:
    return replace(GAP, amount=Decimal(amount))


def test_an_opening_is_due_until_it_was_told(store: Backoffice) -> None:
    assert kinds(store, GAP) == [Kind.OPENED]
    assert tell(store, GAP) == [Kind.OPENED]
    assert kinds(store, GAP) == []


def test_worse_is_a_higher_severity_or_a_tenth_more_either_way(store: Backoffice) -> None:
    tell(store, GAP)
    assert kinds(store, growing("-110.0000")) == []
    assert tell(store, growing("-110.0001")) == [Kind.WORSENED]
    assert kinds(store, growing("121.0000")) == []
    assert tell(store, replace(GAP, severity=Severity.CRITICAL)) == [Kind.WORSENED]
    assert kinds(store, GAP) == []


def test_small_steps_add_up_to_worse(store: Backoffice) -> None:
    tell(store, GAP)
    assert [kinds(store, growing(amount)) for amount in ("104", "108", "112")] == [[], [], [Kind.WORSENED]]


def test_falling_and_coming_back_is_not_worse(store: Backoffice) -> None:
    tell(store, GAP)
    assert kinds(store, growing("1")) == []
    assert kinds(store, GAP) == []


def test_what_was_told_is_said_with_the_worsening(store: Backoffice) -> None:
    tell(store, GAP)
    (worse,) = reconcile_conditions(store, [growing("500")], NOW)
    assert (worse.told_severity, worse.told_amount, worse.amount) == (Severity.WARNING, Decimal(-100), Decimal(500))


def test_another_currency_is_not_compared(store: Backoffice) -> None:
    tell(store, GAP)
    assert kinds(store, replace(GAP, amount=Decimal(15000), currency="JPY")) == []
    assert kinds(store, replace(GAP, amount=Decimal(17000), currency="JPY")) == [Kind.WORSENED]


def test_without_an_amount_only_severity_counts(store: Backoffice) -> None:
    bare = replace(GAP, amount=None, currency=None)
    tell(store, bare)
    assert kinds(store, bare) == []
    assert kinds(store, replace(bare, severity=Severity.CRITICAL)) == [Kind.WORSENED]


def test_nobody_acknowledging_is_told_once_a_day_later(store: Backoffice) -> None:
    tell(store, GAP)
    assert kinds(store, GAP, at=NOW + DAY - timedelta(seconds=1)) == []
    assert tell(store, GAP, at=NOW + DAY) == [Kind.UNACKNOWLEDGED]
    assert kinds(store, GAP, at=NOW + 3 * DAY) == []
    tell(store, growing("500"), at=NOW + 3 * DAY)
    assert kinds(store, growing("500"), at=NOW + 4 * DAY) == [Kind.UNACKNOWLEDGED]


def test_the_limit_can_differ_by_severity(store: Backoffice) -> None:
    tell(store, GAP)
    limits = {**dict.fromkeys(Severity, DAY), Severity.WARNING: timedelta(hours=1)}
    due = reconcile_conditions(store, [GAP], NOW + timedelta(hours=1), limits)
    assert [one.kind for one in due] == [Kind.UNACKNOWLEDGED]


def test_acknowledging_silences_until_it_worsens(store: Backoffice) -> None:
    tell(store, GAP)
    acknowledge(store, GAP.condition_id, "mei", NOW)
    assert kinds(store, GAP, at=NOW + 9 * DAY) == []
    assert [(alert.status, alert.acknowledged_by) for alert in open_alerts(store)] == [("acknowledged", "mei")]
    assert tell(store, growing("500")) == [Kind.WORSENED]
    assert [(alert.status, alert.acknowledged_by) for alert in open_alerts(store)] == [("open", None)]


def test_what_its_acknowledger_saw_counts_as_told(store: Backoffice) -> None:
    kinds(store, GAP)
    acknowledge(store, GAP.condition_id, "mei", NOW)
    assert kinds(store, GAP) == []
    assert tell(store) == [Kind.RESOLVED]


def test_only_an_open_alert_can_be_acknowledged(store: Backoffice) -> None:
    tell(store, GAP)
    tell(store)
    for condition_id in (GAP.condition_id, "never heard of"):
        with pytest.raises(AlertNotOpen):
            acknowledge(store, condition_id, "mei", NOW)


def test_gone_is_told_once_and_back_is_new(store: Backoffice) -> None:
    tell(store, GAP)
    assert tell(store) == [Kind.RESOLVED]
    assert kinds(store) == []
    assert tell(store, growing("5"), at=NOW + DAY) == [Kind.OPENED]
    (alert,) = open_alerts(store)
    assert (alert.opened_at, alert.resolved_at, alert.acknowledged_by) == (NOW + DAY, None, None)


def test_gone_and_back_before_anybody_was_told_is_nothing(store: Backoffice) -> None:
    tell(store, GAP)
    acknowledge(store, GAP.condition_id, "mei", NOW)
    assert kinds(store) == [Kind.RESOLVED]
    assert kinds(store, GAP) == []
    assert [alert.status for alert in open_alerts(store)] == ["acknowledged"]


def test_come_and_gone_untold_is_told_once_with_its_opening(store: Backoffice) -> None:
    kinds(store, GAP)
    (gone,) = reconcile_conditions(store, [], NOW + DAY)
    assert (gone.kind, gone.opened_at, gone.told_severity) == (Kind.RESOLVED, NOW, None)


def test_the_worst_of_two_with_one_id_counts(store: Backoffice) -> None:
    (due,) = reconcile_conditions(store, [replace(GAP, severity=Severity.CRITICAL), GAP, growing("7")], NOW)
    assert due.severity is Severity.CRITICAL


def test_the_most_severe_comes_first(store: Backoffice) -> None:
    conditions = [replace(GAP, condition_id=severity, severity=severity) for severity in Severity]
    assert [one.condition_id for one in reconcile_conditions(store, conditions, NOW)] == ["critical", "warning", "info"]
    assert [one.condition_id for one in open_alerts(store)] == ["critical", "warning", "info"]


def test_rounds_that_find_nothing_new_write_nothing(store: Backoffice) -> None:
    tell(store, GAP)
    rows = store.verify().row_count
    for minute in range(59):
        kinds(store, GAP, at=NOW + timedelta(minutes=minute))
    assert store.verify().row_count == rows
    kinds(store, GAP, at=NOW + timedelta(hours=1))
    assert store.verify().row_count == rows + 1
    assert [alert.last_seen_at for alert in open_alerts(store)] == [NOW + timedelta(hours=1)]


def test_every_change_is_in_the_log(store: Backoffice) -> None:
    tell(store, GAP)
    acknowledge(store, GAP.condition_id, "mei", NOW, origin="dashboard")
    tell(store)
    with store.read() as connection:
        logged = connection.exec_driver_sql(
            "select actor, action, subject, origin from operation_log order by id"
        ).all()
    assert [(row.actor, row.action, row.origin) for row in logged] == [
        ("sellerhouse", "alert.opened", "alerts"),
        ("sellerhouse", "alert.told_opened", "alerts"),
        ("mei", "alert.acknowledged", "dashboard"),
        ("sellerhouse", "alert.resolved", "alerts"),
        ("sellerhouse", "alert.told_resolved", "alerts"),
    ]
    assert {row.subject for row in logged} == {GAP.condition_id}


def test_a_moment_without_timezone_or_an_amount_in_floats_is_refused(store: Backoffice) -> None:
    with pytest.raises(Exception, match="timezone"):
        reconcile_conditions(store, [GAP], datetime(2026, 11, 24))  # noqa: DTZ001
    with pytest.raises(Exception, match="decimal"):
        reconcile_conditions(store, [replace(GAP, amount=0.1)], NOW)  # type: ignore[arg-type]
    assert open_alerts(store) == []
