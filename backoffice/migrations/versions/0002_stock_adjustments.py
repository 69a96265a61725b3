"""The second step: stock-take gaps that somebody approved. Their history stands in the operation log."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "stock_adjustments",
        sa.Column("adjustment_id", sa.Integer, primary_key=True),
        sa.Column("gap_id", sa.Text, nullable=False, unique=True),
        sa.Column("counted_date", sa.Date, nullable=False),
        sa.Column("store_id", sa.Text),
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("batch_id", sa.Text),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("condition", sa.Text, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("approved_by", sa.Text, nullable=False),
        sa.Column("approved_at", sa.String(27), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint("quantity <> 0", name="stock_adjustments_quantity"),
        # An id that was given once is the line of a row that people may have written down.
        sqlite_autoincrement=True,
    )
