"""The fourth step: what a gap that is written off takes off which account. States of before booked nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("gap_states", sa.Column("write_off_account", sa.Text))
    op.add_column("gap_states", sa.Column("write_off_amount", sa.String(48)))
