"""How long the event loop stands still while many feeds are polled, through the real pipeline and store.

Two rounds, as fast as the schedule lets them run (not spread over an interval, which is the harder case):
*cold*, in which every feed is new, is parsed and its items are read and stored; and *steady*, in which nine
of ten answer 304 and the tenth has one new item. A separate process serves the feeds on loopback.
"""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter, thread_time

from bot.app import settle
from bot.clock import SystemClock
from bot.config import Fetch
from bot.extraction.batch import read_batch, warm_up
from bot.model.item import Item, Source
from bot.model.mention import Reading
from bot.pipeline import Pipeline
from bot.schedule import CONCURRENT_POLLS
from bot.sources.fetch import Fetcher
from bot.sources.poll import Poller
from bot.workers import Workers
from storage import open_store
from tests.fakes.feedserver import FeedServer, Request

FEEDS = 500
ENTRIES = 2
BULK = 25
TICK_S = 0.001
# Milliseconds a tick was late, and milliseconds of processor the loop's thread used meanwhile.
Late = tuple[float, float]
FILLER = "The council discussed roads and water for an hour. " * 8
_CITIES = ("Karachi", "Lahore", "Quetta", "Peshawar", "Multan", "Sukkur", "Gwadar", "Hyderabad")


async def run(n: int = FEEDS) -> dict[str, float]:
    """Return the longest stalls in ms (of both rounds, of each, and the processor time in the longest), the
    seconds each round took, and bulk_*: n feeds of 25 entries parsed, nothing stored.
    """
    workers = Workers(preload=("bot.sources.registry", "bot.extraction.batch"))
    clock = SystemClock()
    try:
        await workers.call(warm_up)
        with tempfile.TemporaryDirectory() as folder:
            store = await open_store(f"sqlite+aiosqlite:///{folder}/bench.db")
            config = Fetch(allow_private_addresses=True)
            async with _served(n) as port, Fetcher(config, clock) as fetcher:
                poller = Poller(fetcher, workers, clock)

                async def read(items: Sequence[Item]) -> list[Reading]:
                    return await workers.call(read_batch, items)

                pipeline = Pipeline(store, clock, poller, read)
                sources = [Source(f"Paper {i}", "feed", f"http://127.0.0.1:{port}/{i}") for i in range(n)]
                settle()
                cold, cold_s = await _round(pipeline.poll, sources)
                async with store.read() as uow:
                    stored = await uow.items.count()
                assert stored == n * ENTRIES, f"{stored} items stored, not {n * ENTRIES}"
                steady, steady_s = await _round(pipeline.poll, sources)
                async with store.read() as uow:
                    stored = await uow.items.count()
                assert stored == n * ENTRIES + len(range(0, n, 10)), (
                    "a new item of the second round is missing"
                )
                bulk = [Source(f"Bulk {i}", "feed", f"http://127.0.0.1:{port}/bulk/{i}") for i in range(n)]

                async def parse_only(source: Source) -> object:
                    async with store.read() as uow:
                        state = await uow.sources.get(source.name)
                    result = await poller(source, state)
                    assert len(result.entries) == BULK
                    return result

                bulk_stalls, _ = await _round(parse_only, bulk)
            await store.close()
    finally:
        await workers.close()
    every = sorted(late for late, _ in cold + steady)
    return {
        "stall_ms": every[-1],
        "stall_cold_ms": max(cold)[0],
        "stall_steady_ms": max(steady)[0],
        "stall_p99_ms": every[int(0.99 * len(every))],
        "stall_cpu_ms": max(cpu for _, cpu in cold + steady),
        "cold_s": cold_s,
        "steady_s": steady_s,
        "bulk_stall_ms": max(bulk_stalls)[0],
        "bulk_stall_cpu_ms": max(cpu for _, cpu in bulk_stalls),
    }


async def _round(
    poll: Callable[[Source], Awaitable[object]], sources: Sequence[Source]
) -> tuple[list[Late], float]:
    """Poll each once; return how late each tick of the loop was, in milliseconds, and the seconds taken."""
    places = asyncio.Semaphore(CONCURRENT_POLLS)

    async def one(source: Source) -> object:
        async with places:
            summary = await poll(source)
        failure = getattr(summary, "failure", "")
        assert not failure, f"{source.name}: {failure}"
        return summary

    late: list[Late] = []
    ticking = asyncio.create_task(_tick(late))
    began = perf_counter()
    await asyncio.gather(*(one(source) for source in sources))
    took = perf_counter() - began
    ticking.cancel()
    return late, took


async def _tick(late: list[Late]) -> None:
    """What a tick waited for a processor is taken off: what other programs do here is no stall of ours."""
    while True:
        before, queued, cpu = perf_counter(), _queued_s(), thread_time()
        await asyncio.sleep(TICK_S)
        wall = perf_counter() - before - TICK_S - (_queued_s() - queued)
        late.append((wall * 1_000, (thread_time() - cpu) * 1_000))


def _queued_s() -> float:
    """Seconds this thread was ready to run and did not get a processor; 0 where the system does not tell."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as told:
            return int(told.read().split()[1]) / 1e9
    except OSError:
        return 0.0


@asynccontextmanager
async def _served(n: int) -> AsyncIterator[int]:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.polling", "--serve", str(n),
        stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield int(await server.stdout.readline())
    finally:
        server.terminate()
        await server.wait()


async def _serve(n: int) -> None:
    """Feeds /0 … and /bulk/0 …; every tenth of the first has one more entry each time it is asked."""
    asked: Counter[str] = Counter()

    async def answer(request: Request, out: asyncio.StreamWriter) -> bool:
        number = int(request.path.rsplit("/", 1)[1])
        asked[request.path] += 1
        version = asked[request.path] if number % 10 == 0 else 1
        etag = f'"{version}"'
        if request.headers.get("if-none-match") == etag:
            out.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
            return True
        entries = BULK if request.path.startswith("/bulk/") else ENTRIES + version - 1
        body = _document(number, entries).encode()
        head = f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {len(body)}\r\n\r\n"
        out.write(head.encode() + body)
        return True

    async with FeedServer() as server:
        for i in range(n):
            server.answer(f"/{i}", answer)
            server.answer(f"/bulk/{i}", answer)
        print(server.port, flush=True)
        await asyncio.Event().wait()


def _document(number: int, entries: int) -> str:
    """Every tenth feed, and every new entry, tells an incident; the rest is the day's news."""
    items = []
    for k in range(entries):
        city = _CITIES[(number + k) % len(_CITIES)]
        title, told = f"Council meets in {city}, item {number}-{k}", ""
        if (k == 0 and number % 10 == 0) or k == ENTRIES:
            title = f"Shooting at market {number} in {city}"
            told = f"Gunmen killed {number % 7 + 2} people at market {number} in {city}, police said. "
        items.append(
            f"<item><guid>p{number}-{k}</guid><link>http://127.0.0.1/{number}/{k}</link>"
            f"<title>{title}</title><description>{told}{FILLER}</description></item>"
        )
    return f"<rss version='2.0'><channel><title>Paper {number}</title>{''.join(items)}</channel></rss>"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(_serve(int(sys.argv[2])))
    else:
        for key, value in asyncio.run(run(int(sys.argv[1]) if sys.argv[1:] else FEEDS)).items():
            print(f"{key}: {value:.1f}")
