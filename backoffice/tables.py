"""The tables as they are after the last migration, in types that SQLite and PostgreSQL share. No queries."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator


def utc_text(moment: datetime) -> str:
    """One moment, one text: ISO 8601 in UTC with microseconds, so that texts sort as the moments do."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no timezone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as text because SQLite has no type for one that keeps its timezone."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Money(TypeDecorator[Decimal]):
    """A decimal amount, kept as text because SQLite would make a float of it."""

    impl = String(48)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        if value is not None and not isinstance(value, Decimal):
            raise TypeError(f"{value!r} is not a decimal amount")
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value)


metadata = MetaData()

operation_log = Table(
    "operation_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("origin", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)

alert_states = Table(
    "alert_states",
    metadata,
    Column("condition_id", Text, primary_key=True),
    Column("rule_id", Text, nullable=False),
    Column("severity", String(8), nullable=False),
    Column("store_id", Text),
    Column("subject_id", Text),
    Column("amount", Money),
    Column("currency", String(3)),
    Column("message_en", Text, nullable=False),
    Column("message_zh", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("notified_at", UtcTime),
    Column("notified_severity", String(8)),
    Column("notified_amount", Money),
    Column("reminded_at", UtcTime),
    Column("acknowledged_by", Text),
    Column("resolved_at", UtcTime),
    Column("resolution_notified_at", UtcTime),
    CheckConstraint("severity in ('info', 'warning', 'critical')", name="alert_states_severity"),
    CheckConstraint("status in ('open', 'acknowledged', 'resolved')", name="alert_states_status"),
    Index("alert_states_resolution_notified_at", "resolution_notified_at"),
)

stock_adjustments = Table(
    "stock_adjustments",
    metadata,
    Column("adjustment_id", Integer, primary_key=True),
    Column("gap_id", Text, nullable=False, unique=True),
    Column("counted_date", Date, nullable=False),
    Column("store_id", Text),
    Column("sku", Text, nullable=False),
    Column("batch_id", Text),
    Column("location", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approved_at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
    CheckConstraint("quantity <> 0", name="stock_adjustments_quantity"),
    sqlite_autoincrement=True,
)

gap_states = Table(
    "gap_states",
    metadata,
    Column("state_id", Integer, primary_key=True),
    Column("gap_id", Text, nullable=False, index=True),
    Column("store_id", Text),
    Column("status", String(11), nullable=False),
    Column("amount", Money),
    Column("claimed_amount", Money),
    Column("currency", String(3)),
    Column("write_off_account", Text),
    Column("write_off_amount", Money),
    Column("note", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    CheckConstraint("status in ('open', 'explained', 'claimed', 'written_off', 'closed')", name="gap_states_status"),
    sqlite_autoincrement=True,
)

closed_months = Table(
    "closed_months",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
)

reported_amounts = Table(
    "reported_amounts",
    metadata,
    Column("report_id", Integer, primary_key=True),
    Column("store_id", Text),
    Column("month", Date, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("account_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("document_type", Text, nullable=False),
    Column("document_version", Text),
    Column("amount", Money, nullable=False),
    Column("amount_base", Money),
    Column("cause", Text, nullable=False),
    Column("reported_at", UtcTime, nullable=False),
    Column("build_id", Text, nullable=False),
    sqlite_autoincrement=True,
)
