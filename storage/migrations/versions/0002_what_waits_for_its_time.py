"""What waits for its time: incidents to be looked at again, follow-ups of what is not known yet"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("look_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_incidents_look_at"), ["look_at"], unique=False)
    # Due at once: the first look works out when the next one is.
    op.execute(
        "UPDATE incidents SET look_at = last_report_at "
        "WHERE merged_into IS NULL AND status IN ('developing', 'active', 'contained')"
    )
    op.create_table(
        "waiting_reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_reports")),
    )
    with op.batch_alter_table("waiting_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_reports_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_waiting_reports_country_told_at"), ["country", "told_at"], unique=False
        )


def downgrade() -> None:
    op.drop_table("waiting_reports")
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incidents_look_at"))
        batch_op.drop_column("look_at")
