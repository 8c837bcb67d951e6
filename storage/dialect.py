"""What differs between SQLite and PostgreSQL. Nothing else in ``storage`` asks which one it is.

SQLite: WAL, so readers never wait behind the writer; ``synchronous=FULL``, because with NORMAL a power cut
may take back commits that returned: an alert recorded as sent would be sent again. Writes begin IMMEDIATE (a
deferred transaction that reads and then writes fails when another wrote between), reads begin deferred on
connections of their own that refuse to write.

PostgreSQL: writes take one advisory lock for the schema, so two processes can't open one incident twice;
reads are repeatable and read-only. ``?search_path=NAME`` in the URL puts the tables into that schema.
"""

import asyncio
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.model.errors import StorageError
from storage.errors import border

_WAL_LIMIT_BYTES = 64 * 1024 * 1024
_PG_BUSY_S = 60


@dataclass(frozen=True, slots=True)
class Engines:
    """Connections that write and connections that only read. They may share a pool."""

    write: AsyncEngine
    read: AsyncEngine

    async def close(self) -> None:
        """Close every connection."""
        await self.read.dispose()
        await self.write.dispose()


class Dialect(Protocol):
    """One kind of database."""

    one_process: bool
    """Whether a single process owns the database."""

    def engines(self) -> Engines:
        """Build the engines; nothing is connected yet."""
        ...

    def exists(self) -> bool:
        """False when connecting would first create the database."""
        ...

    async def lock(self, connection: AsyncConnection) -> None:
        """Wait until no other transaction writes. Called at the beginning of every write."""
        ...

    def lock_file(self) -> Path | None:
        """The file whose lock says that a process owns this database; None where many may."""
        ...

    async def backup(self, target: Path) -> None:
        """Copy the running database. Raises StorageError, and then ``target`` is left as it was."""
        ...


def dialect_of(url: str) -> Dialect:
    """Choose by URL. Raises StorageError for any other database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(
            "storage.url is no database URL; for example sqlite+aiosqlite:///sitrep.db"
        ) from None
    match parsed.get_backend_name():
        case "sqlite":
            return Sqlite(parsed)
        case "postgresql" | "postgres":
            return Postgres(parsed)
        case other:
            raise StorageError(f"storage.url: {other} is not supported; sqlite and postgresql are")


class Sqlite:
    """One file, one process, any number of readers in it."""

    one_process = True

    def __init__(self, url: URL, *, busy_timeout_s: float = 60.0) -> None:
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            raise StorageError(
                "storage.url: needs a file, for example sqlite+aiosqlite:///sitrep.db; a database in memory "
                "can't be shared by the connections that read and the one that writes"
            )
        self._url = url.set(drivername="sqlite+aiosqlite")
        self._path = Path(url.database)
        self._busy_timeout_ms = int(busy_timeout_s * 1000)

    def engines(self) -> Engines:
        """A pool of one for writes, a few connections for reads."""
        if not self._path.parent.is_dir():
            raise StorageError(f"storage.url: the directory {self._path.parent} does not exist")
        return Engines(
            write=self._engine(
                "BEGIN IMMEDIATE",
                "PRAGMA journal_mode=WAL",
                "PRAGMA synchronous=FULL",
                "PRAGMA foreign_keys=ON",
                f"PRAGMA journal_size_limit={_WAL_LIMIT_BYTES}",
                pool_size=1,
            ),
            read=self._engine("BEGIN", "PRAGMA query_only=ON", pool_size=4),
        )

    def _engine(self, begin: str, *pragmas: str, pool_size: int) -> AsyncEngine:
        engine = create_async_engine(
            self._url,
            # The driver must not begin transactions of its own.
            connect_args={"isolation_level": None, "timeout": self._busy_timeout_ms / 1000},
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=self._busy_timeout_ms / 1000,
        )

        @event.listens_for(engine.sync_engine, "connect")
        def configure(connection: Any, _: Any) -> None:
            cursor = connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def start(connection: Any) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def exists(self) -> bool:
        """Whether the file is there and holds anything."""
        return self._path.is_file() and self._path.stat().st_size > 0

    async def lock(self, connection: AsyncConnection) -> None:
        """BEGIN IMMEDIATE has it already."""

    def lock_file(self) -> Path | None:
        """A file beside the database: closing any handle of the database itself would give up its lock."""
        return self._path.with_name(self._path.name + ".lock")

    async def backup(self, target: Path) -> None:
        """Write a consistent, compact copy; the running bot goes on writing meanwhile."""
        if not self.exists():
            raise StorageError(f"{self._path}: there is no database to copy")
        with border():
            await asyncio.to_thread(self._copy, target)

    def _copy(self, target: Path) -> None:
        if target.exists():
            raise StorageError(f"{target}: exists already; a copy never overwrites anything")
        partial = target.with_name(target.name + ".partial")
        partial.unlink(missing_ok=True)
        try:
            source = sqlite3.connect(self._path, timeout=self._busy_timeout_ms / 1000)
            try:
                source.execute("VACUUM INTO ?", (str(partial),))
            finally:
                source.close()
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            partial.replace(target)
        except sqlite3.Error as error:
            raise StorageError(f"{target}: the copy failed: {error}") from error
        finally:
            partial.unlink(missing_ok=True)


class Postgres:
    """A server, any number of processes."""

    one_process = False

    def __init__(self, url: URL) -> None:
        settings = {
            "application_name": "sitrep",
            # A process that hangs with a transaction open must not stop the others for good.
            "idle_in_transaction_session_timeout": f"{_PG_BUSY_S}s",
            "lock_timeout": f"{_PG_BUSY_S}s",
        }
        search_path = url.query.get("search_path")
        if isinstance(search_path, str):
            settings["search_path"] = search_path
        self._settings = settings
        self._url = url.set(drivername="postgresql+asyncpg").difference_update_query(["search_path"])

    def engines(self) -> Engines:
        """One pool; what only reads asks for a read-only snapshot."""
        engine = create_async_engine(
            self._url,
            connect_args={"server_settings": self._settings, "timeout": 10},
            pool_size=5,
            max_overflow=5,
            # After the server was restarted the pool's connections are dead.
            pool_pre_ping=True,
        )
        read = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Engines(write=engine, read=read)

    def exists(self) -> bool:
        """The server's business."""
        return True

    async def lock(self, connection: AsyncConnection) -> None:
        """One lock for each schema, given back at the end of the transaction."""
        await connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtext('sitrep'), hashtext(current_schema()))")
        )

    def lock_file(self) -> Path | None:
        """Many processes may."""
        return None

    async def backup(self, target: Path) -> None:
        """Refuse: the server's own tool does this better."""
        raise StorageError(
            "a PostgreSQL database is copied by its own tool, for example: "
            f"pg_dump --format=custom --file={target} {self._url.database}"
        )
