"""A sender with its limits on, over HTTP and against a server that counts as Telegram does.

How much of the rate is used and how often the server has to say 429; how long a critical alert takes when
20,000 wait before it; and how much longer others wait while one group is told to. Loopback, about a minute.
"""

import asyncio
import json
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.chaos import owe
from benchmarks.chaos_child import TOKEN, WallClock
from benchmarks.telegram import Counting
from bot.config import Delivery
from bot.delivery.application import build_application, close
from bot.delivery.sender import Sender
from bot.model.alert import Alert
from bot.model.incident import Push
from storage import SqlStore, open_store

ROUND_TRIP_S = 0.08
RATE = Delivery().overall_per_s
GROUP = -1000


class Strict:
    """Telegram's limits: 30 in any second for the token, one a second in a chat, 20 a minute in a group."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}
        self.told_to_wait: dict[int, float] = {}

    def reply(self, chat_id: int, _: str) -> tuple[int, dict[str, Any]]:
        now = time.monotonic()
        chat = self._chats.setdefault(chat_id, deque())
        for times, span in ((self._all, 1.0), (chat, 60.0)):
            while times and times[0] <= now - span:
                times.popleft()
        wait = self.told_to_wait.get(chat_id, 0.0)
        # A tenth of a second of grace in a chat: what left a second apart may arrive closer together.
        too_soon = bool(chat) and chat[-1] > now - 0.9
        if wait or len(self._all) >= 30 or too_soon or (chat_id < 0 and len(chat) >= 20):
            told = {"retry_after": int(wait) or 1}
            return 429, {"ok": False, "error_code": 429, "description": "Too Many", "parameters": told}
        self._all.append(now)
        chat.append(now)
        return 200, {}


@dataclass
class Bench:
    """A running sender, its store, and the server it sends to."""

    store: SqlStore
    telegram: Counting
    strict: Strict
    sender: Sender

    async def until(self, holds: Callable[[], bool], within_s: float = 60.0) -> None:
        async with asyncio.timeout(within_s):
            while not holds():  # noqa: ASYNC110 - another task's work
                await asyncio.sleep(0.005)


@asynccontextmanager
async def running(
    alerts: int, waits: Sequence[int] = (), extra: Sequence[Alert] = ()
) -> AsyncIterator[Bench]:
    """``alerts`` are owed to a tenth as many chats; ``waits``: chats that Telegram tells to wait."""
    with tempfile.TemporaryDirectory() as folder:
        strict = Strict()
        strict.told_to_wait = dict.fromkeys(waits, 30.0)
        telegram = Counting(ROUND_TRIP_S, strict.reply)
        url = f"sqlite+aiosqlite:///{Path(folder) / 'limits.db'}"
        base_url = await telegram.start()
        await owe(url, alerts, severity=2)
        store = await open_store(url, exclusive=True)
        if extra:
            async with store.write() as uow:
                await uow.outbox.add(extra)
        application = build_application(TOKEN, base_url)
        # Bursts would make lists of what is to be counted.
        sender = Sender(store, WallClock(), application.bot, Delivery(burst_size=10_000))
        task = asyncio.create_task(sender.run())
        try:
            yield Bench(store, telegram, strict, sender)
        finally:
            await sender.drain(2.0)
            await task
            await close(application)
            await store.close()
            await telegram.stop()


async def rate_used(seconds: float = 12.0) -> tuple[float, int]:
    """Share of the configured rate that is used, and how many answers were 429."""
    async with running(4000) as bench:
        await bench.until(lambda: len(bench.telegram.taken) > RATE)
        first = len(bench.telegram.taken)
        began = bench.telegram.taken[-1][0]
        await asyncio.sleep(seconds)
        took = bench.telegram.taken[-1][0] - began
        return (len(bench.telegram.taken) - first) / took / RATE, bench.telegram.refused


async def critical_s(tries: int = 5) -> float:
    """From the commit of a critical alert to Telegram, while 20,000 others wait; the median."""
    waits = []
    async with running(20_000) as bench:
        await bench.until(lambda: len(bench.telegram.taken) > 2 * RATE)
        for n in range(tries):
            await asyncio.sleep(1.0)
            chat_id = 1990 + n
            alert = Alert(chat_id, "PK-20241105-001", 100 + n, Push.NEW, 5, "bench", datetime.now(UTC))
            seen = len(bench.telegram.taken)
            async with bench.store.write() as uow:
                await uow.outbox.add([alert])
            owed = time.monotonic()
            bench.sender.wake()
            await bench.until(
                lambda chat_id=chat_id, seen=seen: any(
                    each[1] == chat_id for each in bench.telegram.taken[seen:]
                )
            )
            at = next(each[0] for each in bench.telegram.taken[seen:] if each[1] == chat_id)
            waits.append(at - owed)
    return sorted(waits)[len(waits) // 2]


async def p99_s(held: bool) -> float:
    """How long 280 alerts to as many chats take, the 99th of a hundred; ``held``: a group is told to wait."""
    now = datetime.now(UTC)
    group = [Alert(GROUP, f"PK-20241105-{n:03}", 9, Push.NEW, 2, "bench", now) for n in range(10)]
    async with running(280 * 10, (GROUP,) if held else (), group) as bench:
        began = time.monotonic()
        await bench.until(lambda: len(bench.telegram.taken) >= 280)
        waits = sorted(at - began for at, chat_id, _ in bench.telegram.taken[:280] if chat_id != GROUP)
    return waits[int(0.99 * len(waits))]


async def run() -> dict[str, float]:
    """Return rate_share, refused, critical_s, critical_goal_s, p99_moves."""
    share, refused = await rate_used()
    critical = await critical_s()
    # The better of two each, in turn: what else the machine does must not be taken for the group's doing.
    pairs = [(await p99_s(held=False), await p99_s(held=True)) for _ in range(2)]
    free, held = (min(each) for each in zip(*pairs, strict=True))
    return {
        "rate_share": share,
        "refused": refused,
        "critical_s": critical,
        "critical_goal_s": 2 * ROUND_TRIP_S + 1 / RATE,
        "p99_free_s": free,
        "p99_held_s": held,
        "p99_moves": held / free - 1.0,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run())))
