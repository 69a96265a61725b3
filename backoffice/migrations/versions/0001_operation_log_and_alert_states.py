"""The first step: the operation log that nobody may change, and the states of alerts. No users or roles yet."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SQLITE_GUARDS = (
    """
    create trigger operation_log_refuses_update before update on operation_log
    begin select raise(abort, 'operation_log is append-only'); end
    """,
    """
    create trigger operation_log_refuses_delete before delete on operation_log
    begin select raise(abort, 'operation_log is append-only'); end
    """,
    # INSERT OR REPLACE deletes the old row without firing delete triggers, so a used id is refused here.
    """
    create trigger operation_log_refuses_replace before insert on operation_log
    when exists (select 1 from operation_log where id = new.id or previous_hash = new.previous_hash)
    begin select raise(abort, 'operation_log is append-only'); end
    """,
)
POSTGRESQL_GUARDS = (
    """
    create function operation_log_is_append_only() returns trigger language plpgsql as $$
    begin raise exception 'operation_log is append-only'; end $$
    """,
    """
    create trigger operation_log_refuses_change before update or delete on operation_log
    for each row execute function operation_log_is_append_only()
    """,
    """
    create trigger operation_log_refuses_truncate before truncate on operation_log
    for each statement execute function operation_log_is_append_only()
    """,
)


def upgrade() -> None:
    """Make both tables and the guards of the log."""
    _create_operation_log()
    _create_alert_states()
    guards = {"sqlite": SQLITE_GUARDS, "postgresql": POSTGRESQL_GUARDS}[op.get_context().dialect.name]
    for statement in guards:
        op.execute(statement)


def _create_operation_log() -> None:
    op.create_table(
        "operation_log",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _create_alert_states() -> None:
    op.create_table(
        "alert_states",
        sa.Column("condition_id", sa.Text, primary_key=True),
        sa.Column("rule_id", sa.Text, nullable=False),
        sa.Column("severity", sa.String(8), nullable=False),
        sa.Column("store_id", sa.Text),
        sa.Column("subject_id", sa.Text),
        sa.Column("amount", sa.String(48)),
        sa.Column("currency", sa.String(3)),
        sa.Column("message_en", sa.Text, nullable=False),
        sa.Column("message_zh", sa.Text, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("opened_at", sa.String(27), nullable=False),
        sa.Column("last_seen_at", sa.String(27), nullable=False),
        sa.Column("notified_at", sa.String(27)),
        sa.Column("notified_severity", sa.String(8)),
        sa.Column("notified_amount", sa.String(48)),
        sa.Column("reminded_at", sa.String(27)),
        sa.Column("acknowledged_by", sa.Text),
        sa.Column("resolved_at", sa.String(27)),
        sa.Column("resolution_notified_at", sa.String(27)),
        sa.CheckConstraint("severity in ('info', 'warning', 'critical')", name="alert_states_severity"),
        sa.CheckConstraint("status in ('open', 'acknowledged', 'resolved')", name="alert_states_status"),
    )
    op.create_index("alert_states_resolution_notified_at", "alert_states", ["resolution_notified_at"])
