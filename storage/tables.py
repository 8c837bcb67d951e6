"""The tables. ``storage/migrations`` creates them; a test holds the two together.

A forum topic and a country that are absent are stored as 0 and "": NULL equals nothing, so it would slip past
a unique constraint.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
)

from storage.types import BigKey, Document, Moment, PlainText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

sources = Table(
    "sources",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("doc", Document, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("source", PlainText, nullable=False),
    Column("family", PlainText, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("summary", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("url", PlainText, nullable=False),
    Column("lang", PlainText, nullable=False),
    Column("content_hash", PlainText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("tier", SmallInteger, nullable=False),
    Column("state_affiliated", Boolean, nullable=False),
    Column("before_start", Boolean, nullable=False),
    Column("published_at", Moment),
    Column("seen_at", Moment, nullable=False, index=True),
    # Which are the newest of a source (storage.retention).
    Index(None, "source", "seen_at"),
)

item_keys = Table(
    "item_keys",
    metadata,
    Column("source", PlainText, primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("country", PlainText, nullable=False),
    Column("located", Boolean, nullable=False),
    # The place itself, and where it is: a new report is compared with what lies near it.
    Column("place_id", PlainText, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("status", String(16), nullable=False),
    Column("severity", SmallInteger, nullable=False),
    Column("certainty", String(2), nullable=False),
    Column("before_start", Boolean, nullable=False),
    Column("first_reported_at", Moment, nullable=False),
    Column("last_report_at", Moment, nullable=False, index=True),
    Column("updated_at", Moment, nullable=False),
    Column("merged_into", PlainText, index=True),
    # When it must be looked at though nothing is reported; NULL: never.
    Column("look_at", Moment, index=True),
    # Another at every save: who read the incident with this stamp need not read it again.
    Column("stamp", PlainText, nullable=False, server_default=""),
    Column("doc", Document, nullable=False),
)

# Where the reports of live incidents are found (``bot/incidents/reach.py``).
incident_keys = Table(
    "incident_keys",
    metadata,
    Column("incident_id", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("family", String(16), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Index("ix_incident_keys_key_until", "key", "until", "since", "family"),
)

incident_areas = Table(
    "incident_areas",
    metadata,
    Column("area_id", PlainText, primary_key=True),
    Column("incident_id", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# A merged incident keeps its own copy of its reports, so a merge can be looked into later.
reports = Table(
    "reports",
    metadata,
    Column("incident_id", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("id", PlainText, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("item_id", PlainText, nullable=False, index=True),
    # The incident's country, so that one index finds the block of a new report.
    Column("country", PlainText, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("doc", Document, nullable=False),
    Index(None, "country", "told_at"),
)

# Follow-ups of what is not known yet: an arrest that was read before the deed.
waiting_reports = Table(
    "waiting_reports",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("item_id", PlainText, nullable=False, index=True),
    Column("country", PlainText, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("doc", Document, nullable=False),
    Index(None, "country", "told_at"),
)

incident_numbers = Table(
    "incident_numbers",
    metadata,
    Column("prefix", PlainText, primary_key=True),
    Column("last", Integer, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("lang", PlainText, nullable=False),
    Column("state", String(16), nullable=False),
    Column("moved_to", BigInteger),
    Column("created_at", Moment, nullable=False),
    # The zone of its first place, so that whoever sends need not read its subscriptions.
    Column("zone", PlainText, nullable=False, server_default=""),
    Column("settings", Document),
)

# One answer a chat and incident to "not relevant: why?"; the last one counts.
feedback = Table(
    "feedback",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("incident_id", PlainText, primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)

# What a chat was told last about the sources that cover its places: ``quiet_day`` is the local day of the
# last "nothing happened".
chat_notices = Table(
    "chat_notices",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("coverage", String(16), nullable=False),
    Column("quiet_day", PlainText, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("doc", Document, nullable=False),
    UniqueConstraint("chat_id", "number"),
    sqlite_autoincrement=True,
)

# ``role``: "is" the area itself, "in" an area that holds it, "circle" and "unplaced" (area_id "").
subscription_areas = Table(
    "subscription_areas",
    metadata,
    Column("role", PlainText, primary_key=True),
    Column("area_id", PlainText, primary_key=True),
    Column(
        "subscription_id",
        ForeignKey("subscriptions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
)

mutes = Table(
    "mutes",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("incident_id", PlainText, primary_key=True),
    Column("subscription_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Moment),
)

# What a button stands for when it does not fit into its 64 bytes; ``kind`` is the payload's type.
button_tokens = Table(
    "button_tokens",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("token", PlainText, nullable=False, unique=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("user_id", BigInteger),
    Column("until", Moment, nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("doc", Document, nullable=False),
    sqlite_autoincrement=True,
)

# ``due_at``: when a waiting row may be taken (PENDING: not before; CLAIMED, SENDING: end of the lease). It is
# NULL once the row has ended, so the partial index holds waiting rows only.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("incident_id", PlainText, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("push", String(16), nullable=False),
    Column("severity", SmallInteger, nullable=False),
    Column("subscription_id", BigInteger),
    Column("reason", PlainText, nullable=False),
    Column("committed_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment),
    Column("owner", PlainText, nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("repeat", Boolean, nullable=False),
    Column("message_id", BigInteger),
    Column("sent_at", Moment),
    Column("error", PlainText, nullable=False),
    Column("silent", Boolean, nullable=False, server_default=false()),
    # The site of the chat that lies nearest, by its label, and how far.
    Column("site", PlainText, nullable=False, server_default=""),
    Column("site_km", Float),
    UniqueConstraint("incident_id", "revision", "chat_id", "thread_id"),
    Index(None, "chat_id", "sent_at"),
    sqlite_autoincrement=True,
)
Index(
    "ix_outbox_waiting",
    outbox.c.severity.desc(),
    outbox.c.id,
    outbox.c.due_at,
    sqlite_where=outbox.c.due_at.is_not(None),
    postgresql_where=outbox.c.due_at.is_not(None),
)
