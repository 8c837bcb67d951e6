"""A sender on a real database and real HTTP against Telegram with faults."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.config import Delivery
from bot.delivery.application import build_application, close
from bot.delivery.limits import Limits
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.model.alert import Alert
from bot.model.subscription import ChatKind
from storage import SqlStore
from tests.fakes.clock import FakeClock
from tests.fakes.telegram import FaultyTelegram
from tests.storage.builders import alert, incident

FAST = Delivery(overall_per_s=5000.0, per_chat_per_s=1000.0, per_group_per_min=60000.0)


class RunningClock(FakeClock):
    """Goes on by itself, and further when told to: what is due by it becomes due while a test waits."""

    def __init__(self) -> None:
        super().__init__()
        self._since = time.monotonic()

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=time.monotonic() - self._since)


class Desk:
    """What a test needs of delivery: chats, what is owed to them, a sender, what came of it."""

    def __init__(self, store: SqlStore, telegram: FaultyTelegram, clock: FakeClock) -> None:
        self.store = store
        self.telegram = telegram
        self.clock = clock
        self.settings = FAST
        self.alarms: list[str] = []
        self.sender: Sender | None = None
        self.read_timeout_s = 5.0
        self.connections = 128
        self.base_url = ""

    async def chat(
        self, chat_id: int, kind: ChatKind = ChatKind.PRIVATE, lang: str = "en", **values: Any
    ) -> int:
        self.telegram.add_chat(chat_id, kind.value, **values)
        async with self.store.write() as uow:
            await uow.chats.ensure(chat_id, kind, self.clock.now(), lang)
        return chat_id

    async def owe(self, *alerts: Alert, **incident_values: Any) -> None:
        """Store the alerts, and an incident for each of their ids that is not stored."""
        async with self.store.write() as uow:
            for incident_id in {each.incident_id for each in alerts}:
                if await uow.incidents.get(incident_id) is None:
                    await uow.incidents.save(incident(incident_id, **incident_values))
            await uow.outbox.add([replace(each, committed_at=self.clock.now()) for each in alerts])
        if self.sender:
            self.sender.wake()

    async def counts(self) -> dict[str, int]:
        async with self.store.read() as uow:
            return {state: rows for state, rows in (await uow.outbox.counts()).items() if rows}

    async def rows(self, chat_id: int, incident_id: str = "PK-20241105-01") -> list[Any]:
        async with self.store.read() as uow:
            return await uow.outbox.of_chat(chat_id, incident_id)

    @asynccontextmanager
    async def sending(self, limits: Limits | None = None, **changes: Any) -> AsyncIterator[Sender]:
        request = AiohttpRequest(
            read_timeout=self.read_timeout_s, connect_timeout=2.0, connections=self.connections
        )
        base_url = self.base_url or self.telegram.base_url
        application = build_application(self.telegram.token, base_url, request=request)
        sender = Sender(
            self.store,
            self.clock,
            application.bot,
            replace(self.settings, **changes),
            alarm=self.alarms.append,
            limits=limits,
        )
        self.sender = sender
        task = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            self.sender = None
            try:
                await sender.drain(2.0)
                await task
            finally:
                await close(application)

    async def until(self, holds: Callable[[], Any], within_s: float = 8.0) -> None:
        """Wait until it holds; fail with what the outbox says otherwise."""
        try:
            async with asyncio.timeout(within_s):
                while True:
                    held = holds()
                    if await held if asyncio.iscoroutine(held) else held:
                        return
                    await asyncio.sleep(0.01)
        except TimeoutError:
            told = f"outbox {await self.counts()}, trouble {self.sender and self.sender.trouble!r}"
            raise AssertionError(f"not within {within_s} s; {told}") from None

    async def until_counts(self, within_s: float = 8.0, **wanted: int) -> None:
        async def same() -> bool:
            return await self.counts() == wanted

        await self.until(same, within_s)


@pytest.fixture
async def telegram() -> AsyncIterator[FaultyTelegram]:
    running = FaultyTelegram()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def desk(sqlite_store: SqlStore, telegram: FaultyTelegram) -> Desk:
    return Desk(sqlite_store, telegram, RunningClock())


__all__ = ["Desk", "alert"]
