"""The database is locked, full or restarted; clocks jump; processes stand still."""

import asyncio
import random
import signal
import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.delivery import recorder, sender
from bot.model.alert import Sent
from bot.model.errors import StorageError
from bot.model.subscription import ChatKind
from storage import SqlStore, open_store
from storage.dialect import Sqlite
from tests.conftest import PG_URL
from tests.delivery.conftest import Desk, RunningClock
from tests.fakes.telegram import FaultyTelegram
from tests.faults.test_kills import Children, children
from tests.storage.builders import NOW, alert, incident, later

__all__ = ["children"]


async def test_20_locked_database_is_waited_for_and_loses_nothing(
    desk: Desk, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real wait is 60 s; with a short one the lock outlasts it, which is the harder case.
    monkeypatch.setattr(Sqlite.__init__, "__kwdefaults__", {"busy_timeout_s": 0.2})
    desk.store = await open_store(sqlite_url)
    try:
        for n in range(1, 6):
            await desk.chat(n)
        await desk.owe(*(alert(n) for n in range(1, 6)))
        desk.telegram.delay_s = 0.1
        locker = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
        async with desk.sending() as sender:
            await desk.until(lambda: desk.telegram.in_flight)
            locker.execute("BEGIN IMMEDIATE")
            await desk.until(lambda: "locked" in sender.trouble)
            await asyncio.sleep(1.0)
            locker.execute("ROLLBACK")
            await desk.until_counts(sent=5)
            assert sender.trouble == ""
        locker.close()
    finally:
        await desk.store.close()
    assert all(len(desk.telegram.texts(n)) == 1 for n in range(1, 6))
    assert "locked" in desk.alarms[0]


async def limit_pages(store: SqlStore, pages: int | None) -> None:
    async with store._engines.write.connect() as connection:
        used = (await connection.exec_driver_sql("PRAGMA page_count")).scalar() or 0
        await connection.exec_driver_sql(
            f"PRAGMA max_page_count = {used + pages if pages is not None else 10**9}"
        )


async def test_21_full_disk_rolls_back_and_raises_the_alarm_and_then_goes_on(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    await limit_pages(desk.store, 0)
    big = [alert(7, f"PK-20241105-{n:05}", reason="x" * 2000) for n in range(200)]
    with pytest.raises(StorageError, match="disk is full"):
        async with desk.store.write() as uow:
            await uow.outbox.add(big)
    assert await desk.counts() == {"pending": 1}
    await limit_pages(desk.store, None)
    async with desk.sending():
        await desk.until_counts(sent=1)


async def test_21_sender_on_a_full_disk_says_so_and_sends_nothing_unrecorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    full = True
    original = desk.store.write

    def write() -> Any:
        if full:
            raise StorageError("the disk is full: nothing more can be stored until there is room")
        return original()

    monkeypatch.setattr(desk.store, "write", write)
    async with desk.sending() as sender:
        await desk.until(lambda: "disk is full" in sender.trouble)
        assert desk.telegram.sends() == []
        full = False
        await desk.until_counts(sent=1)
    assert len(desk.telegram.texts(7)) == 1
    assert desk.alarms[0].startswith("the database: the disk is full")
    assert desk.alarms[-1] == ""


@pytest.mark.parametrize("jump_s", [3600, -3600])
async def test_23_clock_that_jumps_resends_nothing_and_freezes_nothing(desk: Desk, jump_s: int) -> None:
    chats = [await desk.chat(n) for n in range(1, 21)]
    desk.telegram.delay_s = 0.4
    await desk.owe(*(alert(n, severity=5) for n in chats))
    async with desk.sending(concurrency=10):
        await desk.until(lambda: desk.telegram.in_flight == 10)
        desk.clock.advance(jump_s)
        await desk.owe(alert(1, "PK-20241105-02", severity=5))
        await desk.until_counts(sent=21)
    assert [len(desk.telegram.texts(n)) for n in chats] == [2] + [1] * 19


async def test_23_what_waits_for_a_time_follows_a_clock_that_was_set_back(desk: Desk) -> None:
    await desk.chat(7)
    await desk.owe(alert(7))
    async with desk.store.write() as uow:
        await uow.outbox.postpone(7, desk.clock.now() + timedelta(seconds=2), "429")
    async with desk.sending() as sender:
        await asyncio.sleep(0.2)
        desk.clock.advance(-3600)
        sender.wake()
        await desk.until_counts(sent=1, within_s=10)


async def test_24_process_paused_past_its_lease_is_fenced_off(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.incidents.save(incident())
        await uow.outbox.add([alert(7)])
    async with store.write() as uow:
        (paused,) = await uow.outbox.claim("paused", NOW, 60, 10)
        assert await uow.outbox.mark_sending([paused]) != []
    async with store.write() as uow:
        (taken,) = await uow.outbox.claim("other", later(61), 60, 10)
        assert taken.repeat
        await uow.outbox.mark_sending([taken])
        assert await uow.outbox.record([taken], Sent(9), later(62))
    async with store.write() as uow:
        assert await uow.outbox.mark_sending([paused]) == []
        assert not await uow.outbox.record([paused], Sent(8), later(63))
    async with store.read() as uow:
        (row,) = await uow.outbox.of_chat(7, "PK-20241105-01")
    assert row.message_id == 9


async def test_24_stopped_process_that_goes_on_repeats_nothing(children: Children) -> None:
    children.telegram.delay_s = 0.05
    await children.owe(60)
    child = await children.start(rate=60)
    assert child.stdout is not None
    await child.stdout.readline()
    await asyncio.sleep(0.3)
    child.send_signal(signal.SIGSTOP)
    await asyncio.sleep(1.0)
    child.send_signal(signal.SIGCONT)
    async with asyncio.timeout(30):
        assert await child.wait() == 0
    assert set(children.received(60).values()) == {1}


async def test_30_rows_are_owed_once_however_often_they_are_added(desk: Desk) -> None:
    await desk.chat(7)
    async with desk.sending():
        for _ in range(3):
            await desk.owe(alert(7), alert(7, revision=2))
            await desk.until_counts(sent=2)
    assert len(desk.telegram.texts(7)) <= 2


async def test_22_postgresql_that_ends_every_connection_leaves_no_row_stuck(
    pg_url: str, telegram: FaultyTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_STORAGE_WAITS_S", (0.05, 0.2))
    monkeypatch.setattr(recorder, "_FIRST_WAIT_S", 0.05)
    store = await open_store(pg_url)
    pids: set[int] = set()

    @event.listens_for(store._engines.write.sync_engine, "checkout")
    def note(connection: Any, *_: Any) -> None:
        pids.add(connection.driver_connection.get_server_pid())

    desk = Desk(store, telegram, RunningClock())
    chats = [await desk.chat(n) for n in range(1, 61)]
    await desk.owe(*(alert(n, severity=4) for n in chats))
    telegram.delay_s = 0.03
    killer = create_async_engine(PG_URL)
    async with desk.sending(concurrency=6, overall_per_s=60.0):
        for _ in range(12):
            await asyncio.sleep(0.08)
            async with killer.begin() as connection:
                for pid in list(pids):
                    await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            pids.clear()
        await desk.until_counts(sent=60, within_s=30)
    await killer.dispose()
    await store.close()
    assert all(1 <= len(telegram.texts(n)) <= 2 for n in chats)


async def test_22_server_that_breaks_connections_leaves_no_row_stuck(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a restarted PostgreSQL shows itself: any transaction may fail, committed or not."""
    chats = [await desk.chat(n, ChatKind.PRIVATE) for n in range(1, 31)]
    await desk.owe(*(alert(n, severity=4) for n in chats))
    desk.settings = replace(desk.settings, concurrency=6)
    desk.telegram.delay_s = 0.02
    original, failures = desk.store.write, 0
    dice = random.Random(20241105)

    class Breaking:
        def __init__(self) -> None:
            nonlocal failures
            self.fate = dice.random() if failures < 12 else 1.0
            failures += self.fate < 0.5
            self.inner = original()

        async def __aenter__(self) -> Any:
            if self.fate < 0.25:
                raise StorageError("the database can't be reached (connection was closed)")
            return await self.inner.__aenter__()

        async def __aexit__(self, *error: Any) -> Any:
            left = await self.inner.__aexit__(*error)
            if 0.25 <= self.fate < 0.5 and error[0] is None:
                raise StorageError("the database can't be reached (connection was closed)")
            return left

    monkeypatch.setattr(sender, "_STORAGE_WAITS_S", (0.05, 0.2))
    monkeypatch.setattr(recorder, "_FIRST_WAIT_S", 0.05)
    monkeypatch.setattr(desk.store, "write", Breaking)
    async with desk.sending():
        await desk.until_counts(sent=30, within_s=45)
    assert failures == 12
    assert all(1 <= len(desk.telegram.texts(n)) <= 2 for n in chats)
