"""Bringing the tables up to date, and copying the database.

``HEAD`` is the newest version this program knows. It is a constant so that a start on a database that is up
to date need not import Alembic; a test holds it to the scripts.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.errors import StorageError
from storage.dialect import dialect_of
from storage.errors import border
from storage.process_lock import ProcessLock

HEAD = "0003"
_SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """The version that ``upgrade`` leads to."""
    return HEAD


async def current(url: str) -> str | None:
    """The version of the database; None if it is empty or not there yet. Creates nothing."""
    dialect = dialect_of(url)
    if not dialect.exists():
        return None
    engines = dialect.engines()
    try:
        return await _version(engines.read)
    finally:
        await engines.close()


async def upgrade(url: str, *, owned: bool = False) -> None:
    """Bring the tables to ``head()``; nothing if they are there already. ``owned``: the caller has the
    process lock.

    Raises StorageError if the database is in use by another process, or newer than this program: then
    nothing was touched.
    """
    found = await current(url)
    if found == HEAD:
        return
    dialect = dialect_of(url)
    path = None if owned else dialect.lock_file()
    lock = ProcessLock(path) if path else None
    engines = dialect.engines()
    try:
        if lock:
            lock.acquire()
        with border():
            async with engines.write.begin() as connection:
                await dialect.lock(connection)
                await connection.run_sync(_upgrade)
    finally:
        await engines.close()
        if lock:
            lock.release()


async def backup(url: str, file: Path) -> None:
    """Copy the running database to ``file``, which must not exist. Raises StorageError."""
    await dialect_of(url).backup(file)


async def _version(engine: AsyncEngine) -> str | None:
    with border():
        async with engine.connect() as connection:
            return await connection.run_sync(_read_version)


def _read_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = _read_version(connection)
    if found is not None and found not in known:
        raise StorageError(
            f"the database was written by a newer sitrep (tables {found}, this program knows {HEAD}). "
            "Install that version again, or restore the backup made before the upgrade."
        )
    command.upgrade(config, "head")
