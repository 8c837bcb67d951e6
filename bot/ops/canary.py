"""A test alert on a schedule, through all that a real one goes through, from the outbox to the record.

It is owed to one chat of the operator's. That it was not sent in time is a trouble like any other.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.model.alert import CANARY, Alert, OutboxRow, OutboxState
from bot.model.incident import Push
from bot.ports import Clock, Store, UnitOfWork

WITHIN_S = 300.0
_WAITING = (OutboxState.PENDING, OutboxState.CLAIMED, OutboxState.SENDING)


class Canary:
    """``chat_id`` 0: there is none. ``wake`` tells the sender of a new row."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        chat_id: int,
        every_s: float,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._chat_id = chat_id
        self._every = timedelta(seconds=every_s)
        self._wake = wake

    async def sing(self) -> bool:
        """Owe the test alert if it is time for one; whether it was."""
        if not self._chat_id:
            return False
        now = self._clock.now()
        async with self._store.read() as uow:
            rows = await self._rows(uow)
        if rows and timedelta(0) <= now - rows[-1].alert.committed_at < self._every:
            return False
        alert = Alert(self._chat_id, CANARY, int(now.timestamp()), Push.NEW, 4, "canary", now)
        async with self._store.write() as uow:
            await uow.outbox.add([alert])
        self._wake()
        return True

    async def failure(self, uow: UnitOfWork) -> str:
        """What became of the newest that has ended or should have; "" if it was sent, or there is none."""
        if not self._chat_id:
            return ""
        due = self._clock.now() - timedelta(seconds=WITHIN_S)
        judged = [
            row for row in await self._rows(uow) if row.state not in _WAITING or row.alert.committed_at <= due
        ]
        if not judged or judged[-1].state is OutboxState.SENT:
            return ""
        return f"{judged[-1].state.value} {judged[-1].error}".strip()

    async def _rows(self, uow: UnitOfWork) -> Sequence[OutboxRow]:
        return await uow.outbox.of_chat(self._chat_id, CANARY)
