"""What the bot has not fetched yet, and the one long poll that may wait for it."""

import asyncio
import json
from collections import deque
from typing import Any

from bot.playground.params import Params
from bot.playground.refusal import RefusedError, bad

MAX_WAITING = 10_000
MAX_TIMEOUT_S = 50
# Telegram leaves these out unless they are asked for by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)

Update = dict[str, Any]


class Updates:
    """Updates in order, kept until the bot asks for a later one."""

    def __init__(self, first_id: int = 1000) -> None:
        self._waiting: deque[Update] = deque(maxlen=MAX_WAITING)
        self._next_id = first_id
        self._allowed: frozenset[str] = frozenset()
        self._arrived = asyncio.Event()
        self._poll: object | None = None
        self._closed = False
        self.webhook: dict[str, Any] = {"url": ""}

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update, unless the bot does not want its kind; return its id (0: not wanted)."""
        if not self._wants(kind):
            return 0
        update_id = self._next_id
        self._next_id += 1
        self._waiting.append({"update_id": update_id, kind: content})
        self._arrived.set()
        return update_id

    def repeat(self, update_id: int) -> bool:
        """Hand an update out again that still waits, as after a lost reply: at the end of the queue."""
        for update in list(self._waiting):
            if update["update_id"] == update_id:
                self._waiting.append(update)
                self._arrived.set()
                return True
        return False

    @property
    def pending(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def drop(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def close(self) -> None:
        """Let a waiting poll end now."""
        self._closed = True
        self._arrived.set()

    def allow(self, kinds: frozenset[str]) -> None:
        """From now on only these kinds; empty: all but those that must be asked for by name."""
        self._allowed = kinds

    def _wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _ON_REQUEST

    async def fetch(self, params: Params) -> list[Update]:
        """``getUpdates``. Raises RefusedError (409) when another poll takes over or a webhook is set."""
        if self.webhook["url"]:
            raise RefusedError(_WEBHOOK, 409)
        limit = params.whole("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        timeout = min(max(params.whole("timeout"), 0), MAX_TIMEOUT_S)
        if params.has("allowed_updates"):
            self.allow(allowed_updates(params))
        self._confirm(params.whole("offset"))
        mine = self._poll = object()
        self._arrived.set()  # whoever else waits looks up and finds the poll taken over
        await asyncio.sleep(0)
        end = asyncio.get_running_loop().time() + timeout
        while not self._waiting and not self._closed:
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                break
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), left)
            except TimeoutError:
                break
            if self._poll is not mine:
                raise RefusedError(_OTHER_POLL, 409)
        return list(self._waiting)[:limit]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()


def allowed_updates(params: Params) -> frozenset[str]:
    """The parameter of that name. Raises RefusedError."""
    value = params.values.get("allowed_updates")
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad("can't parse allowed updates JSON object") from None
    if not isinstance(value, list):
        raise bad("expected an Array of allowed updates")
    return frozenset(str(each) for each in value)
