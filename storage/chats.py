"""Chats that wrote to us. No name of a person or a group is kept."""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, delete, select, update

from bot.log import chat_tag
from bot.model.codec import to_data
from bot.model.errors import StorageError
from bot.model.settings import ChatSettings
from bot.model.subscription import Chat, ChatKind, ChatState
from storage.connection import Connection, chunks
from storage.documents import load
from storage.outbox_chats import move_rows
from storage.subscriptions import move_subscriptions
from storage.tables import button_tokens, chat_notices, chats, feedback, metadata, mutes

_log = logging.getLogger(__name__)
# What goes along, each row once, when a group becomes a supergroup.
_CARRIED = (mutes, feedback, chat_notices)


class SqlChats:
    """``bot.ports.ChatRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def ensure(self, chat_id: int, kind: ChatKind, now: datetime, lang: str = "en") -> Chat:
        """Return the chat, stored as active if it was new or gone. ``lang`` counts for a new one only."""
        chat = await self.get(chat_id)
        if chat is None:
            chat = Chat(chat_id, kind, now, lang)
            await self._db.run(
                chats.insert().values(
                    id=chat_id, kind=kind.value, lang=lang, state=chat.state.value, created_at=now
                )
            )
            return chat
        state = ChatState.ACTIVE if chat.state is ChatState.GONE else chat.state
        if (chat.kind, chat.state) != (kind, state):
            await self._change(chat_id, kind=kind.value, state=state.value)
        return replace(chat, kind=kind, state=state)

    async def get(self, chat_id: int) -> Chat | None:
        """Return the chat or None."""
        row = await self._db.first(select(chats).where(chats.c.id == chat_id))
        return _chat(row) if row else None

    async def get_many(self, chat_ids: Collection[int]) -> dict[int, Chat]:
        """Those of these chats that are stored."""
        found: dict[int, Chat] = {}
        for some in chunks(chat_ids):
            rows = await self._db.all(select(chats).where(chats.c.id.in_(some)))
            found |= {row.id: _chat(row) for row in rows}
        return found

    async def mark_gone(self, chat_id: int) -> None:
        """No alert is owed to it until it comes back; its pending rows are for the caller to end."""
        await self._change(chat_id, state=ChatState.GONE.value)

    async def move(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup: subscriptions, mutes and rows of the outbox go with it, each once."""
        old = await self.get(old_id)
        if old is None or old_id == new_id:
            return
        await self.ensure(new_id, ChatKind.SUPERGROUP, old.created_at, old.lang)
        await move_subscriptions(self._db, old_id, new_id)
        for table in _CARRIED:
            await self._carry(table, old_id, new_id)
        tokens = update(button_tokens).where(button_tokens.c.chat_id == old_id)
        await self._db.run(tokens.values(chat_id=new_id))
        await move_rows(self._db, old_id, new_id)
        if old.settings != ChatSettings() and (await self._settings_of(new_id)) is None:
            await self.set_settings(new_id, old.settings)
        await self._change(old_id, state=ChatState.MOVED.value, moved_to=new_id)

    async def set_lang(self, chat_id: int, lang: str) -> None:
        """Change the language."""
        await self._change(chat_id, lang=lang)

    async def set_settings(self, chat_id: int, settings: ChatSettings) -> None:
        """Replace what the chat has set for itself."""
        await self._change(chat_id, settings=to_data(settings))

    async def active(self) -> list[Chat]:
        """Every chat that can be written to, by id."""
        rows = await self._db.all(
            select(chats).where(chats.c.state == ChatState.ACTIVE.value).order_by(chats.c.id)
        )
        return [_chat(row) for row in rows]

    async def forget(self, chat_id: int) -> None:
        """Delete every row about the chat, in whatever table, and about the group that it once was."""
        older = await self._db.all(select(chats.c.id).where(chats.c.moved_to == chat_id))
        for each in (*(row.id for row in older), chat_id):
            for table in reversed(metadata.sorted_tables):
                if "chat_id" in table.c:
                    await self._db.run(delete(table).where(table.c.chat_id == each))
            await self._db.run(delete(chats).where(chats.c.id == each))

    async def _settings_of(self, chat_id: int) -> str | None:
        text: str | None = await self._db.value(select(chats.c.settings).where(chats.c.id == chat_id))
        return text

    async def _change(self, chat_id: int, **values: Any) -> None:
        await self._db.run(update(chats).where(chats.c.id == chat_id).values(**values))

    async def _carry(self, table: Table, old_id: int, new_id: int) -> None:
        for row in await self._db.all(select(table).where(table.c.chat_id == old_id)):
            insert = self._db.insert(table).values({**row._mapping, "chat_id": new_id})
            await self._db.run(insert.on_conflict_do_nothing())
        await self._db.run(delete(table).where(table.c.chat_id == old_id))


# Calling an enumeration costs more than reading the row.
_KINDS = {each.value: each for each in ChatKind}
_STATES = {each.value: each for each in ChatState}


def _chat(row: Row[Any]) -> Chat:
    return Chat(
        id=row.id,
        kind=_KINDS[row.kind],
        created_at=row.created_at,
        lang=row.lang,
        state=_STATES[row.state],
        moved_to=row.moved_to,
        zone=row.zone,
        settings=_settings(row),
    )


def _settings(row: Row[Any]) -> ChatSettings:
    """What can't be read counts as never set: hours of silence must not keep a chat from being told."""
    try:
        return load(ChatSettings, row.settings, "settings") if row.settings else ChatSettings()
    except StorageError as error:
        _log.warning("%s: %s", chat_tag(row.id), error)
        return ChatSettings()
