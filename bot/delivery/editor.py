"""Changes to messages that were sent before: behind everything that is news, and without haste.

They are kept in memory only. What an edit would say was told in a message of its own, or is a detail, so a
killed process owes nobody an edit; one that Telegram puts off or whose answer is lost is made again, for an
edit can be repeated without harm.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.delivery.api import Api, Letter
from bot.delivery.limits import Limits
from bot.log import chat_tag
from bot.model.alert import Ambiguous, NotSent, Outcome, Sent

_log = logging.getLogger(__name__)

_TRIES = 5
_LONGEST_PATIENCE_S = 900.0
_MOST = 2000
_STEP_S = 5.0


@dataclass(frozen=True, slots=True)
class _Edit:
    letter: Letter
    message_id: int
    tries: int = 0
    not_before: float = 0.0


class Editor:
    """``add`` puts an edit in, ``run`` makes them one after the other, until cancelled."""

    def __init__(self, api: Api, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._api = api
        self._limits = limits
        self._time = monotonic
        self._waiting: deque[_Edit] = deque()
        self._event = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def add(self, letter: Letter, message_id: int) -> None:
        """Change the message soon. An older edit of it that still waits is left out, and under a flood the
        oldest of all.
        """
        chat_id = letter.chat_id
        old = [
            each for each in self._waiting if (each.letter.chat_id, each.message_id) == (chat_id, message_id)
        ]
        for each in old:
            self._waiting.remove(each)
        self._put(_Edit(letter, message_id))

    async def settled(self, deadline_s: float) -> None:
        """Return when every edit is made, or at the deadline."""
        with suppress(TimeoutError):
            async with asyncio.timeout(deadline_s):
                await self._idle.wait()

    async def run(self) -> None:
        """Make edits until cancelled."""
        while True:
            wait_s = await self._turn()
            self._event.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._event.wait()

    async def _turn(self) -> float | None:
        """Make what may be made now; return how long to wait for more, None: until something comes."""
        while True:
            if not self._waiting:
                self._idle.set()
                return None
            now = self._time()
            ready = [max(each.not_before, self._ready_at(each)) for each in self._waiting]
            first = min(range(len(ready)), key=ready.__getitem__)
            if ready[first] > now:
                # Not longer at once: a message that goes out meanwhile may change when a chat is ready.
                return min(ready[first] - now, _STEP_S)
            edit = self._waiting[first]
            del self._waiting[first]
            await self._make(edit)

    def _ready_at(self, edit: _Edit) -> float:
        return max(self._limits.token_ready_at(), self._limits.answer_ready_at(edit.letter.chat_id))

    async def _make(self, edit: _Edit) -> None:
        chat_id = edit.letter.chat_id
        self._limits.take(chat_id, self._time(), answer=True)
        try:
            outcome = await self._api.edit(edit.letter, edit.message_id)
        except Exception:
            _log.exception("an edit failed in a way that is not foreseen")
            return
        wait_s = self._wait_s(edit, outcome)
        if wait_s is None:
            if not isinstance(outcome, Sent):
                _log.info("chat %s: a message could not be changed: %s", chat_tag(chat_id), outcome)
        elif edit.tries + 1 < _TRIES and wait_s <= _LONGEST_PATIENCE_S:
            self._put(replace(edit, tries=edit.tries + 1, not_before=self._time() + wait_s))

    def _wait_s(self, edit: _Edit, outcome: Outcome) -> float | None:
        """How long until it is tried again; None: it is done, or nothing helps."""
        match outcome:
            case NotSent(reason, retry_after_s, False) if reason.startswith("429"):
                return self._limits.penalise(edit.letter.chat_id, retry_after_s, self._time())
            case NotSent() | Ambiguous():
                return float(2.0 ** (edit.tries + 1))
        return None

    def _put(self, edit: _Edit) -> None:
        self._waiting.append(edit)
        if len(self._waiting) > _MOST:
            self._waiting.popleft()
        self._idle.clear()
        self._event.set()
