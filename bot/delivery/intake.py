"""From the outbox into memory: which rows are claimed, how many at a time, and when to look again.

At most some hundred rows are in hand, whatever waits in the database; no chat fills that window, and what is
critical is claimed beyond it. Every row in hand is remembered until its outcome is stored, so that a clock
that jumps does not make us claim our own rows again.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot import failpoints, metrics
from bot.config import Delivery
from bot.delivery.lanes import Lanes
from bot.delivery.limits import Limits
from bot.delivery.recorder import Recorder, Result
from bot.model.alert import CRITICAL, Gone, Moved, NotSent, OutboxRow, Sent
from bot.ports import Clock, Store

_log = logging.getLogger(__name__)

WINDOW = 512
_CLAIM = 256
_CLAIM_CRITICAL = 32
# A chat whose lane is down to this may have more rows claimed.
_LANE_LOW = 8
# At least so often the database is asked although nobody called: another process may have put rows there.
IDLE_S = 15.0
_SOON_S = 0.05
# Told to wait longer than this, a chat's rows go back to the database instead of waiting here.
_LONG_WAIT_S = 20.0
_COUNT_EVERY_S = 30.0
_CLOCK_JUMP_S = 30.0


class Intake:
    """``owner`` stands in the rows we hold; ``prefix`` begins those that this process ever had, or is ""."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Delivery,
        limits: Limits,
        lanes: Lanes,
        recorder: Recorder,
        monotonic: Callable[[], float],
        owner: str,
        prefix: str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._limits = limits
        self._lanes = lanes
        self._recorder = recorder
        self._time = monotonic
        self._owner = owner
        self._prefix = prefix
        self._held: dict[int, OutboxRow] = {}
        self._dropped: list[OutboxRow] = []
        self._unsure = False
        # There is more in the database: of these chats, or of any.
        self._starved: set[int] = set()
        self._more = False
        self._more_critical = False
        self._due = True
        self._next_at = 0.0
        self._skew_s = self._wall_skew()
        self._counted_at = 0.0

    def look(self) -> None:
        """There may be something to claim."""
        self._due = True

    def next_at(self) -> float:
        """When to look again although nothing happens."""
        return self._next_at

    async def recover(self) -> None:
        """At start: take back what an earlier run held, and remember which chats were told to wait."""
        async with self._store.write() as uow:
            rows = await uow.outbox.recover(self._clock.now(), self._prefix)
            waits = await uow.outbox.held_back(self._clock.now())
        for chat_id, until in waits.items():
            self._limits.hold(chat_id, self._time() + (until - self._clock.now()).total_seconds())
        if rows:
            _log.info("%d rows were in the hands of an earlier run and are taken back", rows)

    async def fill(self) -> None:
        """Claim what is due, as far as there is room. Does nothing unless there is reason to look."""
        await self._follow_clock()
        await self._tidy()
        if not self._due and self._time() < self._next_at:
            return
        self._due = self._more = self._more_critical = False
        self._next_at = self._time() + IDLE_S
        full = set(self._lanes.full())
        while len(self._lanes) < WINDOW:
            if len(await self._claim(_CLAIM, full)) < _CLAIM:
                self._starved = full
                await self._look_ahead()
                return
            full |= set(self._lanes.full())
        # What is critical need not wait until there is room, unless all that is in hand is critical.
        while self._lanes.critical() < WINDOW:
            if len(await self._claim(_CLAIM_CRITICAL, set(), CRITICAL)) < _CLAIM_CRITICAL:
                break
        else:
            self._more_critical = True
        self._starved, self._more = full, True

    def settled(self, result: Result) -> None:
        """The outcome is committed: the rows are no longer in our hands."""
        self.let_go(result.rows)
        chat_id, outcome = result.chat_id, result.outcome
        if isinstance(outcome, Gone | Moved):
            # The database has ended or moved them; what it has not is claimed anew.
            self._dropped += self._lanes.drop(chat_id)
        elif isinstance(outcome, NotSent) and self._waits_long(chat_id):
            self._dropped += self._lanes.drop(chat_id)
        if not isinstance(outcome, Sent | str):
            self._due = True
        elif chat_id in self._starved and self._lanes.size(chat_id) <= _LANE_LOW:
            self._starved.discard(chat_id)
            self._due = True
        elif self._more and len(self._lanes) < WINDOW // 2:
            self._due = True
        elif self._more_critical and self._lanes.critical() < WINDOW // 2:
            # Else what is critical would wait until the rest in hand is gone.
            self._due = True

    async def release(self, rows: Sequence[OutboxRow]) -> None:
        """Give rows back, as if they had never been claimed."""
        async with self._store.write() as uow:
            await uow.outbox.release(rows)
        self.let_go(rows)

    async def release_all(self) -> None:
        """Give back all that waits."""
        self._dropped += self._lanes.drop_all()
        await self._tidy()

    def let_go(self, rows: Sequence[OutboxRow]) -> None:
        """They are not ours any more."""
        for row in rows:
            self._held.pop(row.id, None)

    async def _tidy(self) -> None:
        """Give back what is in our hands by the database and can't be used."""
        if self._dropped:
            dropped = list(self._dropped)
            await self.release(dropped)
            self._dropped = self._dropped[len(dropped) :]
        if self._unsure:
            async with self._store.write() as uow:
                await uow.outbox.release_strays(self._owner, self._held.keys())
            self._unsure = False

    async def _claim(self, limit: int, full: set[int], min_severity: int = 1) -> list[OutboxRow]:
        # Should the commit seem to fail, it may have counted all the same.
        self._unsure = True
        async with self._store.write() as uow:
            rows = await uow.outbox.claim(
                self._owner,
                self._clock.now(),
                self._settings.lease_s,
                limit,
                except_chats=full,
                min_severity=min_severity,
                holding=self._held.keys(),
            )
        self._held |= {row.id: row for row in rows}
        self._unsure = False
        if rows:
            failpoints.reached("claimed")
        left = self._lanes.add(self._without_waiting(rows), self._time())
        full |= {row.alert.chat_id for row in left}
        self._dropped += left
        await self._tidy()
        return rows

    def _without_waiting(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        """Those that may go soon; the others are given back with the time until which their chat waits."""
        soon: list[OutboxRow] = []
        later: dict[int, list[OutboxRow]] = {}
        for row in rows:
            chat_id = row.alert.chat_id
            (later.setdefault(chat_id, []) if self._waits_long(chat_id) else soon).append(row)
        for chat_id, held in later.items():
            wait_s = self._limits.told_until(chat_id) - self._time()
            self._recorder.add(Result(chat_id, tuple(held), NotSent("429 too many requests", wait_s)))
        return soon

    def _waits_long(self, chat_id: int) -> bool:
        return self._limits.told_until(chat_id) - self._time() > _LONG_WAIT_S

    async def _look_ahead(self) -> None:
        """Nothing more is due now: note when something will be."""
        counting = self._time() >= self._counted_at + _COUNT_EVERY_S
        async with self._store.read() as uow:
            now = self._clock.now()
            due = await uow.outbox.next_due_at(now)
            counts = await uow.outbox.counts() if counting else {}
        if counting:
            self._counted_at = self._time()
        for state, rows in counts.items():
            metrics.OUTBOX.labels(state).set(rows)
        if due is not None:
            self._next_at = min(self._next_at, self._time() + max(_SOON_S, (due - now).total_seconds()))

    async def _follow_clock(self) -> None:
        """A wall clock that was set back must not hold back what waits for a time by it."""
        skew_s = self._wall_skew()
        if skew_s < self._skew_s - _CLOCK_JUMP_S:
            async with self._store.write() as uow:
                rows = await uow.outbox.bring_forward(timedelta(seconds=self._skew_s - skew_s))
            _log.warning("the clock was set back; %d rows that wait for a time follow it", rows)
        self._skew_s = skew_s

    def _wall_skew(self) -> float:
        return self._clock.now().timestamp() - self._time()
