"""``within 50km of Karachi``: a circle in words."""

import math
from dataclasses import dataclass

_UNITS = {
    "km": 1.0,
    "kms": 1.0,
    "kilometer": 1.0,
    "kilometers": 1.0,
    "kilometre": 1.0,
    "kilometres": 1.0,
    "mi": 1.609344,
    "mile": 1.609344,
    "miles": 1.609344,
}
_LINKS = frozenset({"of", "from", "around", "about", "near", "to"})
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Within:
    """A radius in kilometres (whatever figure was typed, checked later) and what follows: the place."""

    radius_km: float
    rest: str


def read_within(text: str) -> Within | None:
    """Return the circle that ``text`` begins with ("within 50 km of X", "50km around X", "50 km X")."""
    words = text.split()
    if words and words[0].lower() == "within":
        words = words[1:]
    if not words:
        return None
    figure, unit = _parted(words[0].lower())
    used = 1
    if not unit and len(words) > 1:
        unit = words[1].lower().rstrip(".")
        used = 2
    if unit not in _UNITS:
        return None
    try:
        radius = float(figure.replace(",", ".")) * _UNITS[unit]
    except ValueError:
        return None
    words = words[used:]
    if words and words[0].lower() in _LINKS:
        words = words[1:]
    return Within(radius if math.isfinite(radius) else math.inf, " ".join(words))


def _parted(word: str) -> tuple[str, str]:
    """ "50km" → ("50", "km"); "-1" and "nan" are figures too, refused by their size."""
    if len(word) > _LONGEST:
        return word, ""
    for unit in sorted(_UNITS, key=len, reverse=True):
        if word.endswith(unit) and word[: -len(unit)]:
            return word[: -len(unit)], unit
    return word, ""
