"""What a button stands for when it does not fit into 64 bytes: kept in memory, bounded, bound to a chat."""

import secrets
from collections import Counter, OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFETIME = timedelta(hours=48)
_MOST = 5000
_MOST_OF_CHAT = 100


@dataclass(frozen=True, slots=True)
class _Kept:
    payload: object
    chat_id: int
    user_id: int | None
    until: datetime


class Tokens:
    """Payloads by token. Gone after a restart, after two days, or when a chat has made too many."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._of_chat: Counter[int] = Counter()

    def put(self, payload: object, *, chat_id: int, now: datetime, user_id: int | None = None) -> str:
        """Keep ``payload`` and return its token. With ``user_id`` nobody else of the chat may use it."""
        if self._of_chat[chat_id] >= _MOST_OF_CHAT:
            self._drop(next(token for token, kept in self._kept.items() if kept.chat_id == chat_id))
        if len(self._kept) >= _MOST:
            self._drop(next(iter(self._kept)))
        token = secrets.token_urlsafe(9)
        self._kept[token] = _Kept(payload, chat_id, user_id, now + LIFETIME)
        self._of_chat[chat_id] += 1
        return token

    def get(self, token: str, *, chat_id: int, user_id: int | None, now: datetime) -> object | None:
        """Return the payload; None for a token that is unknown, too old, or not this chat's or person's."""
        kept = self._kept.get(token)
        if kept is None or kept.chat_id != chat_id or kept.until < now:
            return None
        return kept.payload if kept.user_id in (None, user_id) else None

    def drop(self, token: str) -> None:
        """Forget a token: it can't be used twice."""
        if token in self._kept:
            self._drop(token)

    def _drop(self, token: str) -> None:
        kept = self._kept.pop(token)
        self._of_chat[kept.chat_id] -= 1
        if not self._of_chat[kept.chat_id]:
            del self._of_chat[kept.chat_id]
