"""What chats were told, and how many there are."""

from datetime import datetime

from sqlalchemy import func, select

from bot.model.alert import OutboxRow
from bot.model.subscription import ChatState
from storage.connection import Connection
from storage.outbox_rows import row_of
from storage.tables import chats, outbox, subscriptions


class SqlHistory:
    """``bot.ports.HistoryRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def of_chat(self, chat_id: int, limit: int) -> list[OutboxRow]:
        """The chat's newest rows, newest first."""
        query = select(outbox).where(outbox.c.chat_id == chat_id).order_by(outbox.c.id.desc()).limit(limit)
        return [row_of(row) for row in await self._db.all(query)]

    async def owed_since(self) -> datetime | None:
        """When the oldest alert was owed that has not left yet; None if nothing waits."""
        query = select(func.min(outbox.c.committed_at)).where(outbox.c.due_at.is_not(None))
        oldest: datetime | None = await self._db.value(query)
        return oldest

    async def size(self) -> tuple[int, int]:
        """How many chats can be written to, and how many subscriptions those have."""
        active = chats.c.state == ChatState.ACTIVE.value
        people = await self._db.value(select(func.count()).select_from(chats).where(active))
        wanted = select(func.count()).select_from(subscriptions.join(chats)).where(active)
        return int(people), int(await self._db.value(wanted))
