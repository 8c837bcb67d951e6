"""Every country, province, district and town above 1,000 people, by id, by name and by position.

One read-only SQLite file, opened in milliseconds; an exact look-up takes some 20 µs.
"""

import math
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.model.place import Place, PlaceKind
from bot.places.candidate import Candidate, Match, NameRank, in_order
from bot.places.distance import distance_km
from bot.places.edits import one_edit_away
from bot.places.folding import fold
from bot.places.layout import ACRONYM, ALIAS, KINDS, TYPED, cell_of, degrees_out, hash_key, read_hashes
from bot.places.scan import scan
from bot.places.unpack import unpacked

__all__ = ["Candidate", "Gazetteer", "Match", "NameRank"]

_PLACES_KEPT = 16384
_NAMES_KEPT = 16384
_KM_PER_DEGREE = 111.195
_SUGGESTIONS = 8
_SHORTEST_TYPO = 4
_ALL = """SELECT n, id, name, kind, lat, lon, country, parent, population, zone, weight
    FROM place ORDER BY n"""
_BY_NUMBER = """SELECT n, id, name, kind, lat, lon, country, parent, population, zone, weight
    FROM place WHERE n = ?"""
_BY_NAME = """SELECT flags, place.n, id, place.name, kind, lat, lon, country, parent, population, zone, weight
    FROM name JOIN place ON place.n = name.n WHERE key = ?"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place, its weight, and the numbers of what holds it."""

    place: Place
    weight: int
    above: tuple[int, ...]


class Gazetteer:
    """Read-only. Use ``Gazetteer.open()``; one per process is enough."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        (blob,) = base.execute("SELECT value FROM blob WHERE key = 'hashes'").fetchone()
        self._hashes = read_hashes(blob)
        self._zones = dict(base.execute("SELECT n, name FROM zone"))
        self._inside: dict[int, list[int]] = {}
        for n, container in base.execute("SELECT n, container FROM inside"):
            self._inside.setdefault(n, []).append(container)
        # Caches of the instance, so that they go with it.
        self._entries: dict[int, _Entry] = {}
        self._named = lru_cache(_NAMES_KEPT)(self._read_named)

    @classmethod
    def open(cls, path: Path | None = None) -> "Gazetteer":
        """Open the file at ``path``, or the one in the package (unpacked to the cache at first use).

        Raises OSError if it can't be unpacked or read.
        """
        path = path or unpacked()
        try:
            base = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            return cls(base)
        except (sqlite3.Error, TypeError) as error:
            raise OSError(f"{path}: is no gazetteer: {error}") from None

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @property
    def facts(self) -> dict[str, str]:
        """What the build wrote about itself: format, counts."""
        return dict(self._base.execute("SELECT key, value FROM meta"))

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id, None if there is none."""
        row = self._base.execute("SELECT n FROM place WHERE id = ?", (place_id,)).fetchone()
        return self._entry(row[0]).place if row else None

    def candidates(self, name: str) -> list[Candidate]:
        """Every place of this name, whatever its case, accents or letter variants; best first."""
        return list(self._named(fold(name)))

    def suggest(self, name: str) -> list[Candidate]:
        """Return the weightiest places whose name is one typing error away (not this name itself)."""
        key = fold(name)
        if len(key) < _SHORTEST_TYPO:
            return []
        exact = {each.place.id for each in self._named(key)}
        found: dict[str, Candidate] = {}
        for other in one_edit_away(key):
            if self._has(other):
                named = self._named(other)
                for each in named:
                    if each.typed or each.rank > named[0].rank:
                        break
                    known = found.get(each.place.id)
                    if each.place.id not in exact and (known is None or each.name == each.place.name):
                        found[each.place.id] = Candidate(each.place, NameRank.TYPO, each.name, each.weight)
        return in_order(found.values())[:_SUGGESTIONS]

    def scan(self, text: str, lang: str = "") -> list[Match]:
        """Every name found in a text, the longest at each position, in the order of the text.

        ``lang`` (ISO 639-1, "" if unknown) is a hint. Which of the candidates is meant, and whether a place
        is meant at all, is decided by ``bot.places.resolve``.
        """
        return scan(text, self._has, self._named, lang)

    def near(self, lat: float, lon: float, km: float) -> list[tuple[Place, float]]:
        """Return the towns and districts of towns within ``km`` of a point, and how far: nearest first."""
        height = km / _KM_PER_DEGREE
        width = min(180.0, height / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + height)))))
        cells = {
            cell_of(y, (x + 540) % 360 - 180)
            for y in range(math.floor(max(-90, lat - height)), math.floor(min(89, lat + height)) + 1)
            for x in range(math.floor(lon - width), math.floor(lon + width) + 1)
        }
        found = []
        for cell in cells:
            rows = self._base.execute("SELECT n, lat, lon FROM place WHERE cell = ?", (cell,))
            for n, y, x in rows:
                away = distance_km(lat, lon, y / 1e5, x / 1e5)
                if away <= km:
                    found.append((away, n))
        return [(self._entry(n).place, away) for away, n in sorted(found)]

    def largest(self, count: int) -> list[Place]:
        """Return the cities with the most people, largest first. Reads the whole table: for tests."""
        rows = self._base.execute(
            "SELECT n FROM place WHERE kind = ? ORDER BY population DESC, n LIMIT ?",
            (KINDS.index(PlaceKind.CITY), count),
        )
        return [self._entry(n).place for (n,) in rows]

    def everything(self) -> Iterator[Place]:
        """Yield every place, the larger kinds first: for tests and for what is built from it."""
        rows = {row[0]: row for row in self._base.execute(_ALL)}
        entries: dict[int, _Entry] = {}

        def entry(n: int) -> _Entry:
            if n not in entries:
                entries[n] = self._built(rows[n], entry)
            return entries[n]

        for n in rows:
            yield entry(n).place

    def _has(self, key: str) -> bool:
        wanted = hash_key(key)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def _read_named(self, key: str) -> tuple[Candidate, ...]:
        if not key:
            return ()
        found = []
        for flags, *row in self._base.execute(_BY_NAME, (key,)):
            entry = self._entries.get(row[0]) or self._kept(row)
            # "US" is as good a name as "United States"; other abbreviations (KP) may be anything.
            short = flags & ACRONYM and entry.place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
            rank = NameRank.ALIAS if flags & ALIAS and not short else NameRank.CURRENT
            written = _as_written(key, entry.place, flags)
            found.append(Candidate(entry.place, rank, written, entry.weight, bool(flags & TYPED)))
        return tuple(in_order(found))

    def _entry(self, n: int) -> _Entry:
        return self._entries.get(n) or self._kept(self._base.execute(_BY_NUMBER, (n,)).fetchone())

    def _kept(self, row: Sequence[Any]) -> _Entry:
        if len(self._entries) >= _PLACES_KEPT:
            self._entries.clear()
        entry = self._entries[row[0]] = self._built(row, self._entry)
        return entry

    def _built(self, row: Sequence[Any], entry: Callable[[int], _Entry]) -> _Entry:
        n, code, name, kind, lat, lon, country, parent, population, zone, weight = row
        above, admin1, admin2 = self._lineage(n, parent, entry)
        own = PlaceKind(KINDS[kind])
        place = Place(
            id=code,
            name=name,
            kind=own,
            lat=degrees_out(lat),
            lon=degrees_out(lon),
            country=country,
            admin1=name if own is PlaceKind.ADMIN1 else admin1,
            admin2=name if own is PlaceKind.ADMIN2 else admin2,
            population=population,
            timezone=self._zones[zone],
            ancestors=tuple(entry(each).place.id for each in above),
        )
        return _Entry(place, weight, above)

    def _lineage(
        self, n: int, parent: int | None, entry: Callable[[int], _Entry]
    ) -> tuple[tuple[int, ...], str, str]:
        """What holds a place, nearest first and the world last; the names of its province and district."""
        if parent is None:
            return (), "", ""
        holder = entry(parent)
        admin1, admin2 = holder.place.admin1, holder.place.admin2
        numbers = [parent, *holder.above]
        # Kashmir or Kivu stand behind the administration; they change neither province nor district.
        for other in self._inside.get(n, ()):
            numbers += [each for each in (other, *entry(other).above) if each not in numbers]
        numbers.sort(key=lambda number: number == 1)
        return tuple(numbers), admin1, admin2


def _as_written(key: str, place: Place, flags: int) -> str:
    if flags & ACRONYM:
        return key.upper()
    return key.title() if flags & ALIAS else place.name if fold(place.name) == key else key.title()
