"""A process beside ours for what would hold up the event loop: parsing feeds, reading items.

Only as many calls are inside as there are processes, so a time limit measures work and not waiting. A process
that dies or takes too long is replaced; a call that it took down with it is made once more, since it may have
been another's fault, and then fails by itself.
"""

import asyncio
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar

from bot.model.errors import SitrepError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class WorkerError(SitrepError):
    """A call that killed its process or did not come back in time."""


class Workers:
    """``count`` processes, started with the first call. ``limit_s``: the longest that one call may take."""

    def __init__(self, count: int = 1, *, limit_s: float = 30.0) -> None:
        self._count = count
        self._limit_s = limit_s
        self._free = asyncio.Semaphore(count)
        self._pool: ProcessPoolExecutor | None = None

    async def call(self, function: Callable[..., _T], *args: object) -> _T:
        """Return ``function(*args)``, which must be importable and picklable.

        Exceptions of the function come back as they are. Raises WorkerError.
        """
        async with self._free:
            for last in (False, True):
                pool = self._running()
                future = asyncio.get_running_loop().run_in_executor(pool, function, *args)
                try:
                    return await asyncio.wait_for(future, self._limit_s)
                except TimeoutError:
                    self._replace(pool)
                    raise WorkerError(f"took longer than {self._limit_s:g} s") from None
                except BrokenProcessPool:
                    self._replace(pool)
                    if last:
                        raise WorkerError("the worker process died") from None
            raise AssertionError("unreachable")

    async def close(self) -> None:
        """End the processes. What still runs in them is not waited for."""
        if self._pool:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(_end, pool)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork of a process with threads may inherit a lock that nobody will ever release.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_die_with_parent)
        return self._pool

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
            _log.warning("a worker process is replaced")
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())  # the executor has no way of its own to end a hung one
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _die_with_parent() -> None:
    """A worker waits on a pipe whose other end it holds itself: it would outlive a killed parent for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
