"""Every country, province, district and town above 1,000 people, by id, by name and by position.

One read-only SQLite file, opened in milliseconds; an exact look-up takes some 20 µs.
"""

import math
import sqlite3
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from bot.model.place import Place, PlaceKind
from bot.places.candidate import Candidate, Match, NameRank, in_order
from bot.places.distance import distance_km
from bot.places.edits import one_edit_away
from bot.places.folding import fold
from bot.places.layout import ACRONYM, ALIAS, KINDS, cell_of, degrees_out, hash_key, read_hashes
from bot.places.scan import scan
from bot.places.unpack import unpacked

__all__ = ["Candidate", "Gazetteer", "Match", "NameRank"]

_PLACES_KEPT = 8192
_NAMES_KEPT = 16384
_KM_PER_DEGREE = 111.195
_SUGGESTIONS = 8
_SHORTEST_TYPO = 4


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
        # Caches of the instance, so that closing it frees them.
        self._entry = lru_cache(_PLACES_KEPT)(self._read_entry)
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
        return self._entry(row[0])[0] if row else None

    def candidates(self, name: str) -> list[Candidate]:
        """Every place of this name, whatever its case, accents or letter variants; best first."""
        return list(self._named(fold(name)))

    def suggest(self, name: str) -> list[Candidate]:
        """Return the weightiest places whose name is one typing error away (not this name itself)."""
        key = fold(name)
        if len(key) < _SHORTEST_TYPO:
            return []
        found: dict[str, Candidate] = {}
        for other in one_edit_away(key):
            if self._has(other):
                for each in self._named(other):
                    known = found.get(each.place.id)
                    if known is None or each.name == each.place.name:
                        found[each.place.id] = Candidate(each.place, NameRank.TYPO, each.name, each.weight)
        return in_order(found.values())[:_SUGGESTIONS]

    def scan(self, text: str, lang: str = "") -> list[Match]:
        """Every name found in a text, the longest at each position, in the order of the text.

        ``lang`` (ISO 639-1, "" if unknown) is a hint. Which of the candidates is meant, and whether a place is
        meant at all, is decided by ``bot.places.resolve``.
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
        return [(self._entry(n)[0], away) for away, n in sorted(found)]

    def _has(self, key: str) -> bool:
        wanted = hash_key(key)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def _read_named(self, key: str) -> tuple[Candidate, ...]:
        if not key:
            return ()
        found = []
        for n, flags in self._base.execute("SELECT n, flags FROM name WHERE key = ?", (key,)):
            place, weight = self._entry(n)
            # "US" is as good a name as "United States"; other abbreviations (KP) may be anything.
            short = flags & ACRONYM and place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
            rank = NameRank.ALIAS if flags & ALIAS and not short else NameRank.CURRENT
            found.append(Candidate(place, rank, _as_written(key, place, flags), weight))
        return tuple(in_order(found))

    def _read_entry(self, n: int) -> tuple[Place, int]:
        code, name, kind, lat, lon, country, parent, population, zone, weight = self._base.execute(
            "SELECT id, name, kind, lat, lon, country, parent, population, zone, weight FROM place WHERE n = ?",
            (n,),
        ).fetchone()
        above = [self._entry(each)[0] for each in (*self._inside.get(n, ()), *((parent,) if parent else ()))]
        ancestors = _merged(above)
        admin = {each.kind: each.name for place in above for each in (place, *self._chain(place))}
        place = Place(
            id=code,
            name=name,
            kind=PlaceKind(KINDS[kind]),
            lat=degrees_out(lat),
            lon=degrees_out(lon),
            country=country,
            admin1=name if KINDS[kind] == "admin1" else admin.get(PlaceKind.ADMIN1, ""),
            admin2=name if KINDS[kind] == "admin2" else admin.get(PlaceKind.ADMIN2, ""),
            population=population,
            timezone=self._zones[zone],
            ancestors=ancestors,
        )
        return place, weight

    def _chain(self, place: Place) -> list[Place]:
        return [found for each in place.ancestors if (found := self.get(each))]


def _merged(above: list[Place]) -> tuple[str, ...]:
    """The containers and all that holds them, nearest first, each once, the world last."""
    ids = [each.id for each in above]
    for place in above:
        ids += [each for each in place.ancestors if each not in ids]
    return tuple(sorted(dict.fromkeys(ids), key=lambda each: each == "world"))


def _as_written(key: str, place: Place, flags: int) -> str:
    if flags & ACRONYM:
        return key.upper()
    return key.title() if flags & ALIAS else place.name if fold(place.name) == key else key.title()
