"""Over any run of conditions, failures, restarts and waits, each thing is told once: checked against a small model."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from backoffice import (
    Condition,
    Kind,
    Severity,
    acknowledge,
    mark_notified,
    open_alerts,
    open_store,
    reconcile_conditions,
)
from warehouse.home import Home

IDS = ("a", "b", "c")
SEVERITIES = list(Severity)
measures = st.tuples(st.sampled_from(SEVERITIES), st.sampled_from([None, *map(Decimal, ("-100", "105", "115", "200"))]))
condition_sets = st.dictionaries(st.sampled_from(IDS), measures)


@dataclass
class Believed:
    """What people believe about one condition."""

    severity: Severity
    amount: Decimal
    told_at: datetime
    is_taken_care_of: bool = False
    is_reminded: bool = False


class ToldOnce(RuleBasedStateMachine):
    """People believe what they were told; each round must tell exactly what differs from that."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.store = open_store(Home.locate(self.folder).create())
        self.now = datetime(2026, 11, 24, tzinfo=UTC)
        self.holding: dict[str, tuple[Severity, Decimal | None]] = {}
        self.believed: dict[str, Believed] = {}
        self.gone_untold: set[str] = set()

    @rule(holding=condition_sets, delivered=st.integers(min_value=0, max_value=3))
    def round_that_delivers_some(self, holding: dict[str, tuple[Severity, Decimal | None]], delivered: int) -> None:
        self.gone_untold = (self.gone_untold | set(self.holding)) - set(holding) - set(self.believed)
        self.holding = holding
        self._tell(delivered)

    @rule(delivered=st.integers(min_value=0, max_value=3))
    def round_where_nothing_changed(self, delivered: int) -> None:
        self._tell(delivered)

    @rule()
    def two_full_rounds_leave_nothing_to_tell(self) -> None:
        self._tell(len(IDS))
        assert self._reconcile() == []

    @rule(hours=st.sampled_from([1, 23, 24, 50]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(Home.locate(self.folder))

    @rule(data=st.data())
    def somebody_acknowledges(self, data: st.DataObject) -> None:
        alerts = open_alerts(self.store)
        if alerts:
            condition_id = data.draw(st.sampled_from(sorted(alert.condition_id for alert in alerts)))
            acknowledge(self.store, condition_id, "mei", self.now)
            severity, amount = self.holding[condition_id]
            told_at = self.believed[condition_id].told_at if condition_id in self.believed else self.now
            self.believed[condition_id] = Believed(
                severity, abs(amount or Decimal(0)), told_at, True, self._was_reminded(condition_id)
            )

    def teardown(self) -> None:
        assert self.store.verify().is_intact
        self.store.close()
        shutil.rmtree(self.folder)

    def _was_reminded(self, condition_id: str) -> bool:
        return condition_id in self.believed and self.believed[condition_id].is_reminded

    def _reconcile(self) -> list[object]:
        return list(reconcile_conditions(self.store, self._conditions(), self.now))

    def _conditions(self) -> list[Condition]:
        return [
            Condition(condition_id, "rule", severity, "acme", None, amount, "USD", "text", "文字")
            for condition_id, (severity, amount) in self.holding.items()
        ]

    def _expected(self, condition_id: str) -> Kind | None:
        believed = self.believed.get(condition_id)
        if condition_id not in self.holding:
            return Kind.RESOLVED if believed or condition_id in self.gone_untold else None
        if believed is None:
            return Kind.OPENED
        severity, amount = self.holding[condition_id]
        grown = abs(amount or Decimal(0)) * 10 > believed.amount * 11
        if grown or SEVERITIES.index(severity) > SEVERITIES.index(believed.severity):
            believed.is_taken_care_of = False
            return Kind.WORSENED
        waits = self.now - believed.told_at >= timedelta(hours=24)
        is_asked_again = waits and not believed.is_taken_care_of and not believed.is_reminded
        return Kind.UNACKNOWLEDGED if is_asked_again else None

    def _tell(self, delivered: int) -> None:
        due = reconcile_conditions(self.store, self._conditions(), self.now)
        expected = {condition_id: kind for condition_id in IDS if (kind := self._expected(condition_id))}
        assert {one.condition_id: one.kind for one in due} == expected
        assert len(due) == len(expected)
        mark_notified(self.store, due[:delivered], self.now)
        for one in due[:delivered]:
            if one.kind is Kind.RESOLVED:
                self.believed.pop(one.condition_id, None)
                self.gone_untold.discard(one.condition_id)
            elif one.kind is Kind.UNACKNOWLEDGED:
                self.believed[one.condition_id].is_reminded = True
            else:
                severity, amount = self.holding[one.condition_id]
                self.believed[one.condition_id] = Believed(severity, abs(amount or Decimal(0)), self.now)


ToldOnce.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestToldOnce = ToldOnce.TestCase
