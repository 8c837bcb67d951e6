"""Incidents made up from a fixed seed, each told by several papers that know different parts of it and err.

``stream(seed, n)`` gives items in the order they are seen, with the number of the incident each tells.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.model.incident import Report
from bot.model.mention import Count, MentionPlace, Nature, Precision, Target, TimePrecision
from tests.incidents.builders import TUESDAY, place, tell

PAPERS = ("anchor", "beacon", "courier", "dispatch", "echo", "forum", "gazette", "herald")
_KINDS: tuple[tuple[str, str, Nature, tuple[str, ...]], ...] = (
    ("armed_attack", "shooting", Nature.UNKNOWN, ("shooting", "attack")),
    ("armed_attack", "stabbing", Nature.UNKNOWN, ("stabbing", "assault")),
    ("bombing", "bombing", Nature.UNKNOWN, ("bombing", "explosion")),
    ("bombing", "grenade", Nature.UNKNOWN, ("grenade", "explosion")),
    ("abduction_hostage", "kidnapping", Nature.UNKNOWN, ("kidnapping",)),
    ("accident_disaster", "fire", Nature.ACCIDENT, ("fire",)),
    ("accident_disaster", "transport_accident", Nature.ACCIDENT, ("transport_accident",)),
    ("unrest_violent", "riot", Nature.UNREST, ("riot", "protest")),
)
_SITES = (
    "mill",
    "bazaar",
    "school",
    "shrine",
    "clinic",
    "depot",
    "court",
    "hotel",
    "quarry",
    "bus",
    "bank",
    "farm",
)
_PEOPLE = (
    "teachers", "lawyers", "police", "students", "miners", "pilgrims", "traders", "doctors", "farmers",
    "soldiers", "drivers", "engineers",
)  # fmt: skip
_NATIONS = (None, None, None, None, None, None, "Chinese", "Afghan", "Turkish")
_COLOURS = tuple(
    """
    veranda tailor lantern orchard minaret ledger ferry thunder violin copper basalt juniper saffron gravel
    walnut falcon drum canvas marble tunnel beacon pepper velvet harbour anvil cobalt ribbon meadow ember
    """.split()  # noqa: SIM905 - words, not strings
)
_KIND_OF = {
    "attack": "armed_attack",
    "assault": "armed_attack",
    "explosion": "undetermined",
    "protest": "protest",
}


@dataclass(frozen=True)
class Told:
    """One item and the number of the incident that it tells."""

    report: Report
    incident: int


def town(province: int, number: int) -> MentionPlace:
    ids = (str(5_000_000 + province * 100 + number), f"PK.{province:02d}", "PK", "world")
    return place(
        f"Town{province}x{number}", ids, Precision.CITY, city=f"Town{province}x{number}",
        admin1=f"Province{province}", lat=20.0 + province * 3 + number * 0.5, lon=60.0 + number * 1.1,
    )  # fmt: skip


def province_of(where: MentionPlace) -> MentionPlace:
    return place(where.admin1 or "", where.area_ids[1:], Precision.ADMIN1, admin1=where.admin1)


def stream(seed: int, n: int, *, days: int = 20) -> list[Told]:
    """``n`` incidents over ``days`` in 40 towns, a fifth of them in the biggest; 1 to 6 reports each."""
    rng = random.Random(seed)
    told: list[Told] = []
    for incident in range(n):
        told += _tell(rng, incident, days)
    return sorted(told, key=lambda each: each.report.seen_at)


def _tell(rng: random.Random, incident: int, days: int) -> list[Told]:
    where = town(0, 0) if rng.random() < 0.2 else town(rng.randrange(5), rng.randrange(1, 9))
    day = TUESDAY + timedelta(days=rng.randrange(days))
    kind, fine, nature, words = rng.choice(_KINDS)
    killed, injured = rng.choice((0, 0, 1, 1, 2, 3, 5, 9)), rng.choice((0, 1, 2, 3, 4, 7, 15))
    site, people, nation = rng.choice(_SITES), rng.choice(_PEOPLE), rng.choice(_NATIONS)
    colours = rng.sample(_COLOURS, 8)
    first = (day - TUESDAY).total_seconds() / 60 + 600 + rng.randrange(400)
    reports = []
    for n, paper in enumerate(rng.sample(PAPERS, rng.choice((1, 1, 2, 3, 4, 6)))):
        said = rng.choice(words) if rng.random() < 0.25 else fine
        values: dict[str, Any] = {
            "kind": _KIND_OF.get(said, kind) if said != fine else kind,
            "fine_kind": said,
            "nature": nature,
            "place": where,
            "occurred_at": day,
        }
        if rng.random() < 0.15:
            values |= {"occurred_at": None, "time_precision": TimePrecision.UNKNOWN}
        if rng.random() < 0.08:
            values["place"] = province_of(where)
        elif rng.random() < 0.6:
            values["place"] = _at(where, site)
        if rng.random() < 0.85:
            values["killed"] = _count(rng, killed)
        if rng.random() < 0.75:
            values["injured"] = _count(rng, injured)
        if rng.random() < 0.7:
            values["target"] = (Target(nation, people, None),)
        text = " ".join((people, site, said, *rng.sample(colours, 4), *rng.sample(_COLOURS, 2)))
        item = f"{paper}{incident}"
        report = tell(item, first + n * rng.randrange(5, 180), text, family=paper, **values)
        reports.append(Told(report, incident))
    return reports


def _at(where: MentionPlace, site: str) -> MentionPlace:
    return place(
        where.name or "", where.area_ids, Precision.SITE, city=where.city, admin1=where.admin1, site=site,
        lat=where.lat, lon=where.lon,
    )  # fmt: skip


def _count(rng: random.Random, n: int) -> Count | None:
    """Mostly right, sometimes one off or only "at least"."""
    if n and rng.random() < 0.15:
        n += rng.choice((-1, 1))
    if not n:
        return None
    return Count(n, n, None) if rng.random() < 0.1 else Count(n, n, n)


def pairwise(gold: dict[str, object], found: dict[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the pairs of keys that stand together."""

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((gold[key], found.get(key, key)) for key in gold))
    told = pairs(Counter(found.get(key, key) for key in gold))
    true = pairs(Counter(gold.values()))
    precision, recall = both / told if told else 1.0, both / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def b_cubed(gold: dict[str, object], found: dict[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of B³ over the keys of ``gold``."""
    precision = recall = 0.0
    by_gold: dict[object, set[str]] = {}
    by_found: dict[object, set[str]] = {}
    for key in gold:
        by_gold.setdefault(gold[key], set()).add(key)
        by_found.setdefault(found.get(key, key), set()).add(key)
    for key in gold:
        mine, theirs = by_gold[gold[key]], by_found[found.get(key, key)]
        precision += len(mine & theirs) / len(theirs)
        recall += len(mine & theirs) / len(mine)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
