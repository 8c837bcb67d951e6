"""What happens to the rows of a whole subscription or chat."""

from sqlalchemy import and_, select, update

from bot.model.alert import OutboxRow, OutboxState
from storage.connection import Connection
from storage.outbox_rows import UNSENT, end, row_of
from storage.tables import outbox


async def cancel_rows(db: Connection, subscription_id: int, reason: str) -> None:
    """End what was owed because of a subscription and has not left yet."""
    await db.run(
        update(outbox)
        .where(outbox.c.subscription_id == subscription_id, outbox.c.state.in_(UNSENT))
        .values(end(OutboxState.CANCELLED, reason))
    )


async def rows_because_of(db: Connection, subscription_id: int) -> list[OutboxRow]:
    """What is owed because of a subscription and has not left yet."""
    waiting = select(outbox).where(outbox.c.subscription_id == subscription_id, outbox.c.state.in_(UNSENT))
    return [row_of(row) for row in await db.all(waiting.order_by(outbox.c.id))]


async def pass_on_row(db: Connection, row_id: int, subscription_id: int, reason: str) -> None:
    """Let another subscription be what a row that has not left yet is owed for."""
    await db.run(
        update(outbox)
        .where(outbox.c.id == row_id, outbox.c.state.in_(UNSENT))
        .values(subscription_id=subscription_id, reason=reason)
    )


async def move_rows(db: Connection, old_id: int, new_id: int) -> None:
    """Carry rows from one chat to another, each alert once even if both were owed it.

    What was sent moves too: it is what tells that the new chat knows of an incident. Where both have a row,
    the old one stays behind; if it was sent, the new chat need not get it again.
    """
    other = outbox.alias("other")
    same = and_(
        other.c.incident_id == outbox.c.incident_id,
        other.c.revision == outbox.c.revision,
        other.c.thread_id == outbox.c.thread_id,
    )
    told_there = select(other.c.id).where(
        same, other.c.chat_id == old_id, other.c.state == OutboxState.SENT.value
    )
    await db.run(
        update(outbox)
        .where(outbox.c.chat_id == new_id, outbox.c.state.in_(UNSENT), told_there.exists())
        .values(end(OutboxState.CANCELLED, f"sent before the move from {old_id}"))
    )
    has_own = select(other.c.id).where(same, other.c.chat_id == new_id)
    await db.run(
        update(outbox)
        .where(outbox.c.chat_id == old_id, outbox.c.state.in_(UNSENT), has_own.exists())
        .values(end(OutboxState.REDIRECTED, f"moved to {new_id}"))
    )
    await db.run(
        update(outbox)
        .where(
            outbox.c.chat_id == old_id,
            outbox.c.state != OutboxState.REDIRECTED.value,
            ~has_own.exists(),
        )
        .values(chat_id=new_id)
    )
