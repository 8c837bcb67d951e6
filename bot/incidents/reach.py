"""Under which keys a report is stored, and under which ones those are found that it could be linked to.

A key stands for a place: the place itself ("=id"), what holds it ("<id"), the city's name ("n:name"), a
square of the map ("g:…"; for what strikes a whole region a wider one), and for a report whose place the
gazetteer does not know its country ("?PK"); one more is the id that a structured source gives the incident
("id:usgs:us1"). With the days and the family of kinds they are an index of everything that ``score`` could
link, so that a report is compared with a few dozen incidents of a country's thousands.
"""

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from bot.incidents.facets import DAY, Facets, facets
from bot.incidents.score import WIDE, kin_of
from bot.model.incident import Report
from bot.model.reach import Found, Reach

# Reports without a date of the deed may lie this far apart (see ``score``).
SLACK = 2 * DAY
_SQUARE = 0.4
_WIDE_SQUARE = 4.0
_EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))

Path = tuple[str, ...]
Point = tuple[float, float] | None


def kept_under(reports: Iterable[Report]) -> list[Found]:
    """Return the entries of an incident's own reports, each key and family once."""
    found: dict[tuple[str, str], tuple[datetime, datetime]] = {}
    for report in reports:
        if report.mention.background:
            continue
        node = facets(report)
        if node.event:
            # By its own id it is found wherever and whenever it is told to have been.
            found[f"id:{node.event}", ""] = (_EVER[0], _EVER[1])
        for key in keys_of(node):
            since, until = found.get((key, node.family), (node.since, node.until))
            found[key, node.family] = min(since, node.since), max(until, node.until)
    return [Found(key, family, *span) for (key, family), span in found.items()]


def reach_of(nodes: Iterable[Facets]) -> Reach | None:
    """Return what finds every report that any of these could be linked to; None for no nodes."""
    told = list(nodes)
    if not told:
        return None
    return Reach(
        frozenset().union(*(asked_by(each) for each in told)),
        frozenset({""}).union(*(kin_of(each.family) for each in told)),
        min(each.since for each in told) - SLACK,
        max(each.until for each in told) + SLACK,
    )


def keys_of(node: Facets) -> frozenset[str]:
    """Return the keys under which a report is found."""
    return _keys(node.path, node.ids, node.country, node.city, node.point, _wide(node))


def asked_by(node: Facets) -> frozenset[str]:
    """Return the keys under which all are found that a report could be linked to."""
    asked = _asked(node.path, node.ids, node.country, node.city, node.cities, node.point, _wide(node))
    return asked | {f"id:{node.event}"} if node.event else asked


def _wide(node: Facets) -> str:
    return node.fine if node.fine in WIDE else ""


@lru_cache(maxsize=16_384)
def _keys(path: Path, ids: bool, country: str, city: str, point: Point, wide: str) -> frozenset[str]:
    if not path or not ids:
        return frozenset({f"?{country}"})
    inner = _up_to(path, country)
    made = {f"={path[0]}", *(f"<{each}" for each in inner[1:])}
    if city:
        made.add(f"n:{country}/{city}")
    if point:
        made.add(_name("g", *_square(point, _SQUARE)))
        if wide:
            made.add(_name(wide, *_square(point, _WIDE_SQUARE)))
    return frozenset(made)


@lru_cache(maxsize=16_384)
def _asked(
    path: Path, ids: bool, country: str, city: str, cities: frozenset[str], point: Point, wide: str
) -> frozenset[str]:
    unknown = f"?{country}"
    if not path or not ids:
        return frozenset({unknown, f"={country}", f"<{country}"} if country else {unknown})
    inner = _up_to(path, country)
    made = {unknown, f"<{path[0]}", *(f"={each}" for each in inner), *(f"<{each}" for each in cities)}
    if city:
        made.add(f"n:{country}/{city}")
    if point:
        made.update(_around("g", point, _SQUARE))
        if wide:
            made.update(_around(wide, point, _WIDE_SQUARE))
    return frozenset(made)


def _up_to(path: Path, country: str) -> Path:
    """The place and what holds it, no more than the country: everything lies in the world."""
    return path[: path.index(country) + 1] if country in path else path[:1]


def _square(point: tuple[float, float], size: float) -> tuple[int, int]:
    return math.floor(point[0] / size), math.floor(point[1] / size)


def _around(what: str, point: tuple[float, float], size: float) -> Iterable[str]:
    north, east = _square(point, size)
    return (_name(what, north + n, east + e) for n in (-1, 0, 1) for e in (-1, 0, 1))


def _name(what: str, north: int, east: int) -> str:
    return f"{what}:{north},{east}"
