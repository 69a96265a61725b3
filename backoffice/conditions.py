"""What an alert is made of: the condition that holds, its state, and what must be told. No database, no delivery."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

GROWTH_THAT_IS_WORSE = Decimal("1.10")


class Severity(StrEnum):
    """How much a condition matters, least first."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Kind(StrEnum):
    """Why people are told about a condition."""

    OPENED = "opened"
    WORSENED = "worsened"
    UNACKNOWLEDGED = "unacknowledged"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Condition:
    """Something that is wrong now, as the warehouse computed it. `condition_id` stays the same while it lasts."""

    condition_id: str
    rule_id: str
    severity: Severity
    store_id: str | None
    subject_id: str | None
    amount: Decimal | None
    currency: str | None
    message_en: str
    message_zh: str


@dataclass(frozen=True)
class AlertState:
    """What is known about a condition, and what people were told of it. The columns of `alert_states`."""

    condition_id: str
    rule_id: str
    severity: Severity
    store_id: str | None
    subject_id: str | None
    amount: Decimal | None
    currency: str | None
    message_en: str
    message_zh: str
    status: Literal["open", "acknowledged", "resolved"]
    opened_at: datetime
    last_seen_at: datetime
    notified_at: datetime | None = None
    notified_severity: Severity | None = None
    notified_amount: Decimal | None = None
    reminded_at: datetime | None = None
    acknowledged_by: str | None = None
    resolved_at: datetime | None = None
    resolution_notified_at: datetime | None = None

    @property
    def is_worse_than_told(self) -> bool:
        """Whether it was told, and has since risen in severity or grown by more than a tenth over what was told.

        What was told is a high-water mark: falling and coming back to it is not worse.
        """
        if self.notified_at is None or self.notified_severity is None:
            return False
        told, now = abs(self.notified_amount or Decimal(0)), abs(self.amount or Decimal(0))
        return self.severity.rank > self.notified_severity.rank or now > told * GROWTH_THAT_IS_WORSE


@dataclass(frozen=True)
class Notification:
    """One thing that must be told. `told_severity` and `told_amount` are what people were told before, if anything."""

    kind: Kind
    condition_id: str
    rule_id: str
    severity: Severity
    store_id: str | None
    subject_id: str | None
    amount: Decimal | None
    currency: str | None
    message_en: str
    message_zh: str
    opened_at: datetime
    told_severity: Severity | None
    told_amount: Decimal | None
