"""Worker processes for hostile input: capped in time and memory, and replaced when they die.

``Workers`` is an ``Executor``, so one pool serves reading feeds and extraction alike.
"""

import faulthandler
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[[Executor], Future[T]]

# Of address space; a body of 8 MB needs about a tenth of it.
MEMORY_BYTES = 1_500_000_000


class Workers(Executor):
    """A process pool that outlives its processes.

    When a process dies, every job the pool held is suspect: each is done once more, alone, so only the one that
    kills its process fails. ``preload`` names modules that every worker needs; they are imported once, in the
    server process that workers are forked from, so their memory is shared.
    """

    def __init__(self, count: int = 2, preload: Sequence[str] = ("bot.sources.registry",)) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._closed = False
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._pool = self._new_pool(count)
        self._nurse = ThreadPoolExecutor(1, thread_name_prefix="suspect-jobs")

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Like any executor's; the future raises BrokenExecutor when the job killed its process twice."""
        outer: Future[T] = Future()

        def job(pool: Executor) -> Future[T]:
            return pool.submit(fn, *args, **kwargs)

        with self._lock:
            pool = self._pool
            try:
                inner = job(pool)
            except BrokenExecutor:
                pool = self._replace(pool)
                inner = job(pool)
        inner.add_done_callback(lambda done: self._finish(outer, done, pool, job))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop the processes."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        self._nurse.shutdown(wait=wait, cancel_futures=cancel_futures)

    def pids(self) -> list[int]:
        """Process ids of the workers now alive (for memory figures)."""
        return list(self._pool._processes or ())

    def _new_pool(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, self._context, initializer=_prepare_worker)

    def _finish(self, outer: Future[T], inner: Future[T], pool: ProcessPoolExecutor, job: Job[T]) -> None:
        if not inner.cancelled() and isinstance(inner.exception(), BrokenExecutor):
            with self._lock:
                self._replace(pool)
                closed = self._closed
            if not closed:
                self._nurse.submit(self._alone, outer, job)
                return
        _hand_over(inner, outer)

    def _alone(self, outer: Future[T], job: Job[T]) -> None:
        if outer.cancelled():
            return
        with self._new_pool(1) as pool:
            inner = job(pool)
            wait((inner,))
        _hand_over(inner, outer)

    def _replace(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        if self._pool is broken and not self._closed:
            _log.warning("a worker process died and is replaced")
            broken.shutdown(wait=False)
            self._pool = self._new_pool(self._count)
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
        raise TimeoutError(f"longer than {seconds:g} s") from None


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


def _prepare_worker() -> None:
    # Ctrl-C goes to the whole group; the parent decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        _log.debug("no memory limit for workers on this system")
