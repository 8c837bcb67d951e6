"""When each source is polled: one job a source, spread over the interval, never two polls of one at once."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.model.item import Source

_log = logging.getLogger(__name__)
# APScheduler warns of every turn that falls due while the last one still runs: with slow sources, daily life.
_library_log = logging.getLogger(f"{__name__}.library")
_library_log.setLevel(logging.ERROR)

PollSource = Callable[[Source], Awaitable[object]]

Sweep = Callable[[], Awaitable[object]]

CONCURRENT_POLLS = 20
SWEEP_S = 60.0
WATCH_S = 300.0
# No source has such a name.
_OWN = "\0"


def first_turn(name: str, now: datetime, interval_s: float) -> datetime:
    """The next turn of a source: within one interval from ``now``.

    Turns are fixed by the name and the clock alone, so a restart neither bunches sources nor shifts them.
    """
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    phase = int.from_bytes(digest) / 2**64 * interval_s
    wait = (phase - now.timestamp()) % interval_s
    return now + timedelta(seconds=wait)


class Schedule:
    """Polls every enabled source once an interval, at most ``concurrency`` at a time.

    ``sweep`` is called every ``sweep_s`` seconds, for what is due by the clock alone, ``watch`` every
    ``watch_s``, for what people are told of the sources. ``poll`` does not raise for what sources do; if one
    of them raises all the same, that is logged and the rest goes on.
    """

    def __init__(
        self,
        poll: PollSource,
        sources: Iterable[Source],
        interval_s: float,
        *,
        concurrency: int = CONCURRENT_POLLS,
        sweep: Sweep | None = None,
        sweep_s: float = SWEEP_S,
        watch: Sweep | None = None,
        watch_s: float = WATCH_S,
    ) -> None:
        self._poll = poll
        own = {"sweep": (sweep, sweep_s), "watch": (watch, watch_s)}
        self._own = {name: (job, every_s) for name, (job, every_s) in own.items() if job is not None}
        self._interval_s = interval_s
        self._sources = {source.name: source for source in sources if source.enabled}
        self._places = asyncio.Semaphore(concurrency)
        self._busy: set[asyncio.Task[object]] = set()
        self._running = False
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            logger=_library_log,
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                # A loop that was blocked, or a laptop that slept: poll once, however late.
                "misfire_grace_time": None,
            },
        )

    @property
    def running(self) -> bool:
        """Whether polls are being started."""
        return self._running and bool(self._scheduler.running)

    def start(self) -> None:
        """Begin, inside the event loop. The first poll of each source is within one interval."""
        for source in self._sources.values():
            self._schedule(source)
        for name, (job, every_s) in self._own.items():
            trigger = IntervalTrigger(seconds=every_s, timezone=UTC)
            self._scheduler.add_job(self._do, trigger, args=(name, job), id=f"{_OWN}{name}", name=name)
        self._scheduler.add_listener(_tell_skipped, EVENT_JOB_MAX_INSTANCES)
        self._scheduler.start()
        self._running = True
        _log.info("polling %d sources every %g s", len(self._sources), self._interval_s)

    def add(self, source: Source) -> None:
        """Poll this source too, from within one interval on; replaces a source of the same name."""
        self.remove(source.name)
        if source.enabled:
            self._sources[source.name] = source
            if self.running:
                self._schedule(source)

    def remove(self, name: str) -> None:
        """Stop polling a source; a poll under way ends by itself."""
        if self._sources.pop(name, None) is not None and self._scheduler.get_job(name):
            self._scheduler.remove_job(name)

    def turns(self) -> dict[str, datetime]:
        """When each source is polled next."""
        return {job.id: job.next_run_time for job in self._scheduler.get_jobs() if job.id[0] != _OWN}

    async def stop(self, deadline_s: float = 10.0) -> None:
        """Start no more polls, wait for those under way, and end what is left at the deadline."""
        self._running = False
        if self._scheduler.running:
            # Pausing first: a shutdown cancels what is running.
            self._scheduler.pause()
        busy = {task for task in self._busy if task is not asyncio.current_task()}
        if busy:
            _, late = await asyncio.wait(busy, timeout=deadline_s)
            for task in late:
                task.cancel()
            if late:
                _log.warning("%d polls were cut off by the stop", len(late))
                await asyncio.wait(late)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _schedule(self, source: Source) -> None:
        turn = first_turn(source.name, datetime.now(UTC), self._interval_s)
        self._scheduler.add_job(
            self._turn,
            IntervalTrigger(seconds=self._interval_s, start_date=turn, timezone=UTC),
            args=(source,),
            id=source.name,
            name=f"poll {source.name}",
            next_run_time=turn,
            replace_existing=True,
        )

    async def _turn(self, source: Source) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        self._busy.add(task)
        try:
            async with self._places:
                if self.running and source.name in self._sources:
                    await self._poll(source)
        except Exception:
            _log.exception("%s: the poll broke off; the other sources go on", source.name)
        finally:
            self._busy.discard(task)

    async def _do(self, name: str, job: Sweep) -> None:
        task = asyncio.current_task()
        if task is None or not self.running:
            return
        self._busy.add(task)
        try:
            await job()
        except Exception:
            _log.exception("%s: broke off; it is tried again at its next turn", name)
        finally:
            self._busy.discard(task)


def _tell_skipped(event: JobSubmissionEvent) -> None:
    _log.debug("%s: still being polled, its turn is skipped", event.job_id)
