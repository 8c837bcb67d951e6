"""A gazetteer of a few places, for tests of what is done with names, not of finding them."""

import re

from bot.model.place import Place, PlaceKind
from bot.places.candidate import Candidate, Match, NameRank

_ROWS = (
    ("PK", "Pakistan", PlaceKind.COUNTRY, 30.0, 70.0, "PK", "", 220_000_000, ("region:south-asia", "world")),
    ("PK.05", "Sindh", PlaceKind.ADMIN1, 26.0, 69.0, "PK", "Sindh", 50_000_000, ("PK", "region:south-asia", "world")),
    ("PK.02", "Balochistan", PlaceKind.ADMIN1, 28.0, 66.0, "PK", "Balochistan", 12_000_000, ("PK", "region:south-asia", "world")),
    ("1174872", "Karachi", PlaceKind.CITY, 24.86, 67.01, "PK", "Sindh", 11_000_000, ("PK.05", "PK", "region:south-asia", "world")),
    ("1167528", "Quetta", PlaceKind.CITY, 30.18, 67.0, "PK", "Balochistan", 700_000, ("PK.02", "PK", "region:south-asia", "world")),
    ("1176615", "Islamabad", PlaceKind.CITY, 33.7, 73.1, "PK", "Islamabad", 600_000, ("PK", "region:south-asia", "world")),
    ("CN", "China", PlaceKind.COUNTRY, 35.0, 105.0, "CN", "", 1_300_000_000, ("world",)),
)  # fmt: skip
PLACES = {
    row[0]: Place(row[0], row[1], row[2], row[3], row[4], row[5], row[6], "", row[7], "Asia/Karachi", row[8])
    for row in _ROWS
}
_NAMES = {place.name: place for place in PLACES.values()}


class FakeGazetteer:
    """Knows the names above, in their English form."""

    def get(self, place_id: str) -> Place | None:
        return PLACES.get(place_id)

    def scan(self, text: str, lang: str = "") -> list[Match]:
        pattern = r"\b(" + "|".join(map(re.escape, _NAMES)) + r")\b"
        return [
            Match(
                m.start(),
                m.end(),
                m.group(),
                (Candidate(_NAMES[m.group()], NameRank.CURRENT, m.group(), 100),),
            )
            for m in re.finditer(pattern, text)
        ]
