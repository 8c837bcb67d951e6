"""A week of a big city's news played to a chat that hears of the city: how often it would be told, and woken.

    python -m benchmarks.week [WEEKS]

Items are our own wording (``week.toml``), 400 a day of eight papers: 5 in 100 tell of an incident (each
by one to six papers), 25 in 100 look like one and are none. They go through the real pipeline on a store of
their own, in their own time. About 20 s a week; ends by itself.
"""

import asyncio
import random
import statistics
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.cli.stream import opened
from bot.cli.wanted import read_subscriptions
from bot.extraction.command import read_line
from bot.matching.quiet import Ring, ring
from bot.model.alert import Alert
from bot.model.incident import Incident, Push
from bot.model.item import Item
from bot.model.mention import Nature

TEXTS = Path(__file__).with_name("week.toml")
BEGIN = datetime(2024, 11, 4, tzinfo=UTC)
DAYS, A_DAY, OF_INCIDENTS, OF_NEAR_MISSES, PAPERS = 7, 400, 0.05, 0.25, 8
SUBSCRIPTION = '{"chat": 1, "text": "Karachi"}'
ZONE = "Asia/Karachi"
_TOO_OLD_S = 86_400.0
# Within how many minutes the papers follow each other.
_SPREAD = 180


@dataclass(frozen=True)
class Told:
    """What the chat got in a week: pushes of each day, and rings at night."""

    pushes: tuple[int, ...]
    night_rings: int
    alerts: tuple[Alert, ...]

    @property
    def median(self) -> float:
        """Pushes of a day, the median of the week."""
        return statistics.median(self.pushes)


def items(seed: int) -> list[Item]:
    """The week's items in the order they come in."""
    texts: dict[str, Any] = tomllib.loads(TEXTS.read_text("utf-8"))
    rng = random.Random(seed)
    lines: list[dict[str, Any]] = []
    for day in range(DAYS):
        begin = BEGIN + timedelta(days=day)
        near, told = int(A_DAY * OF_NEAR_MISSES), int(A_DAY * OF_INCIDENTS)
        for rows, count in (
            (texts["near_misses"]["rows"], near),
            (texts["ordinary"]["rows"], A_DAY - near - told),
        ):
            for _ in range(count):
                lines.append(
                    _line(rng.choice(rows), _values(texts, rng), _moment(begin, rng), rng.randrange(PAPERS))
                )
        while told > 0:
            incident = rng.choices(texts["incidents"], [each["weight"] for each in texts["incidents"]])[0]
            values, first = _values(texts, rng), _moment(begin, rng)
            for n, paper in enumerate(rng.sample(range(PAPERS), min(told, rng.randint(1, 6)))):
                at = first + timedelta(minutes=rng.randint(1, _SPREAD) if n else 0)
                lines.append(_line(rng.choice(incident["tells"]), values, at, paper))
                told -= 1
    lines.sort(key=lambda line: str(line["published"]))
    return [read_line({"id": f"{seed}-{n}", **line}) for n, line in enumerate(lines)]


def _moment(begin: datetime, rng: random.Random) -> datetime:
    return begin + timedelta(minutes=rng.randrange(24 * 60))


def _values(texts: dict[str, Any], rng: random.Random) -> dict[str, str]:
    return {
        "town": rng.choice(texts["quarters"]),
        "other": rng.choice(texts["others"]),
        "n": rng.choice(texts["numbers"]),
        "m": rng.choice(texts["larger"]),
    }


def _line(told: list[str], values: dict[str, str], at: datetime, paper: int) -> dict[str, Any]:
    title, summary = (text.format(**values) for text in told)
    moment = at.isoformat()
    return {
        "title": title[0].upper() + title[1:],
        "summary": summary[0].upper() + summary[1:],
        "published": moment,
        "source": f"paper-{paper}",
    }


async def play(seed: int) -> Told:
    """What a chat with the defaults gets in the week of this seed."""
    subscriptions, _ = read_subscriptions([(1, SUBSCRIPTION)], lambda line, what: None)
    pushes: Counter[int] = Counter()
    rings, alerts = 0, []
    async with opened(_TOO_OLD_S) as replay:
        await replay.subscribe(subscriptions)
        async for step in replay.play(items(seed)):
            for told in step.told:
                for alert in told.selection.alerts:
                    alerts.append(alert)
                    pushes[(alert.committed_at - BEGIN).days] += 1
                    rings += _rings_at_night(told.decision.after, alert)
    return Told(tuple(pushes[day] for day in range(DAYS)), rings, tuple(alerts))


def _rings_at_night(incident: Incident | None, alert: Alert) -> bool:
    """Whether it would wake somebody by the night rule."""
    nature = incident.nature if incident else Nature.UNKNOWN
    push = alert.push or Push.NEW
    return ring(None, ZONE, alert.committed_at, severity=alert.severity, nature=nature, push=push) is (
        Ring.BREAKS_THROUGH
    )


async def run(weeks: int = 3) -> dict[str, float]:
    """The row of ``make bench``: the worst of so many weeks."""
    told = [await play(seed) for seed in range(1, weeks + 1)]
    return {
        "median_pushes": max(each.median for each in told),
        "night_rings": max(each.night_rings for each in told),
    }


def main() -> int:
    """Print what came of each week."""
    for seed in range(1, (int(sys.argv[1]) if len(sys.argv) > 1 else 3) + 1):
        told = asyncio.run(play(seed))
        print(f"week {seed}: pushes {told.pushes}, median {told.median}; at night {told.night_rings}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
