"""How long a report takes to find its incident, with 20,000 open ones in the store.

``python -m benchmarks.incidents [--incidents N] [--reports N]`` prints one JSON line. Forty countries of
fifty towns, some ten incidents of the last three days in each; the busiest country has a quarter of all. Half
of the reports tell of an incident that is stored, half of a new one. Each is taken in by the pipeline's own
``decide`` on a SQLite file; assignment is also timed by itself, by the clock and by the processor time of its
thread (which a busy machine does not blur). The first fifth is not timed: a running program has met its
incidents before.
"""

import argparse
import asyncio
import itertools
import json
import random
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

import bot.pipeline as pipeline
from bot.incidents.derive import derive
from bot.model.incident import Incident, Report
from bot.model.item import Item
from bot.model.mention import MentionPlace, Reading
from storage import SqlStore, migrate, open_store
from tests.incidents.generator import stream, town

INCIDENTS = 20_000
REPORTS = 2_000
# So long at most are reports played, in seconds.
AT_MOST_S = 120.0
_COUNTRIES = tuple("".join(each) for each in itertools.product("ABCDE", "STUVWXYZ"))
_DAYS = 3
_BIG = town(0, 0)


async def run(incidents: int = INCIDENTS, reports: int = REPORTS) -> dict[str, float]:
    """Return p50, p95 and worst in ms of assigning (assign_*, assign_cpu_*) and of the write (decide_*), how
    many incidents were compared at the median (block_p50), how many lie in the busiest country, and
    the joins.
    """
    stored, coming = _made(incidents, reports)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await migrate.upgrade(url)
        store = await open_store(url)
        try:
            await _fill(store, stored)
            assigned: list[float] = []
            used: list[float] = []
            blocks: list[int] = []
            warm = len(coming) // 5
            await _play(store, coming[:warm])
            with _timed_assign(assigned, used, blocks):
                decided, joined = await _play(store, coming[warm:])
        finally:
            await store.close()
    busiest = statistics.mode(each.place.country for each in stored)
    return {
        **_told("assign", assigned),
        **_told("assign_cpu", used),
        **_told("decide", decided),
        "block_p50": statistics.median(blocks),
        "block_max": max(blocks),
        "busiest_country": sum(each.place.country == busiest for each in stored),
        "stored": len(stored),
        "reports": len(decided),
        "joined": joined,
    }


def _told(name: str, seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        f"{name}_p50_ms": 1000 * statistics.median(ordered),
        f"{name}_p95_ms": 1000 * ordered[int(len(ordered) * 0.95)],
        f"{name}_max_ms": 1000 * ordered[-1],
    }


def _made(incidents: int, reports: int) -> tuple[list[Incident], list[Report]]:
    """Open incidents, and further reports in the order they come, half of them of incidents not stored."""
    shares = [1 / rank for rank in range(1, len(_COUNTRIES) + 1)]
    told: dict[tuple[str, int], list[Report]] = defaultdict(list)
    for n, (country, share) in enumerate(zip(_COUNTRIES, shares, strict=True)):
        many = round(1.1 * incidents * share / sum(shares)) + 2
        for each in stream(n, many, days=_DAYS):
            told[country, each.incident].append(_moved(each.report, country, n, each.incident))
    rng = random.Random(1)
    whole = list(told.values())
    rng.shuffle(whole)
    known, unknown = whole[:incidents], whole[incidents:]
    second = [each.pop() for each in known if len(each) > 1 and rng.random() < 0.3]
    stored = [_stored(each, n) for n, each in enumerate(known)]
    coming = [each[0] for each in unknown[: reports // 2]]
    coming += second[: reports - len(coming)]
    return stored, sorted(coming, key=lambda each: (each.seen_at, each.id))


def _stored(reports: Sequence[Report], n: int) -> Incident:
    now = max(each.seen_at for each in reports)
    return replace(derive(reports, now=now), id=f"X-{n:06d}")


def _moved(report: Report, country: str, n: int, incident: int) -> Report:
    """The same in another country, and the one big city taken apart into ten towns."""
    place = report.mention.place
    ids = tuple(_id(each, country) for each in place.area_ids)
    if place.place_id == _BIG.place_id:
        part = incident % 10
        ids = (f"{ids[0]}.{part}", *ids[1:])
        names = {"name": f"{place.name}-{part}", "city": f"{place.city}-{part}"}
        place = replace(place, **names, lat=(place.lat or 0) - part, lon=(place.lon or 0) - part)
    moved: MentionPlace = replace(
        place,
        country=country,
        place_id=ids[0],
        area_ids=ids,
        lat=None if place.lat is None else place.lat - n * 1.5,
        lon=None if place.lon is None else place.lon - n * 4.0,
    )
    item = f"{country}-{report.item_id}"
    return replace(
        report, id=f"{item}#0", item_id=item, mention=replace(report.mention, place=moved), may_open=True
    )


def _id(place_id: str, country: str) -> str:
    if place_id == "world":
        return place_id
    return place_id.replace("PK", country) if place_id.startswith("PK") else f"{country}:{place_id}"


async def _fill(store: SqlStore, stored: Sequence[Incident]) -> None:
    for some in _batched(stored, 500):
        async with store.write() as uow:
            for each in some:
                await uow.incidents.save(each)


def _batched(values: Sequence[Incident], size: int) -> Iterator[Sequence[Incident]]:
    return (values[start : start + size] for start in range(0, len(values), size))


async def _play(store: SqlStore, coming: Sequence[Report]) -> tuple[list[float], int]:
    seconds, joined, begun_at = [], 0, perf_counter()
    for report in coming:
        if perf_counter() - begun_at > AT_MOST_S:
            break
        item, reading = _read(report)
        begun = perf_counter()
        async with store.write() as uow:
            told = await pipeline.decide(uow, item, reading, report.seen_at)
        seconds.append(perf_counter() - begun)
        joined += any(each.decision.before is not None for each in told)
    return seconds, joined


def _read(report: Report) -> tuple[Item, Reading]:
    item = Item(
        id=report.item_id,
        source=report.source,
        family=report.family,
        title=report.title,
        seen_at=report.seen_at,
        published_at=report.published_at,
        lang="en",
    )
    return item, Reading(item.id, "en", report.role, is_incident=True, mentions=(report.mention,))


@contextmanager
def _timed_assign(seconds: list[float], used: list[float], blocks: list[int]) -> Iterator[None]:
    real: Callable[..., Any] = pipeline.assign

    def timed(reports: Sequence[Report], block: Sequence[Incident], **values: Any) -> Any:
        begun, cpu = perf_counter(), thread_time()
        made = real(reports, block, **values)
        seconds.append(perf_counter() - begun)
        used.append(thread_time() - cpu)
        blocks.append(len(block))
        return made

    pipeline.assign = timed
    try:
        yield
    finally:
        pipeline.assign = real


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--reports", type=int, default=REPORTS)
    args = parser.parse_args()
    print(json.dumps(asyncio.run(run(args.incidents, args.reports))))


if __name__ == "__main__":
    main()
