"""The store: engines, the write lock, transactions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import migrate
from storage.connection import Connection
from storage.dialect import Dialect, dialect_of
from storage.errors import border
from storage.process_lock import ProcessLock
from storage.unit_of_work import SqlUnitOfWork

REPEAT_FROM = 3


class SqlStore:
    """``bot.ports.Store`` on a SQL database. Errors of the driver leave as StorageError.

    ``repeat_from``: an alert of this severity or more whose send was ambiguous is sent again, marked; a
    lesser one ends as AMBIGUOUS.
    """

    def __init__(self, dialect: Dialect, *, repeat_from: int = REPEAT_FROM) -> None:
        self._engines = dialect.engines()
        self._dialect = dialect
        self._repeat_from = repeat_from
        self._writing = asyncio.Lock()
        self._writer: asyncio.Task[object] | None = None
        path = dialect.lock_file()
        self._process_lock = ProcessLock(path) if path else None

    def acquire_process_lock(self) -> None:
        """Own the database until ``close`` or the end of the process; nothing on PostgreSQL.

        Raises StorageError if another process owns it.
        """
        if self._process_lock:
            self._process_lock.acquire()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnitOfWork]:
        """A write transaction behind the one lock; commits at the end, rolls back on an exception.

        Raises RuntimeError for a write inside a write: it would wait for itself.
        """
        task = asyncio.current_task()
        if self._writer is not None and self._writer is task:
            raise RuntimeError("a write inside a write")
        async with self._writing:
            self._writer = task
            try:
                async with self._transaction(self._engines.write) as connection:
                    with border():
                        await self._dialect.lock(connection)
                    yield self._unit(connection)
            finally:
                self._writer = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        """A snapshot; a write inside it fails with StorageError. It never waits behind a write."""
        async with self._transaction(self._engines.read) as connection:
            yield self._unit(connection)

    async def close(self) -> None:
        """Wait for the write that runs, close every connection, give up the process lock."""
        async with self._writing:
            await self._engines.close()
        if self._process_lock:
            self._process_lock.release()

    def _unit(self, connection: AsyncConnection) -> SqlUnitOfWork:
        return SqlUnitOfWork(
            Connection(connection, one_process=self._dialect.one_process, repeat_from=self._repeat_from)
        )

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        with border():
            connection = await engine.connect()
        try:
            with border():
                await connection.begin()
            yield connection
            with border():
                await connection.commit()
        finally:
            # Rolls back whatever was not committed. Shielded: a cancelled task must not leave it half done.
            closing = asyncio.create_task(connection.close())
            with border():
                await asyncio.shield(closing)


async def open_store(url: str, *, exclusive: bool = False, repeat_from: int = REPEAT_FROM) -> SqlStore:
    """Open the database of ``url`` and bring its tables up to date, from nothing if need be.

    ``exclusive`` is for a process that runs the bot: it takes the process lock first.
    Raises StorageError: unreachable, owned by another process, or written by a newer version.
    """
    store = SqlStore(dialect_of(url), repeat_from=repeat_from)
    try:
        if exclusive:
            store.acquire_process_lock()
        await migrate.upgrade(url, owned=exclusive)
    except BaseException:
        await store.close()
        raise
    return store
