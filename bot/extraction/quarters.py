"""A part of a city that the gazetteer does not know: "in Garden, Karachi", "the Surjani area of Karachi"."""

import re
from calendar import day_name, month_name
from collections.abc import Sequence

from bot.extraction.signs import Signs
from bot.extraction.sites import Site
from bot.extraction.toponyms import Named
from bot.model.place import PlaceKind

_NAME = r"(?P<name>(?:[A-Z][\w’'-]* ){0,2}[A-Z][\w’'-]*)"
_AREA = r"(?:area|neighbou?rhood|district|quarter|suburb|locality|colony|township|section)"
_BEFORE = re.compile(
    rf"\b(?:in|at|near|around|from|of|outside)(?: the| an?)? {_NAME}(?: {_AREA} (?:of|in) |(?: {_AREA})?, ?)$"
)
_AFTER = re.compile(rf"^(?:['’]s)? {_NAME} {_AREA}\b")
# Without the city beside it: "in the San Isidro neighbourhood"
_ALONE = re.compile(
    r"\b(?:in|at|near|around|from|outside|of) the (?P<name>(?:[A-Z][\w’'-]* ){0,2}[A-Z][\w’'-]*)"
    r" (?:area|neighbou?rhood|quarter|suburb|slums?|shanty ?town|housing scheme)\b"
)
_REACH = 70
_NO_NAMES = frozenset(
    [
        *day_name,
        *month_name[1:],
        *("The", "A", "An", "Police", "Officials", "Reuters"),
        *("Northern", "Southern", "Eastern", "Western", "Central"),
    ]
)


def find_quarter(own: Sequence[Signs], toponyms: Sequence[Named], city_id: str) -> Site | None:
    """The first that the first own sentences name as a part of this city."""
    for signs in own[:4]:
        text, start = signs.sentence.text, signs.sentence.start
        for named in toponyms:
            place = named.place
            if place is None or place.id != city_id or place.kind is not PlaceKind.CITY:
                continue
            at, end = named.start - start, named.end - start
            if not 0 <= at < len(text):
                continue
            found = _BEFORE.search(text[max(0, at - _REACH) : at])
            offset = max(0, at - _REACH)
            if found is None:
                found, offset = _AFTER.match(text[end : end + _REACH]), end
            if found is None or not _NO_NAMES.isdisjoint(found["name"].split()):
                continue
            first, last = start + offset + found.start("name"), start + offset + found.end("name")
            if any(t.start < last and first < t.end for t in toponyms):
                continue
            return Site(found["name"], first, last, named=False)
    return None


def find_unplaced(own: Sequence[Signs], toponyms: Sequence[Named]) -> Site | None:
    """The first quarter that the own sentences name without saying of which city."""
    for signs in own[:4]:
        found = _ALONE.search(signs.sentence.text)
        if found is None or not _NO_NAMES.isdisjoint(found["name"].split()):
            continue
        first, last = signs.sentence.start + found.start("name"), signs.sentence.start + found.end("name")
        if not any(t.start < last and first < t.end for t in toponyms):
            return Site(found["name"], first, last, named=True)
    return None
