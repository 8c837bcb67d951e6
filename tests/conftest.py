"""Databases for the tests.

``store`` is an open, empty ``SqlStore``, once on SQLite and once on PostgreSQL (``SITREP_TEST_PG``; without a
server these tests say that they skip). ``sqlite_store`` is for tests to which the database is all one.
``store_url`` and ``sqlite_url`` are addresses of empty, migrated databases, for what opens its own store.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import SqlStore, migrate, open_store
from storage.tables import metadata
from tests.fakes.clock import FakeClock

# No test is judged by the clock: a busy machine is no fault of the code.
settings.register_profile("sitrep", deadline=None)
settings.load_profile("sitrep")

# Their tests are few and long: begun last, they would keep one worker busy when the others are done.
LONGEST = ("faults", "acceptance", "fuzz", "playground", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest folders first."""
    here = Path(__file__).parent
    order = {name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(here).parts[0], len(order)))


PG_URL = os.environ.get("SITREP_TEST_PG") or "postgresql+asyncpg://postgres@127.0.0.1:5432/test"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrate.upgrade(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "sitrep.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def pg_schema() -> Iterator[str]:
    """The URL of a schema of this run and worker, migrated; dropped at the end."""
    schema = f"sitrep_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    try:
        asyncio.run(_pg(PG_URL, f'CREATE SCHEMA "{schema}"'))
    except Exception as error:
        pytest.skip(f"no PostgreSQL at SITREP_TEST_PG ({type(error).__name__})")
    try:
        url = f"{PG_URL}{'&' if '?' in PG_URL else '?'}search_path={schema}"
        asyncio.run(migrate.upgrade(url))
        yield url
    finally:
        asyncio.run(_pg(PG_URL, f'DROP SCHEMA "{schema}" CASCADE'))


@pytest.fixture
def pg_url(pg_schema: str) -> str:
    """That schema, emptied."""
    schema = pg_schema.rsplit("=", 1)[1]
    tables = reversed(metadata.sorted_tables)
    asyncio.run(_pg(PG_URL, *(f'DELETE FROM "{schema}"."{table.name}"' for table in tables)))
    return pg_schema


async def _pg(url: str, *statements: str) -> None:
    engine = create_async_engine(url, connect_args={"timeout": 5})
    try:
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "pg_url")
    return url


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(store_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()
