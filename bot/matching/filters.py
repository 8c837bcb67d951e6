"""Filters of an expression: ``kind: nature: target: within: severity>= certainty>=``."""

from difflib import get_close_matches

from bot.matching.tree import Filter
from bot.matching.within import read_within
from bot.matching.words import fold, pattern
from bot.model.errors import UserError
from bot.model.kinds import coarse_kinds, fine_kinds
from bot.model.mention import Certainty, Nature

FILTERS = ("kind", "nature", "severity", "certainty", "target", "within")
_SEVERITIES = {"minor": 1, "moderate": 2, "serious": 3, "severe": 4, "extreme": 5}


def read_filter(name: str, value: str, *, strict: bool = False) -> Filter:
    """Return the filter; ``strict``: what was typed is to be exceeded. Raises UserError for a wrong value."""
    if name == "severity":
        return Filter(name, str(_severity(value, strict)))
    if name == "within":
        return Filter(name, str(_radius_km(value)))
    if name == "certainty":
        digit = value.lower().removeprefix("c")
        if digit not in "01234" or len(digit) != 1:
            raise UserError("error-certainty", value=value or "?")
        return Filter(name, Certainty(f"C{digit}").value)
    if name == "target":
        if not pattern(value).stems and not pattern(value).part:
            raise UserError("error-target")
        return Filter(name, value)
    known = (
        tuple(dict.fromkeys((*coarse_kinds(), *fine_kinds())))
        if name == "kind"
        else tuple(each.value for each in Nature)
    )
    token = fold(value).replace("-", "_").replace(" ", "_")
    for each in (token, token.removesuffix("s"), token.removesuffix("es")):
        if each in known:
            return Filter(name, each)
    near = get_close_matches(token, known, n=3) or known[:3]
    raise UserError(f"error-{name}-unknown", value=value or "?", near=", ".join(near))


def _severity(value: str, strict: bool) -> int:
    word = fold(value)
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else _SEVERITIES.get(word, 0)
    number += strict
    if not 1 <= number <= 5:
        raise UserError("error-severity", value=value or "?")
    return number


def _radius_km(value: str) -> float:
    figure = f"{value} km" if value.replace(".", "", 1).isdigit() else value
    circle = read_within(figure)
    if circle is None or circle.rest:
        raise UserError("error-within-filter")
    return circle.radius_km
