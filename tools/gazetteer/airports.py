"""Airports that matter to more than their own town, each lying in the city it serves."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.places.distance import distance_km
from bot.places.folding import fold
from bot.places.stopwords import never
from tools.gazetteer.draft import Draft, Drafts

CURATED = Path(__file__).with_name("airports.toml")
_FILE = "airportsdata/airports.csv"
# A field without "International" in its name counts if its city is at least so large.
_CITY = 100_000
_NAMED_KM = 80.0
_ANY_KM = 40.0
_SAME_KM = 8.0
# How much a name means an airport: a share of its city's people (Birmingham's airport is asked back).
_SHARE, _LEAST_WEIGHT = 20, 1_000
_NO_AIRPORT = re.compile(
    r"\b(?:heliport|helipad|seaplane|air ?base|air force|army|naval|afb|airfield|airstrip|bus|railway)\b",
    re.IGNORECASE,
)
_SHORTENED = ((r"\bInt(?:l|'l)\b\.?", "International"), (r"\bNtl\b", "National"), (r"\bRgnl\b", "Regional"))
_WHOLE = re.compile(r"^(?:the )?(?:international |national |regional |city )?airport$", re.IGNORECASE)


def add_airports(places: Drafts, folder: Path, curated: Path = CURATED) -> int:
    """Hang every airport of the package that is large enough into its city; return how many.

    An airport that the overlay already holds gets its code and names instead. Codes of IATA are names for
    typing only, and none where the code is also a word or the name of a place.
    """
    table = tomllib.loads(curated.read_text("utf-8"))
    with (folder / _FILE).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["iata"] and row["country"]]
    near = _Near(places)
    taken = _short_names(places) | {code.lower() for code in table["no_codes"]}
    of_city: dict[str, list[Draft]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["iata"])):
        own: dict[str, Any] = table["airport"].get(row["iata"], {})
        lat, lon = float(row["lat"]), float(row["lon"])
        name = own.get("name") or _spelled_out(row["name"])
        city = near.city(row["country"], row["city"].partition(",")[0], lat, lon)
        if city is None or not (own or _counts(name, city)):
            continue
        airport = near.airport(row["country"], lat, lon) or Draft(
            f"x:airport-{row['iata'].lower()}", name, "district", city.id, round(lat, 3), round(lon, 3),
            country=city.country, timezone=city.timezone,
        )  # fmt: skip
        places[airport.id] = airport
        airport.weight = airport.weight or max(_LEAST_WEIGHT, city.population // _SHARE)
        airport.current |= {*_other_names(name, city.name), *own.get("aliases", ())}
        airport.typed |= set(own.get("typed", ()))
        if row["iata"].lower() not in taken and row["iata"].lower() not in never():
            airport.typed.add(row["iata"])
        of_city[city.id].append(airport)
    for code, airports in of_city.items():
        city = places[code]
        names = {f"{city.name} Airport", f"{city.name} International Airport"}
        if len(airports) == 1:
            airports[0].current |= names
        else:
            # Which of the five? Who watches the city hears of all of them.
            city.current |= {f"{city.name} Airport", f"{city.name} Airports"}
    return sum(len(airports) for airports in of_city.values())


def _counts(name: str, city: Draft) -> bool:
    if _NO_AIRPORT.search(name) or "airport" not in name.lower():
        return False
    return "International" in name or city.population >= _CITY


def _spelled_out(name: str) -> str:
    for short, full in _SHORTENED:
        name = re.sub(short, full, name)
    return name.strip()


def _other_names(name: str, city: str) -> Iterator[str]:
    """The name as it is, without "International", and without its city in front ("Heathrow Airport")."""
    for each in (name, name.replace(" International", "")):
        without = re.sub(rf"^{re.escape(city)}[ /-]+", "", each)
        yield from (form for form in (each, without) if not _WHOLE.match(form))


def _short_names(places: Drafts) -> set[str]:
    """Every name of three letters that a place already has."""
    named = (name for place in places.values() for name in (place.name, *place.current, *place.aliases))
    held = (name for place in places.values() for name in place.acronyms)
    return {fold(name) for each in (named, held) for name in each if len(name) <= 5}


class _Near:
    """The cities of each country by square, and the airports of the overlay."""

    def __init__(self, places: Drafts) -> None:
        self._cities: dict[tuple[str, int, int], list[Draft]] = defaultdict(list)
        self._airports: list[Draft] = []
        for place in places.values():
            if place.lat is None or place.lon is None:
                continue
            if place.kind == "city":
                self._cities[place.country, int(place.lat // 1), int(place.lon // 1)].append(place)
            elif place.id.startswith("x:") and place.name.endswith("Airport"):
                self._airports.append(place)

    def city(self, country: str, name: str, lat: float, lon: float) -> Draft | None:
        """The city of this name near by, or the one that outweighs the others; None far from all."""
        around = [
            (distance_km(lat, lon, city.lat or 0.0, city.lon or 0.0), city)
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
            for city in self._cities.get((country, int(lat // 1) + y, int(lon // 1) + x), ())
        ]
        key = fold(name)
        named = [
            city
            for away, city in around
            if away <= _NAMED_KM and key in {fold(each) for each in (city.name, *city.current, *city.aliases)}
        ]
        if named:
            return max(named, key=lambda city: (city.population, city.id))
        close = [
            (city.population / (away + 10) ** 2, city.id, city) for away, city in around if away <= _ANY_KM
        ]
        return max(close)[2] if close else None

    def airport(self, country: str, lat: float, lon: float) -> Draft | None:
        """The overlay's airport at this point."""
        for each in self._airports:
            away = distance_km(lat, lon, each.lat or 0.0, each.lon or 0.0)
            if each.country == country and away <= _SAME_KM:
                return each
        return None
