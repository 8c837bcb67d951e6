"""The worker that empties the outbox: claim, compose, commit the intent, send, record.

``bot.app`` does::

    sender = Sender(store, clock, application.bot, config.delivery, alarm=...)
    task = asyncio.create_task(sender.run())     # the pipeline gets wake=sender.wake
    ...
    await sender.drain(deadline_s=10)            # on SIGTERM; ``task`` ends with it

It sleeps until it is woken, a row becomes due or a limit has room; nothing is asked for in a loop. Everything
in memory is a copy of what the outbox says: a killed process loses none of it, and only what was on its way
to Telegram at that moment may come twice, marked.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

import telegram

from bot import failpoints
from bot.config import Delivery
from bot.delivery.api import Api
from bot.delivery.breaker import Breaker
from bot.delivery.classify import remedy
from bot.delivery.compose import Composed, Composer, Draft, failed
from bot.delivery.editor import Editor
from bot.delivery.intake import IDLE_S, Intake
from bot.delivery.lanes import Lanes, Waiting
from bot.delivery.limits import Limits
from bot.delivery.recorder import Recorder, Result
from bot.delivery.silent import Silent
from bot.delivery.trouble import Troubles
from bot.model.alert import Ambiguous, NotSent, Outcome, Rejected, Sent
from bot.model.errors import StorageError
from bot.ports import Clock, Store

_log = logging.getLogger(__name__)

_STORAGE_WAITS_S = (0.5, 15.0)
# How many times one message may be changed until Telegram takes it.
_CURES = 4
_GATHER_S = 0.01
_LONGEST_REST_S = 8.0


class Sender:
    """See the module. ``alarm`` is called once for each new trouble and with "" when all is well again.

    ``monotonic``: seconds of a clock that never goes back; limits and waits use it, the database ``clock``.
    ``name``: of this process and no other, the same after a restart (PostgreSQL: what an earlier run of it
    held is taken back at once; without a name when the lease runs out). ``limits``: those that others who
    send with the same token count with, too.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        bot: telegram.Bot,
        settings: Delivery | None = None,
        *,
        name: str = "",
        alarm: Callable[[str], None] = lambda _: None,
        monotonic: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
    ) -> None:
        settings = settings or Delivery()
        prefix = f"{name}/" if name else ""
        self._settings = settings
        self._store = store
        self._clock = clock
        self._time = monotonic
        self._api = Api(bot)
        self._limits = limits or limits_of(settings)
        self._lanes = Lanes(self._limits)
        self._breaker = Breaker()
        self._troubles = Troubles(self._breaker, alarm)
        self._composer = Composer(settings)
        self._recorder = Recorder(
            store, clock, self._stored, lambda text: self._troubles.storage("recorder", text)
        )
        self._intake = Intake(
            store,
            clock,
            settings,
            self._limits,
            self._lanes,
            self._recorder,
            monotonic,
            f"{prefix}{secrets.token_hex(6)}",
            prefix,
        )
        self._editor = Editor(self._api, self._limits, monotonic)
        self._silent = Silent(store, clock, self._editor, self._busy)
        self._event = asyncio.Event()
        self._stopped = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._probing: asyncio.Task[None] | None = None
        self._storage_wait_s = _STORAGE_WAITS_S[0]
        self._stopping = False
        self._deadline_s = 10.0
        self.running = False

    @property
    def trouble(self) -> str:
        """What keeps it from sending, in words; "" when nothing does."""
        return self._troubles.now

    def wake(self) -> None:
        """There may be new rows. Cheap; call it after every commit that added some."""
        self._intake.look()
        self._event.set()

    async def run(self) -> None:
        """Send until ``drain``. Never ends because of Telegram, the network or the database."""
        self.running = True
        recording = asyncio.create_task(self._recorder.run())
        editing = asyncio.create_task(self._editor.run())
        changing = asyncio.create_task(self._silent.run())
        try:
            await self._recover()
            while not self._stopping:
                self._event.clear()
                await self._wait(await self._turn())
                if len(self._sending) >= self._settings.concurrency // 4:
                    # Many are on their way: what comes back within a moment is worth one commit, not many.
                    await asyncio.sleep(_GATHER_S)
        finally:
            try:
                await self._finish()
            finally:
                recording.cancel()
                editing.cancel()
                changing.cancel()
                self.running = False
                self._stopped.set()

    async def drain(self, deadline_s: float = 10.0) -> None:
        """Claim nothing more, let what is on its way arrive, give the rest back; return when that is done."""
        self._deadline_s = deadline_s
        self._stopping = True
        self._event.set()
        if self.running:
            await self._stopped.wait()

    def _busy(self) -> bool:
        return self._stopping or self._breaker.open or bool(self._sending) or bool(self._lanes)

    async def _recover(self) -> None:
        while not self._stopping:
            try:
                await self._intake.recover()
                return
            except StorageError as error:
                await self._wait(self._storage_failed(error))

    async def _turn(self) -> float:
        """Do what can be done now; return for how long nothing more can, in seconds."""
        if self._breaker.open:
            return self._ask_again()
        try:
            await self._intake.fill()
            while not self._stopping and await self._dispatch():
                # Something more pressing may have come meanwhile.
                await self._intake.fill()
        except StorageError as error:
            self._intake.look()
            return self._storage_failed(error)
        except Exception:
            # Whatever it is, those who are owed an alert are not to pay for it with silence.
            _log.exception("a turn of the sender failed in a way that is not foreseen")
            self._intake.look()
            return self._storage_failed(StorageError("see the log"))
        self._storage_wait_s = _STORAGE_WAITS_S[0]
        self._troubles.storage("sender", "")
        return self._idle_s()

    def _idle_s(self) -> float:
        """Until something is due: a chat that waits here, or a row in the database."""
        until = self._intake.next_at()
        lane_at = self._lanes.next_at()
        if lane_at is not None and self._on_their_way() < self._settings.concurrency:
            until = min(until, max(lane_at, self._limits.token_ready_at()))
        return max(0.0, until - self._time())

    def _on_their_way(self) -> int:
        """What a kill now would leave unknown: sends, and outcomes that are not stored."""
        return len(self._sending) + self._recorder.unstored

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()

    async def _dispatch(self) -> bool:
        """Send off what may go now; True if there was anything, for then there may be more."""
        batches = self._pick()
        if not batches:
            return False
        try:
            drafts = self._sort_out(batches, await self._compose(batches))
            batches = [[Waiting(row, self._time()) for row in draft.rows] for draft in drafts]
            ready = await self._mark(drafts)
        except BaseException:
            for batch in batches:
                chat_id = batch[0].row.alert.chat_id
                self._lanes.put_back(chat_id, batch)
                self._lanes.done(chat_id)
            raise
        for draft in ready:
            # Counted now and not when it was picked: composing and committing may have taken a while.
            self._limits.take(draft.chat_id, self._time())
            task = asyncio.create_task(self._send(draft))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return True

    def _pick(self) -> list[list[Waiting]]:
        now = self._time()
        free = self._settings.concurrency - self._on_their_way()
        room = 0 if self._breaker.open else min(free, self._limits.room(now))
        batches: list[list[Waiting]] = []
        while len(batches) < room:
            batch = self._lanes.next(now)
            if not batch:
                break
            batches.append(batch)
        return batches

    async def _compose(self, batches: Sequence[Sequence[Waiting]]) -> list[Composed]:
        try:
            async with self._store.read() as uow:
                return await self._composer.compose(uow, batches, self._clock.now(), self._time())
        except StorageError as error:
            if len(batches) > 1:
                return [(await self._compose([batch]))[0] for batch in batches]
            # Is it the database, or only what is stored for this row?
            async with self._store.read() as uow:
                await uow.outbox.next_due_at()
            _log.warning("row %d can't be read: %s", batches[0][0].row.id, error)
            return [failed(batches[0], error)]

    def _sort_out(self, batches: Sequence[Sequence[Waiting]], composed: Sequence[Composed]) -> list[Draft]:
        drafts = []
        for batch, each in zip(batches, composed, strict=True):
            chat_id = batch[0].row.alert.chat_id
            if each.back:
                self._lanes.put_back(chat_id, each.back, each.not_before)
            for n, (rows, outcome) in enumerate(each.ended, 1):
                last = each.draft is None and n == len(each.ended)
                self._recorder.add(Result(chat_id, rows, outcome, frees=last))
            if each.draft is not None:
                drafts.append(each.draft)
            elif not each.ended:
                self._lanes.done(chat_id)
        return drafts

    async def _mark(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Commit that these are about to be sent; leave out what was cancelled or taken over meanwhile."""
        if not drafts:
            return []
        lease_until = self._clock.now() + timedelta(seconds=self._settings.lease_s)
        async with self._store.write() as uow:
            rows = [row for draft in drafts for row in draft.rows]
            ours = {row.id for row in await uow.outbox.mark_sending(rows, lease_until)}
            spoiled = [draft for draft in drafts if not all(row.id in ours for row in draft.rows)]
            # Its text may name what is owed no more: the rest is claimed and composed anew.
            await uow.outbox.release([row for draft in spoiled for row in draft.rows])
        failpoints.reached("marked")
        for draft in spoiled:
            self._intake.let_go(draft.rows)
            self._intake.look()
            self._lanes.done(draft.chat_id)
        return [draft for draft in drafts if draft not in spoiled]

    async def _send(self, draft: Draft) -> None:
        letter = draft.letter
        try:
            outcome = await self._api.send(letter)
            for _ in range(_CURES):
                failpoints.reached("answered")
                cure = remedy(outcome)
                better = letter.cured(cure) if cure else None
                if better is None:
                    break
                letter = better
                outcome = await self._api.send(letter)
            outcome = self._learn(draft, outcome)
        except Exception as error:
            _log.exception("a send failed in a way that is not foreseen")
            outcome = Rejected(f"the request could not be made: {type(error).__name__}")
        self._recorder.add(Result(draft.chat_id, draft.rows, outcome, frees=True))
        if isinstance(outcome, Sent):
            for message_id, edited in draft.edits:
                self._editor.add(edited, message_id)

    def _learn(self, draft: Draft, outcome: Outcome) -> Outcome:
        """What this means for further messages. Returns the outcome, with the wait that was settled on."""
        now = self._time()
        match outcome:
            case Sent():
                self._limits.went_well(draft.chat_id)
            case NotSent(reason, retry_after_s, False) if reason.startswith("429"):
                outcome = NotSent(reason, self._limits.penalise(draft.chat_id, retry_after_s, now))
            case Ambiguous():
                # For a while nothing of this chat overtakes what may have to be said again.
                attempts = max(row.attempts for row in draft.rows)
                self._limits.rest(draft.chat_id, now + min(2.0 ** (attempts + 1), _LONGEST_REST_S))
        self._breaker.after_send(outcome, now)
        self._troubles.look()
        return outcome

    def _ask_again(self) -> float:
        """Ask Telegram whether it answers; return for how long that can't be known, in seconds."""
        wait_s = self._breaker.probe_at() - self._time()
        if self._probing is None and wait_s <= 0:
            self._probing = asyncio.create_task(self._probe())
        return IDLE_S if self._probing else wait_s

    async def _probe(self) -> None:
        try:
            outcome = await self._api.probe()
        except Exception:
            _log.exception("asking Telegram failed in a way that is not foreseen")
            outcome = Ambiguous("asking failed")
        self._probing = None
        self._breaker.after_probe(outcome, self._time())
        self._troubles.look()
        self.wake()

    def _stored(self, result: Result) -> None:
        self._intake.settled(result)
        if result.frees:
            self._lanes.done(result.chat_id)
        self._event.set()

    async def _finish(self) -> None:
        """Let what is on its way arrive and be stored; give back the rest."""
        until = self._time() + self._deadline_s
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=self._deadline_s)
        for task in [*self._sending, *filter(None, (self._probing,))]:
            # Whether it arrived is not known: the next start says so.
            task.cancel()
        await self._editor.settled(max(0.0, until - self._time()))
        try:
            async with asyncio.timeout(max(1.0, until - self._time())):
                await self._recorder.settled()
                await self._intake.release_all()
        except (TimeoutError, StorageError) as error:
            _log.warning("stopped before everything was stored (%s); the next start takes it up", error)

    def _storage_failed(self, error: StorageError) -> float:
        self._troubles.storage("sender", str(error))
        wait_s = self._storage_wait_s
        self._storage_wait_s = min(2 * wait_s, _STORAGE_WAITS_S[1])
        return wait_s


def limits_of(settings: Delivery) -> Limits:
    """Telegram's limits as they are configured."""
    return Limits(settings.overall_per_s, settings.per_chat_per_s, settings.per_group_per_min)
