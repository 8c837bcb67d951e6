"""Processes beside ours for what would hold up the event loop or must not be trusted with it.

Parsing feeds and reading items go there: capped in time and memory, and replaced when they die. ``Workers``
is an ``Executor``, so one pool serves both.
"""

import asyncio
import faulthandler
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import wait as wait_for_one
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, ParamSpec, TypeVar

from bot.model.errors import WorkerError

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[[Executor], Future[T]]

# Of address space; a body of 8 MB needs about a tenth of it.
MEMORY_BYTES = 1_500_000_000


class Workers(Executor):
    """A process pool that outlives its processes, which start with the first job.

    When a process dies, every job the pool held is suspect: each is done once more, alone, so only the one
    that kills its process fails. ``preload`` names modules that every worker needs; they are imported once,
    in the server process that workers are forked from, so their memory is shared.
    """

    def __init__(self, count: int = 1, preload: Sequence[str] = ()) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._closed = False
        # Not fork: a child of a process with threads may inherit a lock that nobody will ever release.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._pool = self._new_pool(count)
        # Starting a process takes a good part of a second: not on the thread of an event loop.
        self._door = ThreadPoolExecutor(1, thread_name_prefix="worker-jobs")
        self._nurse = ThreadPoolExecutor(1, thread_name_prefix="suspect-jobs")
        self._ward: ProcessPoolExecutor | None = None
        self._suspects = 0

    async def call(self, function: Callable[..., T], *args: object, limit_s: float = 30.0) -> T:
        """Return ``function(*args)``, which must be importable; ``limit_s`` counts from when it begins.

        Exceptions of the function come back as they are. Raises WorkerError when it took too long or killed
        its process.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self, guarded, limit_s, function, *args)
        except TimeoutError as error:
            raise WorkerError(str(error)) from None
        except BrokenExecutor:
            raise WorkerError("the worker process died of it") from None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Like any executor's. The future raises BrokenExecutor when the job killed its process twice."""
        outer: Future[T] = Future()

        def job(pool: Executor) -> Future[T]:
            return pool.submit(fn, *args, **kwargs)

        self._door.submit(self._begin, outer, job)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop the processes."""
        with self._lock:
            self._closed = True
        self._door.shutdown(wait=wait)
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        self._nurse.shutdown(wait=wait, cancel_futures=cancel_futures)

    async def close(self) -> None:
        """Stop the processes without waiting for what still runs in them."""
        # The executor can't end a busy one itself.
        pools = [pool for pool in (self._pool, self._ward) if pool is not None]
        processes = [one for pool in pools for one in (pool._processes or {}).values()]
        self.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            await asyncio.to_thread(process.join, 5)

    def pids(self) -> list[int]:
        """Process ids of the workers now alive (for memory figures)."""
        return list(self._pool._processes or ())

    def _new_pool(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, self._context, initializer=_prepare)

    # A pool may hold its own locks while it calls back: neither callbacks nor holders of ``_lock`` touch it.

    def _begin(self, outer: Future[T], job: Job[T]) -> None:
        """On the door's thread."""
        if outer.cancelled():
            return
        pool = self._pool
        try:
            try:
                inner = job(pool)
            except BrokenExecutor:
                pool = self._renewed(pool)
                inner = job(pool)
        except RuntimeError as error:  # we are being closed
            outer.set_exception(error)
            return
        inner.add_done_callback(lambda done: self._finish(outer, done, pool, job))

    def _finish(self, outer: Future[T], inner: Future[T], pool: ProcessPoolExecutor, job: Job[T]) -> None:
        """On a thread of the pool."""
        if not inner.cancelled() and isinstance(inner.exception(), BrokenExecutor):
            with self._lock:
                closed = self._closed
                self._suspects += not closed
            if not closed:
                self._nurse.submit(self._again, outer, job, pool)
                return
        _hand_over(inner, outer)

    def _again(self, outer: Future[T], job: Job[T], broken: ProcessPoolExecutor) -> None:
        """On the nurse's thread: alone in a process."""
        self._renewed(broken)
        ward = self._ward or self._new_pool(1)
        try:
            inner = job(ward)
        except RuntimeError as error:  # we are being closed
            outer.set_exception(error)
            return
        wait_for_one((inner,))
        with self._lock:
            self._suspects -= 1
            last = not self._suspects
        died = not inner.cancelled() and isinstance(inner.exception(), BrokenExecutor)
        self._ward = None if died or last else ward
        if self._ward is None:
            ward.shutdown(wait=False)
        _hand_over(inner, outer)

    def _renewed(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        with self._lock:
            first = self._pool is broken and not self._closed
            if first:
                self._pool = self._new_pool(self._count)
        if first:
            _log.warning("a worker process died and is replaced")
            broken.shutdown(wait=False)
        return self._pool


def _hand_over(inner: Future[T], outer: Future[T]) -> None:
    if inner.cancelled():
        outer.cancel()
    if not outer.set_running_or_notify_cancel():
        return
    if (error := inner.exception()) is not None:
        outer.set_exception(error)
    else:
        outer.set_result(inner.result())


def guarded(seconds: float, fn: Callable[..., T], *args: Any) -> T:
    """Run ``fn(*args)``; in a worker process at most ``seconds`` long, then TimeoutError is raised.

    A worker that does not even hear that is ended half as long later.
    """
    if multiprocessing.parent_process() is None or threading.current_thread() is not threading.main_thread():
        return fn(*args)
    try:
        with _time_cap(seconds):
            return fn(*args)
    except _TimeIsUp:
        raise TimeoutError(f"took longer than {seconds:g} s") from None


class _TimeIsUp(BaseException):
    pass


@contextmanager
def _time_cap(seconds: float) -> Iterator[None]:
    def ring(_signal: int, _frame: object) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds * 1.5, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)


def _prepare() -> None:
    # Ctrl-C goes to the whole group; the parent decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        _log.debug("no memory limit for workers on this system")


def _die_with_parent() -> None:
    """A worker waits on a pipe whose other end it holds itself: it would outlive a killed parent for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
