"""Updates on their way to the handlers: those of one chat in order, chats beside each other, none twice."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from typing import Any

from telegram import Update
from telegram.ext import Application

_log = logging.getLogger(__name__)

# How long one batch may hold up the next; its slow handlers go on meanwhile.
PATIENCE_S = 10.0
_REMEMBERED = 1000


class Inbox:
    """``application`` must be initialised before the first update comes."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._application = application
        self._chats: dict[int, asyncio.Task[None]] = {}
        self._seen: deque[int] = deque(maxlen=_REMEMBERED)

    async def handle(self, updates: Iterable[Any]) -> int | None:
        """Hand each to the handlers and wait for them, but not for ever; return the number of the last."""
        tasks, last = [], None
        for data in updates:
            number = data.get("update_id") if isinstance(data, dict) else None
            if not isinstance(number, int):
                _log.error("an update without a number was left out")
                continue
            last = number
            if number in self._seen:
                continue
            self._seen.append(number)
            try:
                update = Update.de_json(data, self._application.bot)
            except Exception as error:
                _log.error("update %d can't be read (%s) and was left out", number, type(error).__name__)
                continue
            tasks.append(self._queue(update))
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=PATIENCE_S)
            if late:
                _log.warning("%d updates take long; the next ones do not wait for them", len(late))
        return last

    async def settled(self) -> None:
        """Wait for handlers that still run, but not for ever."""
        if self._chats:
            await asyncio.wait(set(self._chats.values()), timeout=PATIENCE_S)

    def _queue(self, update: Update) -> asyncio.Task[None]:
        of = update.effective_chat or update.effective_user
        key = of.id if of else 0
        task = asyncio.create_task(self._process(update, self._chats.get(key)))
        self._chats[key] = task
        task.add_done_callback(lambda done: self._chats.pop(key) if self._chats.get(key) is done else None)
        return task

    async def _process(self, update: Update, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait({before})
        try:
            await self._application.process_update(update)
        except Exception:
            _log.exception("update %d could not be handled", update.update_id)
