"""Writes the SQLite file: byte for byte the same for the same places."""

import sqlite3
import zlib
from array import array
from pathlib import Path

from bot.places.folding import fold
from bot.places.layout import ACRONYM, ALIAS, FORMAT, KINDS, SCHEMA, TYPED, cell_of, degrees_in, hash_key
from tools.gazetteer.draft import Drafts

_METROPOLIS = 300_000
_TIMES = 50


def write(places: Drafts, path: Path) -> dict[str, int]:
    """Write ``places`` to a new file; return how many rows of what it holds."""
    path.unlink(missing_ok=True)
    order = sorted(places, key=lambda code: (KINDS.index(places[code].kind), code.rjust(20)))
    number = {code: n for n, code in enumerate(order, 1)}
    zones = sorted({place.timezone for place in places.values()})
    base = sqlite3.connect(path)
    base.executescript(SCHEMA)
    base.executemany("INSERT INTO zone VALUES (?, ?)", enumerate(zones))
    names: dict[tuple[str, int], int] = {}
    for code in order:
        place, n = places[code], number[code]
        lat, lon = degrees_in(place.lat), degrees_in(place.lon)
        cell = cell_of(place.lat, place.lon) if place.kind in ("city", "district") else None
        base.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (n, code, place.name, KINDS.index(place.kind), lat, lon, place.country, number.get(place.parent),
             place.population, zones.index(place.timezone), cell, place.weight or place.population),
        )  # fmt: skip
        base.executemany("INSERT INTO inside VALUES (?, ?)", ((n, number[each]) for each in place.inside))
        dropped = {fold(name) for name in place.dropped}
        for found, flags in (
            (place.typed, ALIAS | TYPED),
            (place.acronyms, ALIAS | ACRONYM),
            (place.aliases, ALIAS),
            (place.current | {place.name}, 0),
        ):
            for name in found:
                key = fold(name)
                if len(key) > 1 and key not in dropped and not key.isdecimal():
                    names[key, n] = min(flags, names.get((key, n), flags))
    _promote(names, {number[code]: places[code].weight or places[code].population for code in order})
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", ((*at, names[at]) for at in sorted(names)))
    # Without their hash, names that are only typed cost the reading of texts nothing.
    hashes = array("I", sorted({hash_key(key) for (key, _), flags in names.items() if not flags & TYPED}))
    counts = {"places": len(order), "names": len(names), "hashes": len(hashes)}
    base.execute("INSERT INTO blob VALUES ('hashes', ?)", (hashes.tobytes(),))
    meta = {"format": str(FORMAT), "hashes_crc": str(zlib.crc32(hashes.tobytes()))}
    meta |= {key: str(value) for key, value in counts.items()}
    base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    base.commit()
    base.execute("VACUUM")
    base.close()
    return counts


def _promote(names: dict[tuple[str, int], int], weight: dict[int, int]) -> None:
    """Let the name of a metropolis stand beside that of a hamlet: GeoNames has Mecca as the
    current name of a place in California only.
    """
    current: dict[str, int] = {}
    for (key, n), flags in names.items():
        if flags == 0:
            current[key] = max(current.get(key, 0), weight[n])
    for (key, n), flags in names.items():
        if flags == ALIAS and key in current and weight[n] > max(_METROPOLIS, _TIMES * current[key]):
            names[key, n] = 0
