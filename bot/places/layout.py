"""The layout of the gazetteer's file, shared by what builds it and what reads it."""

import zlib
from array import array

FORMAT = 1
KINDS = ("world", "region", "country", "admin1", "admin2", "city", "district")
ALIAS = 1
ACRONYM = 2
TYPED = 4
_SCALE = 100_000

# Degrees are whole hundred-thousandths (1 m); ``cell`` is the square of one degree; ``weight`` is how much
# a name means this place: its people, for a capital ten times as many.
SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind INTEGER NOT NULL,
    lat INTEGER, lon INTEGER, country TEXT NOT NULL, parent INTEGER, population INTEGER NOT NULL,
    zone INTEGER NOT NULL, cell INTEGER, weight INTEGER NOT NULL);
CREATE INDEX place_cell ON place (cell) WHERE cell IS NOT NULL;
CREATE TABLE inside (n INTEGER NOT NULL, container INTEGER NOT NULL, PRIMARY KEY (n, container))
    WITHOUT ROWID;
CREATE TABLE name (key TEXT NOT NULL, n INTEGER NOT NULL, flags INTEGER NOT NULL, PRIMARY KEY (key, n))
    WITHOUT ROWID;
CREATE TABLE zone (n INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (key TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


def hash_key(key: str) -> int:
    """Return the 32-bit hash of a folded name. One in 6,000 other words collides; a look-up settles it."""
    return zlib.crc32(key.encode())


def read_hashes(blob: bytes) -> "array[int]":
    """Return the sorted hashes of every name."""
    hashes = array("I")
    hashes.frombytes(blob)
    return hashes


def degrees_in(value: float | None) -> int | None:
    """Degrees to the stored whole number."""
    return None if value is None else round(value * _SCALE)


def degrees_out(value: int | None) -> float | None:
    """The stored whole number to degrees."""
    return None if value is None else value / _SCALE


def cell_of(lat: float | None, lon: float | None) -> int | None:
    """Return the number of the one-degree square that holds a point."""
    if lat is None or lon is None:
        return None
    return (int(lat + 90)) * 360 + int(lon + 180) % 360
