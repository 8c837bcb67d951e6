"""The program as a whole: from start to ready, memory, and how long an item takes from paper to phone."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.playground.standin import StandIn
from tests.acceptance.world import Paper, World

STARTS = 5
ITEMS = 30
CHAT = 101
# Quarters and deeds that differ, so that each item is an incident of its own.
_CITIES = [
    "Karachi",
    "Lahore",
    "Quetta",
    "Peshawar",
    "Multan",
    "Faisalabad",
    "Sukkur",
    "Gwadar",
    "Turbat",
    "Rawalpindi",
    "Sialkot",
    "Gujranwala",
    "Bannu",
    "Kohat",
    "Mardan",
    "Abbottabad",
    "Larkana",
    "Nawabshah",
    "Sargodha",
    "Bahawalpur",
    "Chaman",
    "Zhob",
    "Khuzdar",
    "Sibi",
    "Mastung",
    "Panjgur",
    "Jacobabad",
    "Shikarpur",
    "Dadu",
    "Kasur",
]


async def run() -> dict[str, float]:
    """Return start_to_ready_s, pss_mb, processes, latency_p50_s, latency_p95_s."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), StandIn())
        papers = [world.paper(f"Paper {n}") for n in range(3)]
        await world.open()
        try:
            starts = []
            for _ in range(STARTS):
                starts.append(await _timed(world.start))
                await papers[0].polled(1)
                await world.kill()
            await world.start()
            await papers[0].polled(2)
            world.telegram.add_chat(CHAT)
            await world.ask(CHAT, "/subscribe Pakistan severity>=1")
            waits = [await _one(world, papers[n % 3], n) for n in range(ITEMS)]
            assert world._bot is not None
            pids = _family(world._bot.pid)
            memory = sum(_pss_kb(pid) for pid in pids) / 1024
        finally:
            await world.close()
    waits.sort()
    return {
        "start_to_ready_s": statistics.median(starts),
        "pss_mb": memory,
        "processes": len(pids),
        "latency_p50_s": statistics.median(waits),
        "latency_p95_s": waits[int(0.95 * len(waits))],
    }


async def _timed(do: Callable[[], Awaitable[None]]) -> float:
    began = time.monotonic()
    await do()
    return time.monotonic() - began


async def _one(world: World, paper: Paper, n: int) -> float:
    city = _CITIES[n]
    await paper.polled(1)
    paper.publish(
        f"Gunmen kill {n + 3} people in {city}",
        f"Gunmen killed {n + 3} people at a market in {city}, police said.",
    )
    await paper.polled(1)
    served = time.monotonic()
    await world.telegram.wait_for(CHAT, lambda m: f"{city}:" in m.get("text", ""), 30.0)
    return time.monotonic() - served


def _family(pid: int) -> list[int]:
    """The process and everything it started."""
    parents: dict[int, int] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                stat = (each / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(each.name)] = int(stat[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _pss_kb(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    for key, value in asyncio.run(run()).items():
        print(f"{key}: {value:.3f}")
