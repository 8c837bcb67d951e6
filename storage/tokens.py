"""What a button stands for when it does not fit into 64 bytes: bound to a chat, for two days."""

import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete, select

from bot.model.codec import to_data
from storage.connection import Connection
from storage.documents import load
from storage.tables import button_tokens

LIFETIME = timedelta(hours=48)
MOST_OF_CHAT = 100
_T = TypeVar("_T")


class SqlTokens:
    """``bot.ports.TokenRepository``."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    async def keep(
        self, payload: object, chat_id: int, now: datetime, user_id: int | None = None, name: str = ""
    ) -> str:
        """Keep a dataclass and return its token. With ``user_id`` nobody else of the chat may use it.

        ``name`` is a token of the caller's, in the place of what it stood for. What is over its time goes,
        and of a chat that has made too many the oldest.
        """
        await self._db.run(delete(button_tokens).where(button_tokens.c.token == name))
        await self._db.run(delete(button_tokens).where(button_tokens.c.until <= now))
        mine = (
            select(button_tokens.c.id)
            .where(button_tokens.c.chat_id == chat_id)
            .order_by(button_tokens.c.id.desc())
            .offset(MOST_OF_CHAT - 1)
        )
        spare = [row.id for row in await self._db.all(mine)]
        if spare:
            await self._db.run(delete(button_tokens).where(button_tokens.c.id.in_(spare)))
        token = name or secrets.token_urlsafe(9)
        await self._db.run(
            button_tokens.insert().values(
                token=token,
                chat_id=chat_id,
                user_id=user_id,
                until=now + LIFETIME,
                kind=type(payload).__name__,
                doc=to_data(payload),
            )
        )
        return token

    async def get(
        self, token: str, cls: type[_T], chat_id: int, user_id: int | None, now: datetime
    ) -> _T | None:
        """Return the payload; None if unknown, of another kind, too old, or not this chat's or person's."""
        row = await self._db.first(select(button_tokens).where(button_tokens.c.token == token))
        if row is None or row.chat_id != chat_id or row.until <= now or row.kind != cls.__name__:
            return None
        if row.user_id not in (None, user_id):
            return None
        return load(cls, row.doc, "button token")

    async def has(self, token: str, chat_id: int) -> bool:
        """Whether the chat's token stands for anything."""
        mine = (button_tokens.c.token == token, button_tokens.c.chat_id == chat_id)
        return await self._db.first(select(button_tokens.c.id).where(*mine)) is not None

    async def spend(self, token: str, chat_id: int) -> bool:
        """Forget a token of the chat: it can't be used twice. False if it was not there any more."""
        gone = delete(button_tokens).where(button_tokens.c.token == token, button_tokens.c.chat_id == chat_id)
        return bool(await self._db.run(gone))
