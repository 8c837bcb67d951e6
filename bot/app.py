"""The composition root: every part is built here once, started in order and stopped in the reverse order.

Starting: the database first (it says whether another process owns it), then what serves people (sender,
updates), last what makes work for them (the schedule). Stopping: no new polls, no new updates, then the
sender empties its hands, then everything is closed. ``role`` leaves parts out, for several processes on one
PostgreSQL.
"""

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Sequence
from contextlib import suppress

import handlers
from bot import metrics
from bot.clock import SystemClock
from bot.config import Config
from bot.delivery.alarms import Alarms
from bot.delivery.api import Api
from bot.delivery.application import AnyApplication, build_application, close
from bot.delivery.notices import Notices
from bot.delivery.paced import PacedRequest
from bot.delivery.sender import Sender, limits_of
from bot.delivery.updates import UpdatePoller
from bot.delivery.webhook import UpdateWebhook
from bot.extraction.batch import FAULT, read_batch, unread, warm_up
from bot.model import codec
from bot.model.alarm import Trouble
from bot.model.alert import OutboxState
from bot.model.errors import StorageError, WorkerError
from bot.model.incident import Incident, Report
from bot.model.item import Item, SourceState
from bot.model.mention import Reading
from bot.model.subscription import Subscription
from bot.ops import OpsServer
from bot.ops.audit import Audit, Part
from bot.ops.canary import Canary
from bot.ops.pulse import Pulse
from bot.ops.record import Record
from bot.ops.upkeep import Upkeep
from bot.ops.watch import Watch
from bot.pipeline import Pipeline
from bot.places.gazetteer import Gazetteer
from bot.ports import Clock
from bot.schedule import WATCH_S, Schedule
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from bot.sources.registry import check_kinds
from bot.workers import Workers
from handlers.context import KEY, Services
from storage import SqlStore, open_store

_log = logging.getLogger(__name__)

DRAIN_S = 10.0
CONNECTIONS = 128
# A worker that takes so long for one batch of items is stuck.
READ_S = 60.0


class App:
    """One running bot. ``role`` is all, poll, send or chat.

    ``watch_s``: how often is looked whether people must be told of sources that fail, in seconds.
    """

    def __init__(
        self, config: Config, *, role: str = "all", clock: Clock | None = None, watch_s: float = WATCH_S
    ) -> None:
        check_kinds(config.sources)
        self._config = config
        self._polls = role in ("all", "poll")
        self._sends = role in ("all", "send")
        self._chats = role in ("all", "chat")
        self._clock = clock or SystemClock()
        self._watch_s = watch_s
        self._stopping = asyncio.Event()
        self._closing: list[asyncio.Task[None]] = []
        self.ops: OpsServer | None = None

    async def run(self) -> None:
        """Run until SIGINT, SIGTERM or ``stop``.

        Raises ConfigError or StorageError before anything is started.
        """
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows has no signal handlers on the loop
                loop.add_signal_handler(sign, self.stop)
        store = await open_store(
            self._config.storage.url,
            exclusive=True,
            repeat_from=self._config.delivery.repeat_from_severity,
        )
        try:
            await self._run(store)
        finally:
            await store.close()
            _log.info("ended")

    def stop(self) -> None:
        """Ask it to end in order."""
        if not self._stopping.is_set():
            _log.info("ending")
        self._stopping.set()

    async def _run(self, store: SqlStore) -> None:
        config, clock = self._config, self._clock
        gazetteer = Gazetteer.open()
        limits = limits_of(config.delivery)
        application = build_application(
            config.telegram.token or "0:none",
            config.telegram.base_url,
            request=PacedRequest(limits, connections=CONNECTIONS),
        )
        application.bot_data[KEY] = Services(store, clock, gazetteer, config)
        handlers.register(application)
        sender = Sender(store, clock, application.bot, config.delivery, limits=limits)
        updates = _updates(application, config)
        workers = Workers(preload=("bot.sources.registry", "bot.extraction.batch"))
        fetcher = Fetcher(config.fetch, clock)
        record = Record(config.ops.record if self._polls else "")
        pipeline = Pipeline(
            store,
            clock,
            Poller(fetcher, workers, clock, interval_s=config.polling.interval_s),
            _Reader(workers),
            wake=sender.wake if self._sends else lambda: None,
            record=record.add,
            interval_s=config.polling.interval_s,
            too_old_s=config.alerts.too_old_s,
        )
        sources = [each for each in config.sources if each.enabled]
        pulse = Pulse(time.monotonic)
        notices = Notices(store, clock, Api(application.bot), sources, gazetteer, limits)
        schedule = Schedule(
            pulse.of(pipeline.poll),
            sources,
            config.polling.interval_s,
            sweep=pipeline.sweep,
            watch=notices.look,
            watch_s=self._watch_s,
        )

        async def readiness() -> dict[str, bool]:
            parts = {"database": await _answers(store), "gazetteer": gazetteer.get("world") is not None}
            parts |= {"scheduler": schedule.running} if self._polls else {}
            parts |= {"updates": updates.running} if self._chats else {}
            parts |= {"sender": sender.running} if self._sends else {}
            return parts

        async def refresh() -> None:
            async with store.read() as uow:
                counts = await uow.outbox.counts()
            for state in OutboxState:
                metrics.OUTBOX.labels(state.value).set(counts.get(state.value, 0))

        self.ops = OpsServer(config.ops.http, readiness, refresh)
        canary = Canary(store, clock, config.ops.canary_chat, config.ops.canary_every_s, sender.wake)
        audit = Audit(
            store,
            clock,
            config.delivery,
            self._parts(sender, updates, schedule),
            pulse=pulse if self._polls and sources else None,
            interval_s=config.polling.interval_s,
            canary=canary,
            sends=self._sends,
        )
        watch = Watch(
            audit,
            Alarms(store, application.bot, config.telegram.admins, limits).tell,
            canary=canary if self._sends else None,
            fetcher=fetcher,
            dead_man_url=config.ops.dead_man_url,
        )
        running: list[asyncio.Task[None]] = []
        beside: list[asyncio.Task[None]] = []
        try:
            await self.ops.start()
            if self._sends:
                running.append(asyncio.create_task(sender.run(), name="sender"))
            if self._chats:
                running.append(asyncio.create_task(updates.run(), name="updates"))
            if self._polls:
                warming = asyncio.create_task(workers.call(warm_up), name="warming")
                warming.add_done_callback(_tell_failure)
                schedule.start()
            _log.info(
                "running: %d sources every %g s, database %s",
                len(sources) if self._polls else 0,
                config.polling.interval_s,
                config.storage.url.split(":", 1)[0],
            )
            beside.append(asyncio.create_task(watch.run(), name="watch"))
            if self._polls:
                upkeep = Upkeep(store, clock, config.storage)
                beside.append(asyncio.create_task(upkeep.run(), name="upkeep"))
            settle()
            await self._until_stopped(running)
        finally:
            for task in beside:
                task.cancel()
            await schedule.stop()
            updates.stop()
            await sender.drain(DRAIN_S)
            for task in running:
                with suppress(Exception):
                    await task
            await close(application)
            await workers.close()
            await fetcher.close()
            record.close()
            await self.ops.stop()

    def _parts(
        self, sender: Sender, updates: UpdatePoller | UpdateWebhook, schedule: Schedule
    ) -> tuple[Part, ...]:
        """What the audit asks of this process."""
        parts = []
        if self._sends:
            parts.append(Part(Trouble.SENDER, lambda: sender.running, lambda: sender.trouble))
        if self._chats:
            parts.append(Part(Trouble.UPDATES, lambda: updates.running, lambda: updates.trouble))
        if self._polls:
            parts.append(Part(Trouble.SCHEDULER, lambda: schedule.running))
        return tuple(parts)

    async def _until_stopped(self, running: Sequence[asyncio.Task[None]]) -> None:
        """Wait for the end; a part that ends by itself is a fault and ends the program with its error."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            done, _ = await asyncio.wait({stopping, *running}, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                _log.error("%s ended by itself", task.get_name())
                task.result()
        finally:
            stopping.cancel()


def _updates(application: AnyApplication, config: Config) -> UpdatePoller | UpdateWebhook:
    """Ask Telegram for updates, or have them brought."""

    async def ready(app: AnyApplication) -> None:
        await handlers.set_menu(app.bot, config.telegram.admins)

    if config.telegram.webhook_url:
        return UpdateWebhook(application, config.telegram, on_ready=ready)
    return UpdatePoller(application, on_ready=ready)


class _Reader:
    """``bot.pipeline.Read`` in a worker process; an item that can't be read is kept, unread, and named."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    async def __call__(self, items: Sequence[Item]) -> list[Reading]:
        readings = await self._read(items)
        for item, reading in zip(items, readings, strict=True):
            for note in reading.notes:
                if note.startswith(FAULT):
                    metrics.FAULTS.labels("read").inc()
                    _log.error("%s: item %s could not be read: %s", item.source, item.id, note)
        return readings

    async def _read(self, items: Sequence[Item]) -> list[Reading]:
        try:
            return await self._workers.call(read_batch, items, limit_s=READ_S)
        except WorkerError as error:
            if len(items) == 1:
                return [unread(items[0], str(error))]
        # One of them took the worker down; the others are not to pay for it.
        return [reading for item in items for reading in await self._read([item])]


def settle() -> None:
    """Do beforehand what would hold the event loop later.

    How documents are read is worked out; and what was built by now stays for good, so the collector need not
    walk through it again and again (a full walk takes 100 ms).
    """
    codec.prepare(Incident, Report, SourceState, Subscription)
    gc.collect()
    gc.freeze()


async def _answers(store: SqlStore) -> bool:
    try:
        async with store.read() as uow:
            await uow.outbox.next_due_at()
    except StorageError:
        return False
    return True


def _tell_failure(task: asyncio.Task[bool]) -> None:
    if not task.cancelled() and task.exception():
        _log.error("the worker could not be warmed up: %s", task.exception())
