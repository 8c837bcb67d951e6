"""The curated part: world regions, common names, and what the packages lack."""

import tomllib
from pathlib import Path
from typing import Any

from tools.gazetteer.draft import Draft, Drafts
from tools.gazetteer.territories import names_of

FOLDER = Path(__file__).with_name("overlay")
_KEYS = {
    "id", "name", "kind", "parent", "lat", "lon", "country", "population", "timezone", "current", "aliases",
    "acronyms", "typed", "drop", "holds", "inside",
}  # fmt: skip


def add_overlay(places: Drafts, containment: dict[str, set[str]], folder: Path = FOLDER) -> None:
    """Change ``places`` as the overlay says. Raises ValueError naming an entry that can't be right."""
    places["world"] = Draft("world", "World", "world", parent="", aliases=names_of("001"))
    data = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    for row in _all("region", data):
        _add_region(places, row, containment)
    for part in data:
        for code, point in part.get("points", {}).items():
            places[code].lat, places[code].lon = point
    for row in _all("place", data):
        _add_place(places, row)
    for part in data:
        for code, names in part.get("names", {}).items():
            _known(places, code).aliases |= set(names)
    for code, draft in places.items():
        for other in (draft.parent, *draft.inside):
            if code != "world" and other not in places:
                raise ValueError(f"{code}: lies in {other!r}, which does not exist")


def _all(key: str, data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for part in data for row in part.get(key, ())]


def _known(places: Drafts, code: str) -> Draft:
    if code not in places:
        raise ValueError(f"{code}: the packages hold no such place")
    return places[code]


def _add_region(places: Drafts, row: dict[str, Any], containment: dict[str, set[str]]) -> None:
    code = row["id"]
    region = Draft(code, row["name"], "region", row.get("parent", "world"), row.get("lat"), row.get("lon"))
    region.aliases = set(row.get("aliases", ())) | (names_of(row["un"]) if "un" in row else set())
    region.dropped = set(row.get("drop", ()))
    places[code] = region
    held = set(row.get("countries", ())) | (containment[row["un"]] if "un" in row else set())
    for country in sorted(held & places.keys()):
        region.population += places[country].population
        if "un" in row and not row.get("grouping"):
            # The finest region of the UN comes last in the file and becomes the parent.
            places[country].parent = code
        else:
            places[country].inside.append(code)


def _add_place(places: Drafts, row: dict[str, Any]) -> None:
    code = row["id"]
    unknown = row.keys() - _KEYS
    if unknown:
        raise ValueError(f"{code}: unknown keys {sorted(unknown)}")
    if code not in places:
        if not code.startswith("x:"):
            raise ValueError(f"{code}: the packages hold no such place")
        parent = _known(places, row["parent"])
        places[code] = Draft(
            code, row["name"], row["kind"], row["parent"], country=parent.country, timezone=parent.timezone
        )
    place = places[code]
    old = place.name
    for key in ("name", "kind", "parent", "lat", "lon", "country", "population", "timezone"):
        setattr(place, key, row.get(key, getattr(place, key)))
    if place.name != old:
        place.aliases.add(old)
    place.current |= set(row.get("current", ()))
    place.aliases |= set(row.get("aliases", ()))
    place.acronyms |= set(row.get("acronyms", ()))
    place.typed |= set(row.get("typed", ()))
    place.dropped |= set(row.get("drop", ()))
    place.inside.extend(row.get("inside", ()))
    held = row.get("holds", ())
    place.population = place.population or sum(_known(places, other).population for other in held)
    for other in held:
        _known(places, other).inside.append(code)
