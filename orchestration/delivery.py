"""One round of alerts: read what holds, work out what must be told, tell it, remember it. No rules and no wording.

    published build ─conditions─▶ backoffice.reconcile_conditions ─notifications─▶ Slack ─accepted─▶ mark_notified

A notification counts as told once Slack accepted it and that was committed. If the process dies in between, or Slack's
answer is lost on the way, it is told again: at least once there, exactly once everywhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from filelock import FileLock, Timeout

from backoffice import Backoffice, Condition, Notification, Severity, mark_notified, open_store, reconcile_conditions
from orchestration import messages, webhook
from warehouse import reader
from warehouse.home import Home
from warehouse.settings import Settings

MOST_MESSAGES = 5
# Less than the minute that Dagster gives a sensor, with the posts of one round on top.
LOCK_SECONDS = 20


@dataclass(frozen=True)
class Delivery:
    """One message that was tried. `reason` is empty when it arrived."""

    notifications: tuple[Notification, ...]
    reason: str = ""
    retry_helps: bool = False

    @property
    def is_delivered(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class AlertRound:
    """What one round did. `skipped` says why it did nothing; `pending` is what the next round must still tell."""

    told: tuple[Notification, ...] = ()
    pending: tuple[Notification, ...] = ()
    failures: tuple[Delivery, ...] = ()
    skipped: str = ""

    def __str__(self) -> str:
        if self.skipped:
            return self.skipped
        parts = [f"{len(self.told)} told, {len(self.pending)} pending"]
        for failure in self.failures:
            hint = "the next round tries again" if failure.retry_helps else "change the setting; retrying does not help"
            parts.append(f"{failure.reason} ({hint})")
        return "; ".join(parts)


def tell_open_alerts(home: Home, settings: Settings, now: datetime) -> AlertRound:
    """Tell what opened, worsened, waits too long or went away since the last round, and remember it as told.

    Without a webhook the dashboard and `sellerhouse status` are where alerts are told. Rounds of several processes
    take turns. Nothing is told or resolved while nothing is published.
    """
    try:
        with FileLock(home.work / "alerts.lock", timeout=LOCK_SECONDS, mode=0o600):
            conditions = published_conditions(home)
            if conditions is None:
                return AlertRound(skipped="nothing is published yet")
            with open_store(home) as store:
                return _tell(store, settings, conditions, now)
    except Timeout:
        return AlertRound(skipped="another process is telling alerts now")


def published_conditions(home: Home) -> list[Condition] | None:
    """The conditions that hold in the published build, or None where nothing was published yet."""
    build = reader.published(home)
    if build is None:
        return None
    rows = build.query(
        """
        select
            condition_id, rule_id, severity, store_id, subject_id,
            amount::decimal(18, 4) as amount, currency, message_en, message_zh
        from alerts.conditions
        """
    )
    return [Condition(**{**row, "severity": Severity(row["severity"])}) for row in rows.to_pylist()]


def deliver(
    settings: Settings,
    notifications: Sequence[Notification],
    on_delivered: Callable[[Sequence[Notification]], None],
) -> list[Delivery]:
    """Post `notifications` to Slack: one message each, or one message for all when there are more than five.

    `on_delivered` is called after each message that Slack accepted. A failure ends the round, since the next message
    would meet it too: what was not tried is in the last Delivery.
    """
    url = settings.alerts.slack_webhook_url
    if url is None:
        raise ValueError("alerts.slack_webhook_url is not set")
    deliveries: list[Delivery] = []
    parcels = [(one,) for one in notifications]
    if len(parcels) > MOST_MESSAGES:
        parcels = [tuple(notifications)]
    for number, parcel in enumerate(parcels):
        text, blocks = _compose(parcel, settings)
        answer = webhook.post(url, text, blocks, settings.alerts.allow_private_hosts)
        if not answer.is_accepted:
            untold = tuple(one for rest in parcels[number:] for one in rest)
            return [*deliveries, Delivery(untold, answer.reason, answer.retry_helps)]
        on_delivered(parcel)
        deliveries.append(Delivery(parcel))
    return deliveries


def _compose(parcel: Sequence[Notification], settings: Settings) -> tuple[str, list[messages.Block]]:
    if len(parcel) == 1:
        return messages.single(parcel[0], settings.language)
    return messages.batch(parcel, settings.language)


def _tell(store: Backoffice, settings: Settings, conditions: Sequence[Condition], now: datetime) -> AlertRound:
    due = reconcile_conditions(store, conditions, now)
    url = settings.alerts.slack_webhook_url
    if url is None or not url.get_secret_value().strip():
        mark_notified(store, due, now)
        return AlertRound(told=tuple(due))
    deliveries = deliver(settings, due, lambda told: mark_notified(store, told, now))
    return AlertRound(
        told=tuple(one for done in deliveries if done.is_delivered for one in done.notifications),
        pending=tuple(one for failed in deliveries if not failed.is_delivered for one in failed.notifications),
        failures=tuple(failed for failed in deliveries if not failed.is_delivered),
    )
