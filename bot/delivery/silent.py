"""Messages that are changed without a sound when what they tell has changed a little: a toll, who confirms.

What is material is pushed, and what was pushed stands there already; this is the rest. One edit for each chat
and incident in a quarter of an hour, behind everything else, and none at all while alerts wait: whoever wants
to know asks for the incident. What was edited is kept in memory only; after a restart it may be repeated.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape

from bot.delivery.api import Letter
from bot.delivery.editor import Editor
from bot.delivery.personal import with_distance
from bot.model.alert import Message, OutboxRow, OutboxState
from bot.model.errors import StorageError
from bot.model.incident import Incident
from bot.ports import Clock, Store, UnitOfWork
from bot.rendering import render_alert
from bot.rendering.edited import edited_line
from bot.rendering.html import MAX_UNITS

_log = logging.getLogger(__name__)

EVERY = timedelta(minutes=15)
LOOK_S = 60.0
# Older messages lie too far up to be read again.
_AS_LONG_AS = timedelta(hours=24)
_AT_ONCE = 100
_MOST = 10_000
_WAITING = (OutboxState.PENDING, OutboxState.CLAIMED, OutboxState.SENDING)

_Of = tuple[int, int | None, str]


class Silent:
    """``look`` puts edits into the editor; ``run`` does so once a minute. ``busy``: whether alerts wait."""

    def __init__(self, store: Store, clock: Clock, editor: Editor, busy: Callable[[], bool]) -> None:
        self._store = store
        self._clock = clock
        self._editor = editor
        self._busy = busy
        self._done: dict[_Of, tuple[int, datetime]] = {}

    async def run(self) -> None:
        """Look once a minute until cancelled."""
        never = asyncio.Event()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await never.wait()
            try:
                await self.look()
            except StorageError as error:
                _log.debug("no silent edits now: %s", error)
            except Exception:
                _log.exception("silent edits failed in a way that is not foreseen")

    async def look(self) -> int:
        """Put in the edits that are due; return how many."""
        if self._busy():
            return 0
        now = self._clock.now()
        made = 0
        async with self._store.read() as uow:
            seen: set[_Of] = set()
            for row in await uow.outbox.outdated(now - _AS_LONG_AS, _AT_ONCE):
                of = (row.alert.chat_id, row.alert.thread_id, row.alert.incident_id)
                # Only the newest message about an incident is changed.
                if of not in seen and self._may(of, row, now):
                    made += await self._edit(uow, of, row, now)
                seen.add(of)
        while len(self._done) > _MOST:
            del self._done[next(iter(self._done))]
        return made

    def _may(self, of: _Of, row: OutboxRow, now: datetime) -> bool:
        _, at = self._done.get(of, (0, None))
        last = max(each for each in (at, row.sent_at) if each) if at or row.sent_at else now
        return now - last >= EVERY

    async def _edit(self, uow: UnitOfWork, of: _Of, row: OutboxRow, now: datetime) -> bool:
        chat_id, thread_id, incident_id = of
        incident = await uow.incidents.get(incident_id)
        if incident is None or row.message_id is None:
            return False
        done, _ = self._done.get(of, (row.alert.revision, now))
        if incident.revision == done:
            return False
        owed = await uow.outbox.of_chat(chat_id, incident_id)
        told = await uow.outbox.of_message(chat_id, row.message_id)
        if (
            any(each.state in _WAITING for each in owed)
            or len({each.alert.incident_id for each in told}) != 1
        ):
            return False
        chat = await uow.chats.get(chat_id)
        message = _message(incident, row, chat.lang if chat else "en", now)
        if message is None:
            return False
        self._done.pop(of, None)
        self._done[of] = (incident.revision, now)
        self._editor.add(Letter(chat_id, message, thread_id), row.message_id)
        return True


def _message(incident: Incident, row: OutboxRow, lang: str, now: datetime) -> Message | None:
    """The alert as it would be sent now, with the line that says what was changed; None if nothing was."""
    line = edited_line(incident, lang, now)
    if not line:
        return None
    message = render_alert(incident, row.alert.push, lang=lang, now=now, repeat=row.repeat)
    message = with_distance(message, (row,), incident, lang)
    plain = f"{message.plain}\n{line}"
    if len(plain.encode("utf-16-le", "replace")) > 2 * MAX_UNITS:
        return None
    return replace(message, html=f"{message.html}\n<i>{escape(line, quote=False)}</i>", plain=plain)
