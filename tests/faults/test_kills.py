"""SIGKILL at every step and at any time, SIGTERM under load: a child sends, the parent is Telegram.

``SITREP_FAULTS=all`` kills ten times as often.
"""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.model.subscription import ChatKind
from storage import open_store
from tests.fakes.telegram import FaultyTelegram
from tests.storage.builders import NOW, alert, incident

ROOT = Path(__file__).parents[2]
REPEAT = "Possible repeat"
IN_FLIGHT = 8
KILLS = 80 if os.environ.get("SITREP_FAULTS") == "all" else 8


class Children:
    """Starts senders on one database against one Telegram."""

    def __init__(self, url: str, telegram: FaultyTelegram) -> None:
        self.url = url
        self.telegram = telegram

    async def owe(self, chats: int) -> None:
        store = await open_store(self.url)
        async with store.write() as uow:
            await uow.incidents.save(incident())
            for n in range(1, chats + 1):
                await uow.chats.ensure(n, ChatKind.PRIVATE, NOW)
            await uow.outbox.add([alert(n) for n in range(1, chats + 1)])
        await store.close()

    async def start(
        self, failpoint: str = "", *arguments: str, rate: float = 5000
    ) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.child",
            self.url,
            self.telegram.base_url,
            *arguments,
            cwd=ROOT,
            env={**os.environ, "SITREP_FAILPOINT": failpoint, "CHILD_RATE": str(rate)},
            stdout=asyncio.subprocess.PIPE,
        )

    async def run(self, failpoint: str = "", *arguments: str) -> int:
        """Start one and wait for its end; -9 when it was killed."""
        child = await self.start(failpoint, *arguments)
        async with asyncio.timeout(40):
            return await child.wait()

    async def counts(self) -> dict[str, int]:
        store = await open_store(self.url)
        async with store.read() as uow:
            counts = await uow.outbox.counts()
        await store.close()
        return {state: rows for state, rows in counts.items() if rows}

    def received(self, chats: int) -> Counter[int]:
        return Counter({n: len(self.telegram.texts(n)) for n in range(1, chats + 1)})


@pytest.fixture
def children(sqlite_url: str, telegram: FaultyTelegram) -> Children:
    for n in range(1, 201):
        telegram.add_chat(n)
    return Children(sqlite_url, telegram)


async def test_1_killed_before_the_fan_out_is_committed(children: Children) -> None:
    assert await children.run("fan-out", "3") == -signal.SIGKILL
    assert await children.counts() == {}
    assert await children.run("", "3") == 0
    assert children.received(3) == {1: 1, 2: 1, 3: 1}


async def test_2_killed_after_the_commit_before_the_claim(children: Children) -> None:
    await children.owe(3)
    assert await children.run() == 0
    assert children.received(3) == {1: 1, 2: 1, 3: 1}


async def test_3_killed_with_rows_claimed(children: Children) -> None:
    await children.owe(3)
    assert await children.run("claimed") == -signal.SIGKILL
    assert await children.counts() == {"claimed": 3}
    assert await children.run() == 0
    assert children.received(3) == {1: 1, 2: 1, 3: 1}
    assert not any(REPEAT in text for n in (1, 2, 3) for text in children.telegram.texts(n))


async def test_4_killed_before_the_request_left_comes_once_and_marked(children: Children) -> None:
    await children.owe(1)
    assert await children.run("marked") == -signal.SIGKILL
    assert await children.counts() == {"sending": 1}
    assert await children.run() == 0
    (text,) = children.telegram.texts(1)
    assert REPEAT in text


async def test_5_killed_after_telegram_took_it_comes_at_most_twice_and_marked(children: Children) -> None:
    await children.owe(30)
    assert await children.run("answered:9") == -signal.SIGKILL
    assert await children.run() == 0
    received = children.received(30)
    assert set(received.values()) <= {1, 2}
    twice = [n for n, times in received.items() if times == 2]
    assert 1 <= len(twice) <= IN_FLIGHT
    for n in twice:
        first, second = children.telegram.texts(n)
        assert REPEAT not in first
        assert REPEAT in second
    assert await children.counts() == {"sent": 30}


async def test_5_killed_after_the_record_repeats_nothing(children: Children) -> None:
    await children.owe(1)
    assert await children.run("recorded") == -signal.SIGKILL
    assert await children.run() == 0
    assert children.received(1) == {1: 1}


async def test_killed_at_any_time_loses_nothing_and_repeats_what_was_in_flight(children: Children) -> None:
    """As many kills as there are at failpoints, each at a time of the dice: half of them while it starts."""
    children.telegram.delay_s = 0.01
    await children.owe(200)
    kills, ended = 0, False
    dice = random.Random(20241105)
    for n in range(KILLS):
        child = await children.start(rate=max(25.0, 600 / KILLS))
        assert child.stdout is not None
        if n % 2:
            await child.stdout.readline()
        await asyncio.sleep(dice.uniform(0.0, 0.5 if n % 2 else 1.5))
        if child.returncode is None:
            child.kill()
        ended = await child.wait() == 0
        kills += not ended
        if ended:
            break
    if not ended:
        assert await children.run() == 0
    received = children.received(200)
    assert min(received.values()) == 1
    repeats = sum(times - 1 for times in received.values())
    assert repeats <= kills * IN_FLIGHT
    marked = sum(REPEAT in text for n in range(1, 201) for text in children.telegram.texts(n)[1:])
    assert marked == repeats
    assert await children.counts() == {"sent": 200}


async def test_6_sigterm_under_load_loses_nothing_and_repeats_nothing(children: Children) -> None:
    children.telegram.delay_s = 0.02
    await children.owe(200)
    for _ in range(2):
        # So slow that some are left whenever a busy machine comes to end it.
        child = await children.start(rate=40)
        assert child.stdout is not None
        await child.stdout.readline()
        await asyncio.sleep(0.25)
        child.terminate()
        async with asyncio.timeout(10):
            assert await child.wait() == 0
    counts = await children.counts()
    assert set(counts) <= {"pending", "sent"}
    assert counts.get("pending")
    assert await children.run() == 0
    assert set(children.received(200).values()) == {1}
    assert not any(REPEAT in text for n in range(1, 201) for text in children.telegram.texts(n))


async def test_25_second_process_on_the_same_file_refuses(children: Children) -> None:
    children.telegram.delay_s = 0.2
    await children.owe(40)
    first = await children.start(rate=1)
    assert first.stdout is not None
    await first.stdout.readline()
    second = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.child",
        children.url,
        children.telegram.base_url,
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    _, told = await second.communicate()
    first.terminate()
    await first.wait()
    assert second.returncode == 1
    assert b"another sitrep process" in told
    assert str(first.pid).encode() in told
