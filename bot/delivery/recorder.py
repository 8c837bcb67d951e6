"""Writes what became of sends: whatever has come in since the last commit goes into one transaction.

An outcome is kept until it is stored: a database that is locked or full delays it, and costs nothing else.
What still could not be stored when the process ends is a send whose fate the next start does not know.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import failpoints, metrics
from bot.log import chat_tag
from bot.model.alert import Ambiguous, Gone, Moved, NotSent, OutboxRow, Outcome, Rejected, Sent
from bot.model.errors import StorageError
from bot.ports import Clock, Store, UnitOfWork

_log = logging.getLogger(__name__)

_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 15.0
_GATHER_S = 0.01
_MANY = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What became of rows of one chat; as text: the reason why they are cancelled.

    ``frees``: with it the chat's turn is over.
    """

    chat_id: int
    rows: tuple[OutboxRow, ...]
    outcome: Outcome | str
    frees: bool = False


class Recorder:
    """``stored`` is told of every result once it is committed; ``trouble`` of the database's, "" after it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        stored: Callable[[Result], None],
        trouble: Callable[[str], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._stored = stored
        self._trouble = trouble
        self._waiting: list[Result] = []
        self._writing = 0
        self._event = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def add(self, result: Result) -> None:
        """Store it soon."""
        self._waiting.append(result)
        self._idle.clear()
        self._event.set()

    @property
    def unstored(self) -> int:
        """How many results came in and are not stored yet."""
        return len(self._waiting) + self._writing

    async def settled(self) -> None:
        """Return when everything that came in is stored."""
        await self._idle.wait()

    async def run(self) -> None:
        """Store results until cancelled."""
        wait_s = _FIRST_WAIT_S
        gather = False
        while True:
            await self._event.wait()
            if gather:
                # Outcomes come thick and fast: one commit for those of a moment.
                await asyncio.sleep(_GATHER_S)
            self._event.clear()
            batch, self._waiting = self._waiting, []
            self._writing = len(batch)
            gather = len(batch) >= _MANY
            try:
                await self._write(batch)
                wait_s = _FIRST_WAIT_S
                self._trouble("")
            except StorageError as error:
                self._trouble(str(error))
                self._waiting = batch + self._waiting
                self._writing = 0
                self._event.set()
                await asyncio.sleep(wait_s)
                wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
                continue
            except Exception:
                _log.exception("a batch of %d outcomes could not be stored; one by one", len(batch))
                await self._one_by_one(batch)
            self._writing = 0
            if not self._waiting:
                self._idle.set()

    async def _write(self, batch: Sequence[Result]) -> None:
        now = self._clock.now()
        async with self._store.write() as uow:
            sent = [
                (row, each.outcome.message_id)
                for each in batch
                if isinstance(each.outcome, Sent)
                for row in each.rows
            ]
            # Most of what comes in, so in one statement.
            taken_over = len(sent) - await uow.outbox.record_sent(sent, now)
            for result in batch:
                if not isinstance(result.outcome, Sent):
                    await _record(uow, result, now)
        if taken_over:
            _log.warning("%d rows that were sent had been taken over meanwhile", taken_over)
        failpoints.reached("recorded")
        _count(batch, now.timestamp())
        for result in batch:
            self._stored(result)

    async def _one_by_one(self, batch: Sequence[Result]) -> None:
        for result in batch:
            try:
                await self._write([result])
            except StorageError:
                self.add(result)
            except Exception:
                # It stays as it lies until its lease runs out; the neighbours are not to pay for it.
                _log.exception("the outcome of %d rows could not be stored", len(result.rows))
                self._stored(result)


async def _record(uow: UnitOfWork, result: Result, now: datetime) -> None:
    outcome = result.outcome
    if isinstance(outcome, str):
        await uow.outbox.cancel(result.rows, outcome)
        return
    if not await uow.outbox.record(result.rows, outcome, now):
        _log.warning("chat %s: some rows were taken over meanwhile", chat_tag(result.chat_id))
    if isinstance(outcome, Gone) and not outcome.topic_only:
        await uow.chats.mark_gone(result.chat_id)
    elif isinstance(outcome, Moved):
        await uow.chats.move(result.chat_id, outcome.chat_id)
    elif isinstance(outcome, NotSent) and outcome.retry_after_s and not outcome.whole_token:
        # It is the chat that was told to wait: what else is owed to it waits too, also after a restart.
        until = now + timedelta(seconds=outcome.retry_after_s)
        await uow.outbox.postpone(result.chat_id, until, outcome.reason)


def _count(batch: Sequence[Result], now_s: float) -> None:
    sends: Counter[str] = Counter()
    for result in batch:
        outcome = result.outcome
        name = "cancelled" if isinstance(outcome, str) else type(outcome).__name__.lower()
        sends[name] += len(result.rows)
        if isinstance(outcome, Sent):
            for row in result.rows:
                metrics.ALERT_DELAY_S.observe(max(0.0, now_s - row.alert.committed_at.timestamp()))
        elif isinstance(outcome, Gone | Moved | Rejected | Ambiguous):
            told = f"moved to {chat_tag(outcome.chat_id)}" if isinstance(outcome, Moved) else outcome.reason
            _log.warning("chat %s: %s: %s", chat_tag(result.chat_id), name, told)
    for name, count in sends.items():
        metrics.SENDS.labels(name).inc(count)
