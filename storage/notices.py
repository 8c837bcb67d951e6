"""What each chat was told last about the sources that cover its places."""

from collections.abc import Collection

from sqlalchemy import select

from bot.model.coverage import Coverage, Notice
from storage.connection import Connection, chunks
from storage.tables import chat_notices


class SqlNotices:
    """``bot.ports.NoticeRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def of_chats(self, chat_ids: Collection[int]) -> dict[int, Notice]:
        """What these chats were told; a chat that was told nothing is left out."""
        found: dict[int, Notice] = {}
        for some in chunks(sorted(chat_ids)):
            rows = await self._db.all(select(chat_notices).where(chat_notices.c.chat_id.in_(some)))
            found |= {row.chat_id: Notice(Coverage(row.coverage), row.quiet_day) for row in rows}
        return found

    async def keep(self, chat_id: int, notice: Notice) -> None:
        """Insert or replace."""
        insert = self._db.insert(chat_notices).values(
            chat_id=chat_id, coverage=notice.coverage.value, quiet_day=notice.quiet_day
        )
        await self._db.run(
            insert.on_conflict_do_update(
                index_elements=["chat_id"],
                set_={"coverage": insert.excluded.coverage, "quiet_day": insert.excluded.quiet_day},
            )
        )
