"""A sender killed again and again: ``make chaos [N=1000] [TERMS=200] [ALERTS=20000]``.

Children of this process (``benchmarks.chaos_child``) empty one outbox, each for a part of a second, until
SIGKILL takes it at a time of the dice; then others until SIGTERM. Telegram, in this process, notes what it
accepted. Promised: nothing is lost; no more comes twice than was being sent at a kill; what comes twice says
so. After SIGTERM nothing comes twice. Ends by itself, with status 1 if a promise was broken.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.chaos_child import live
from benchmarks.telegram import Counting
from bot.model.alert import Alert
from bot.model.incident import Incident, Push, Status
from bot.model.mention import MentionPlace, Nature
from bot.model.subscription import ChatKind
from storage import open_store

REPEAT = "Possible repeat"
PER_CHAT = 10
# From fork to kill. A child needs about half a second until it sends.
LONGEST_LIFE_S = 1.4
_ID = re.compile(r"PK-20241105-\d+")


async def owe(url: str, alerts: int, severity: int = 4, per_chat: int = PER_CHAT) -> None:
    """So many alerts, ``per_chat`` to each chat."""
    now = datetime.now(UTC)
    place = MentionPlace(name="Karachi", city="Karachi", country="PK", timezone="Asia/Karachi")
    store = await open_store(url, exclusive=True)
    chats = max(1, alerts // per_chat)
    ids = [f"PK-20241105-{n:03}" for n in range(-(-alerts // chats))]
    async with store.write() as uow:
        for each in ids:
            await uow.incidents.save(
                Incident(
                    each,
                    1,
                    Status.DEVELOPING,
                    "bombing",
                    None,
                    Nature.TARGETED,
                    place,
                    now,
                    now,
                    now,
                    severity=severity,
                )
            )
        for chat_id in range(1, chats + 1):
            await uow.chats.ensure(chat_id, ChatKind.PRIVATE, now)
        owed = [
            Alert(n % chats + 1, ids[n // chats], 1, Push.NEW, severity, "chaos", now) for n in range(alerts)
        ]
        await uow.outbox.add(owed)
    await store.close()


def waiting(path: Path) -> tuple[int, int]:
    """Rows that have not ended, and those of them that may be on their way."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as db:
        counts = dict(
            db.execute("SELECT state, count(*) FROM outbox WHERE due_at IS NOT NULL GROUP BY state")
        )
    return sum(counts.values()), counts.get("sending", 0)


@dataclass
class Tally:
    """``in_flight``: rows that were being sent at the kills, added up."""

    kills: int = 0
    terms: int = 0
    slow_terms: int = 0
    in_flight: int = 0
    lives: list[float] = field(default_factory=list)


def judge(telegram: Counting, alerts: int, tally: Tally) -> dict[str, int]:
    """What became of the promise."""
    told: dict[tuple[int, str], list[bool]] = defaultdict(list)
    for _, chat_id, text in telegram.taken:
        for incident_id in set(_ID.findall(text)):
            told[chat_id, incident_id].append(REPEAT in text)
    repeats = sum(len(each) - 1 for each in told.values())
    marked = sum(sum(each[1:]) for each in told.values())
    return {
        "alerts": alerts,
        "kills": tally.kills,
        "terms": tally.terms,
        "lost": alerts - len(told),
        "repeats": repeats,
        "in_flight": tally.in_flight,
        "unmarked": repeats - marked,
        "marked_but_first": sum(each[0] for each in told.values()),
        "slow_terms": tally.slow_terms,
    }


class Chaos:
    """Lets children live on one outbox, and ends them."""

    def __init__(self, folder: Path, telegram: Counting, base_url: str, seed: int) -> None:
        self.path = folder / "chaos.db"
        self.url = f"sqlite+aiosqlite:///{self.path}"
        self.telegram = telegram
        self.base_url = base_url
        self.dice = random.Random(seed)
        self.tally = Tally()
        self._context: Any = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["benchmarks.chaos_child"])

    async def one(self, sign: signal.Signals, rate: float) -> None:
        """Let one live and end it with ``sign`` at a time of the dice."""
        child = self._context.Process(target=live, args=(self.url, self.base_url, rate))
        child.start()
        await asyncio.sleep(self.dice.uniform(0.0, LONGEST_LIFE_S))
        if child.is_alive():
            os.kill(child.pid, sign)
        began = time.monotonic()
        await asyncio.to_thread(child.join, 20)
        if child.is_alive():
            self.tally.slow_terms += 1
            child.kill()
            await asyncio.to_thread(child.join)
        if sign is signal.SIGKILL:
            self.tally.kills += 1
            self.tally.in_flight += waiting(self.path)[1]
        else:
            self.tally.terms += 1
            self.tally.lives.append(time.monotonic() - began)

    async def until_empty(self) -> None:
        """The last one may finish."""
        child = self._context.Process(target=live, args=(self.url, self.base_url, 2000.0))
        child.start()
        async with asyncio.timeout(300):
            while waiting(self.path)[0]:  # noqa: ASYNC110 - another process's work
                await asyncio.sleep(0.1)
        os.kill(child.pid, signal.SIGTERM)
        await asyncio.to_thread(child.join, 20)

    def rate(self, ends: int) -> float:
        """So that what waits lasts for so many more ends."""
        left = waiting(self.path)[0] if self.path.exists() else 0
        return max(5.0, left / max(1, ends) / (LONGEST_LIFE_S / 3))


async def run(kills: int, terms: int, alerts: int, seed: int, limit_s: float = 3600.0) -> dict[str, int]:
    """Both parts, each on an outbox of its own; at most ``limit_s`` in all."""
    until = time.monotonic() + limit_s
    result: dict[str, int] = {}
    for name, sign, ends, owed in (
        ("kill", signal.SIGKILL, kills, alerts),
        ("term", signal.SIGTERM, terms, max(1, alerts * terms // max(1, kills)) if kills else alerts),
    ):
        if not ends:
            continue
        with tempfile.TemporaryDirectory() as folder:
            telegram = Counting(delay_s=0.02)
            chaos = Chaos(Path(folder), telegram, await telegram.start(), seed)
            await owe(chaos.url, owed)
            for n in range(ends):
                if time.monotonic() > until:
                    print(f"stopped after {n} of {ends}: {limit_s:g} s are over", flush=True)
                    break
                await chaos.one(sign, chaos.rate(ends - n))
                if (n + 1) % 100 == 0:
                    print(f"{name}: {n + 1}, {len(telegram.taken)} messages", flush=True)
            await chaos.until_empty()
            await telegram.stop()
            result |= {f"{name}_{key}": value for key, value in judge(telegram, owed, chaos.tally).items()}
    return result


def broken(result: dict[str, int]) -> list[str]:
    """Promises that were not kept."""
    found = []
    if result.get("kill_lost") or result.get("term_lost"):
        found.append("alerts were lost")
    if result.get("kill_repeats", 0) > result.get("kill_in_flight", 0):
        found.append("more came twice than was being sent")
    if result.get("kill_unmarked") or result.get("term_unmarked"):
        found.append("something came twice without saying so")
    if result.get("term_repeats") or result.get("term_slow_terms"):
        found.append("after SIGTERM something came twice, or a child did not end")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--terms", type=int, default=200)
    parser.add_argument("--alerts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20241105)
    parser.add_argument("--limit-s", type=float, default=3600.0)
    chosen = parser.parse_args()
    result = asyncio.run(run(chosen.kills, chosen.terms, chosen.alerts, chosen.seed, chosen.limit_s))
    for key, value in result.items():
        print(f"{key}: {value}")
    for each in broken(result):
        print(f"BROKEN: {each}")
    return 1 if broken(result) else 0


if __name__ == "__main__":
    sys.exit(main())
