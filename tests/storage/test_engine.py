"""Transactions: what commits, what rolls back, who waits, what leaves as StorageError."""

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.model.errors import StorageError
from storage import SqlStore, open_store
from tests.storage.builders import entry, item


async def test_an_exception_takes_the_whole_write_back(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.write() as uow:
            await uow.items.add_if_new(item("i1"), entry("k1"))
            raise ZeroDivisionError
    async with store.read() as uow:
        assert await uow.items.get("i1") is None


async def test_a_cancelled_write_takes_itself_back_and_frees_the_lock(store: SqlStore) -> None:
    began = asyncio.Event()

    async def hang() -> None:
        async with store.write() as uow:
            await uow.items.add_if_new(item("i1"), entry("k1"))
            began.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as uow:
        assert await uow.items.count() == 0


async def test_a_write_through_a_reader_is_refused(store: SqlStore) -> None:
    with pytest.raises(StorageError, match="can't be written to here"):
        async with store.read() as uow:
            await uow.items.add_if_new(item(), entry())


async def test_a_reader_sees_the_last_commit_while_a_write_is_open(store: SqlStore) -> None:
    async with store.write() as writing:
        await writing.items.add_if_new(item("i1"), entry("k1"))
        async with store.read() as reading:
            assert await reading.items.count() == 0
    async with store.read() as reading:
        assert await reading.items.count() == 1


async def test_a_write_inside_a_write_is_told_at_once(store: SqlStore) -> None:
    async with store.write():
        with pytest.raises(RuntimeError, match="a write inside a write"):
            async with store.write():
                pass


async def test_two_writers_take_turns(store: SqlStore) -> None:
    async def add(n: int) -> None:
        async with store.write() as uow:
            number = await uow.items.count()
            await uow.items.add_if_new(item(f"i{n}", title=str(number)), entry(f"k{n}"))

    await asyncio.gather(*(add(n) for n in range(10)))
    async with store.read() as uow:
        titles = [found.title for n in range(10) if (found := await uow.items.get(f"i{n}"))]
    assert sorted(titles, key=int) == [str(n) for n in range(10)]


async def test_a_second_process_on_one_file_is_refused_with_the_first_one_s_number(sqlite_url: str) -> None:
    first = await open_store(sqlite_url, exclusive=True)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _SECOND, sqlite_url), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await child.communicate()
    await first.close()
    assert "another sitrep process" in said.decode()
    again = await open_store(sqlite_url, exclusive=True)
    await again.close()


_SECOND = """
import asyncio, sys
from bot.model.errors import StorageError
from storage import open_store
try:
    asyncio.run(open_store(sys.argv[1], exclusive=True))
except StorageError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "is no database URL"),
        ("mysql://x/y", "is not supported"),
        ("sqlite+aiosqlite://", "needs a file"),
        ("sqlite+aiosqlite:////nowhere/at/all/x.db", "does not exist"),
        ("postgresql+asyncpg://postgres@127.0.0.1:1/none", "can't be reached"),
    ],
)
async def test_an_address_that_can_t_be_used_says_why(url: str, says: str) -> None:
    with pytest.raises(StorageError, match=says):
        await open_store(url)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"hello, this is no database at all, " * 50)
    with pytest.raises(StorageError, match="no SQLite database"):
        await open_store(f"sqlite+aiosqlite:///{path}")


async def test_a_full_disk_is_named_and_nothing_is_half_written(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    try:
        async with store._engines.write.connect() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count=60")
        with pytest.raises(StorageError, match="the disk is full"):
            async with store.write() as uow:
                for n in range(100):
                    await uow.items.add_if_new(item(f"i{n}", text="x" * 5000), entry(f"k{n}"))
        async with store.read() as uow:
            assert await uow.items.count() == 0
    finally:
        await store.close()


async def test_a_copy_of_the_running_database_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    from storage import migrate

    store = await open_store(sqlite_url)
    async with store.write() as uow:
        await uow.items.add_if_new(item("i1"), entry("k1"))
    target = tmp_path / "copy.db"
    await migrate.backup(sqlite_url, target)
    with sqlite3.connect(target) as copy:
        assert copy.execute("SELECT count(*) FROM items").fetchone() == (1,)
    with pytest.raises(StorageError, match="never overwrites"):
        await migrate.backup(sqlite_url, target)
    await store.close()
