"""Polls are spread, never doubled, and one source's trouble stays its own."""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.item import Source
from bot.schedule import Schedule, first_turn

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
SOON_S = 0.05


def source(name: str, *, enabled: bool = True) -> Source:
    return Source(name, "feed", f"https://{name}.example/feed", enabled=enabled)


class Polls:
    """Counts polls; ``reached`` waits until a source was polled that often."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.hold = asyncio.Event()
        self.hold.set()
        self.busy = 0
        self.most_busy = 0
        self._more = asyncio.Condition()

    async def __call__(self, source: Source) -> None:
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            async with self._more:
                self.count[source.name] += 1
                self._more.notify_all()
            await self.hold.wait()
            if source.name == "bad":
                raise RuntimeError("out of order")
        finally:
            self.busy -= 1

    async def reached(self, name: str, times: int) -> None:
        async with asyncio.timeout(10), self._more:
            await self._more.wait_for(lambda: self.count[name] >= times)


@given(st.text(), st.floats(1, 86_400), st.integers(0, 4_000_000_000))
def test_first_turn_is_within_one_interval(name: str, interval_s: float, at: int) -> None:
    now = datetime.fromtimestamp(at, UTC)
    assert timedelta() <= first_turn(name, now, interval_s) - now <= timedelta(seconds=interval_s)


def test_turns_do_not_move_with_a_restart() -> None:
    turn = first_turn("wire", NOW, 90)
    assert (
        abs(first_turn("wire", NOW + timedelta(days=1), 90).timestamp() % 90 - turn.timestamp() % 90) < 1e-3
    )


def test_turns_are_spread_over_the_interval() -> None:
    turns = [(first_turn(f"source {n}", NOW, 90) - NOW).total_seconds() for n in range(500)]
    per_tenth = Counter(int(turn // 9) for turn in turns)
    assert min(per_tenth[tenth] for tenth in range(10)) >= 30
    assert max(Counter(int(turn) for turn in turns).values()) <= 18


async def test_every_enabled_source_has_its_turn() -> None:
    schedule = Schedule(Polls(), [source("a"), source("b"), source("off", enabled=False)], 3600)
    assert not schedule.running
    schedule.start()
    assert schedule.running
    assert schedule.turns().keys() == {"a", "b"}
    now = datetime.now(UTC)
    assert all(turn - now <= timedelta(seconds=3600) for turn in schedule.turns().values())
    await schedule.stop()
    assert not schedule.running


async def test_sources_are_polled_again_and_again() -> None:
    polls = Polls()
    schedule = Schedule(polls, [source("a"), source("b")], SOON_S)
    schedule.start()
    await polls.reached("a", 3)
    await polls.reached("b", 3)
    await schedule.stop()


async def test_source_that_raises_is_logged_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    polls = Polls()
    schedule = Schedule(polls, [source("bad"), source("good")], SOON_S)
    with caplog.at_level(logging.ERROR):
        schedule.start()
        await polls.reached("bad", 2)
        await polls.reached("good", 2)
        await schedule.stop()
    assert "bad: the poll broke off" in caplog.text
    assert "out of order" in caplog.text


async def test_slow_source_is_not_polled_twice_at_once() -> None:
    polls = Polls()
    polls.hold.clear()
    schedule = Schedule(polls, [source("slow")], SOON_S)
    schedule.start()
    await polls.reached("slow", 1)
    await asyncio.sleep(5 * SOON_S)
    assert (polls.count["slow"], polls.most_busy) == (1, 1)
    polls.hold.set()
    await polls.reached("slow", 2)
    await schedule.stop()


async def test_only_so_many_are_polled_at_once() -> None:
    polls = Polls()
    polls.hold.clear()
    schedule = Schedule(polls, [source(f"s{n}") for n in range(10)], SOON_S, concurrency=3)
    schedule.start()
    while polls.busy < 3:
        await asyncio.sleep(0)
    await asyncio.sleep(2 * SOON_S)
    assert polls.most_busy == 3
    polls.hold.set()
    for n in range(10):
        await polls.reached(f"s{n}", 1)
    await schedule.stop()
    assert polls.most_busy == 3


async def test_stop_waits_for_polls_under_way() -> None:
    polls = Polls()
    polls.hold.clear()
    schedule = Schedule(polls, [source("a")], SOON_S)
    schedule.start()
    await polls.reached("a", 1)
    stopping = asyncio.create_task(schedule.stop(deadline_s=10))
    await asyncio.sleep(0)
    assert not stopping.done()
    polls.hold.set()
    await stopping
    assert (polls.busy, polls.count["a"]) == (0, 1)


async def test_stop_cuts_off_what_does_not_end(caplog: pytest.LogCaptureFixture) -> None:
    polls = Polls()
    polls.hold.clear()
    schedule = Schedule(polls, [source("a")], SOON_S)
    schedule.start()
    await polls.reached("a", 1)
    await schedule.stop(deadline_s=0)
    assert polls.busy == 0
    assert "cut off" in caplog.text


async def test_source_added_while_running_starts_within_one_interval() -> None:
    polls = Polls()
    schedule = Schedule(polls, [], SOON_S)
    schedule.start()
    schedule.add(source("late"))
    await polls.reached("late", 1)
    schedule.remove("late")
    assert schedule.turns() == {}
    schedule.remove("never there")
    await schedule.stop()


async def test_stop_before_start_does_nothing() -> None:
    schedule = Schedule(Polls(), [source("a")], 90)
    await schedule.stop()
    assert not schedule.running


async def test_what_is_due_is_looked_at_again_and_again_even_if_it_once_fails() -> None:
    times: list[int] = []
    done = asyncio.Event()

    async def sweep() -> None:
        times.append(1)
        if len(times) == 3:
            done.set()
        if len(times) == 1:
            raise RuntimeError("out of order")

    schedule = Schedule(Polls(), [], SOON_S, sweep=sweep, sweep_s=SOON_S)
    schedule.start()
    assert schedule.turns() == {}
    async with asyncio.timeout(10):
        await done.wait()
    await schedule.stop()
