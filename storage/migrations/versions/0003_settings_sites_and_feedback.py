"""Settings of a chat, distances to its sites, what was sent silently, feedback, coverage"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.add_column(sa.Column("zone", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settings", sa.Text(), nullable=True))
    _note_zones()
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silent", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("site", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("site_km", sa.Float(), nullable=True))
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_items_source_seen_at"), ["source", "seen_at"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_feedback_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "incident_id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "button_tokens",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_button_tokens_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_button_tokens")),
        sa.UniqueConstraint("token", name=op.f("uq_button_tokens_token")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("button_tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_button_tokens_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_button_tokens_until"), ["until"], unique=False)
    op.create_table(
        "chat_notices",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coverage", sa.String(length=16), nullable=False),
        sa.Column("quiet_day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_chat_notices_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chat_notices")),
    )
    # Where the reports of an incident are found; an incident of before has none until it is saved again.
    op.create_table(
        "incident_keys",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family", sa.String(length=16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_incident_keys_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "key", "family", name=op.f("pk_incident_keys")),
    )
    with op.batch_alter_table("incident_keys", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incident_keys_key_until"), ["key", "until", "since", "family"], unique=False
        )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stamp", sa.Text(), server_default="", nullable=False))
    # Due at once: the first look saves them with their keys.
    op.execute("UPDATE incidents SET look_at = 0 WHERE merged_into IS NULL AND look_at IS NOT NULL")


def _note_zones() -> None:
    """Each chat's zone is that of its first place; without it nobody would know when it is night there."""
    chats = sa.table("chats", sa.column("id"), sa.column("zone"))
    zones: dict[int, str] = {}
    rows = op.get_bind().execute(sa.text("SELECT chat_id, doc FROM subscriptions ORDER BY chat_id, number"))
    for chat_id, doc in rows:
        areas = json.loads(doc).get("areas", [])
        zone = next((area["timezone"] for area in areas if area.get("timezone")), "")
        if zone:
            zones.setdefault(chat_id, zone)
    for chat_id, zone in zones.items():
        op.execute(sa.update(chats).where(chats.c.id == chat_id).values(zone=zone))


def downgrade() -> None:
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_column("stamp")
    op.drop_table("incident_keys")
    op.drop_table("chat_notices")
    op.drop_table("button_tokens")
    op.drop_table("feedback")
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_items_source_seen_at"))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("site_km")
        batch_op.drop_column("site")
        batch_op.drop_column("silent")
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.drop_column("settings")
        batch_op.drop_column("zone")
