"""The request layer of everything that is not an alert: answers to commands keep Telegram's limits, too.

Telegram counts all messages of a token and of a chat alike, so an answer is counted with the same ``Limits``
as alerts. A person waits for it: it may run a little ahead of the pause between two messages of a chat, but
never of what Telegram itself told the chat to wait, nor of the rate of the token or of a group.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from telegram.error import RetryAfter
from telegram.request import RequestData

from bot.delivery.classify import of_answer
from bot.delivery.limits import Limits
from bot.delivery.request import AiohttpRequest
from bot.model.alert import NotSent

# What Telegram counts: all that puts a message into a chat or changes one.
COUNTED = frozenset(
    {
        "sendmessage",
        "sendphoto",
        "senddocument",
        "sendlocation",
        "sendvenue",
        "sendmediagroup",
        "editmessagetext",
        "editmessagecaption",
        "editmessagemedia",
        "editmessagereplymarkup",
    }
)
# Somebody who waits longer than this has put the phone away; the caller is told how long it would be.
PATIENCE_S = 20.0


class PacedRequest(AiohttpRequest):
    """``AiohttpRequest`` whose ``do_request`` waits until ``limits`` have room. ``call``, which alerts use,
    does not: the sender counts those itself.
    """

    __slots__ = ("_limits", "_sleep", "_time")

    def __init__(
        self,
        limits: Limits,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Any] = asyncio.sleep,
        **values: Any,
    ) -> None:
        super().__init__(**values)
        self._limits = limits
        self._time = monotonic
        self._sleep = sleep

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *times: Any, **named: Any
    ) -> tuple[int, bytes]:
        """As ``AiohttpRequest``. Raises RetryAfter without asking when it would be too long a wait."""
        chat_id = _chat(url, request_data)
        if chat_id is None:
            return await super().do_request(url, method, request_data, *times, **named)
        await self._turn(chat_id)
        status, body = await super().do_request(url, method, request_data, *times, **named)
        if status == 429:
            outcome = of_answer(status, body)
            wait_s = outcome.retry_after_s if isinstance(outcome, NotSent) else None
            self._limits.penalise(chat_id, wait_s, self._time())
        elif 200 <= status < 300:
            self._limits.went_well(chat_id)
        return status, body

    async def _turn(self, chat_id: int) -> None:
        """Wait for room and count the message."""
        since = self._time()
        while True:
            now = self._time()
            ready_at = max(self._limits.token_ready_at(), self._limits.answer_ready_at(chat_id))
            if ready_at <= now:
                self._limits.take(chat_id, now, answer=True)
                return
            if ready_at - since > PATIENCE_S:
                raise RetryAfter(max(1, int(ready_at - now)))
            await self._sleep(ready_at - now)


def _chat(url: str, data: RequestData | None) -> int | None:
    """The chat that a counted request writes to, 0 if it is named otherwise than by its number."""
    if data is None or url.rpartition("/")[2].lower() not in COUNTED:
        return None
    told = data.parameters.get("chat_id")
    try:
        return int(str(told))
    except ValueError:
        return 0
