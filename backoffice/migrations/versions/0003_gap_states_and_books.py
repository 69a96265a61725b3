"""The third step: states of gaps, closed months, and what each month was reported as. None of them is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gap_states",
        sa.Column("state_id", sa.Integer, primary_key=True),
        sa.Column("gap_id", sa.Text, nullable=False, index=True),
        sa.Column("store_id", sa.Text),
        sa.Column("status", sa.String(11), nullable=False),
        sa.Column("amount", sa.String(48)),
        sa.Column("claimed_amount", sa.String(48)),
        sa.Column("currency", sa.String(3)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", sa.String(27), nullable=False),
        sa.CheckConstraint(
            "status in ('open', 'explained', 'claimed', 'written_off', 'closed')", name="gap_states_status"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "closed_months",
        sa.Column("store_id", sa.Text, primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("closed_by", sa.Text, nullable=False),
        sa.Column("closed_at", sa.String(27), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "reported_amounts",
        sa.Column("report_id", sa.Integer, primary_key=True),
        sa.Column("store_id", sa.Text),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("account_id", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("document_type", sa.Text, nullable=False),
        sa.Column("document_version", sa.Text),
        sa.Column("amount", sa.String(48), nullable=False),
        sa.Column("amount_base", sa.String(48)),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("reported_at", sa.String(27), nullable=False),
        sa.Column("build_id", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
