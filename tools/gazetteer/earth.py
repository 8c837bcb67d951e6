"""Names of provinces in many languages and their points, from Natural Earth."""

import json
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bot.places.folding import fold
from tools.gazetteer.draft import Draft, Drafts
from tools.gazetteer.geonames import short_names

_LANGUAGES = ("en", "ur", "zh", "zht", "ar", "fa", "ru", "fr", "es", "hi")
_LATIN = ("name", "name_en", "gn_name", "woe_name", "gns_name")
_SURE = 0.75


def add_earth(admin: Drafts, earth: Path) -> int:
    """Add names and points to the provinces that are recognised; return how many."""
    text = (earth / "package/data/states/admin1.json").read_text("utf-8")
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_code: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in json.loads(text)["features"]:
        row = feature["properties"]
        by_country[(row.get("gn_a1_code") or row.get("iso_a2") or "")[:2]].append(row)
        by_code[row.get("gn_a1_code") or ""].append(row)
    done = 0
    for code, area in admin.items():
        if area.kind != "admin1":
            continue
        same = by_code.get(code, [])
        row = _best(area, same) or _best(area, by_country.get(area.country, []))
        if row is None:
            continue
        done += 1
        area.lat, area.lon = round(row["latitude"], 4), round(row["longitude"], 4)
        names = {row.get(f"name_{language}") or "" for language in _LANGUAGES}
        area.aliases |= {name for name in names if len(name) > 1 and "." not in name}
        area.aliases |= short_names(row.get("name_en") or "")
    return done


def _best(area: Draft, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    scored = [(max(_same(area.name, row.get(key) or "") for key in _LATIN), row) for row in rows]
    score, row = max(scored, key=lambda each: each[0], default=(0.0, None))
    return row if score >= _SURE else None


def _same(one: str, other: str) -> float:
    names = [{fold(each), *map(fold, short_names(each))} for each in (one, other)]
    if names[0] & names[1]:
        return 1.0
    # The cheap upper bound spares most comparisons.
    pairs = (SequenceMatcher(None, a, b) for a in names[0] for b in names[1])
    return max((pair.ratio() for pair in pairs if pair.real_quick_ratio() >= _SURE), default=0.0)
