"""What a look-up answers: candidates in order, and the names found in a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from bot.model.place import Place, PlaceKind

# A city with at least this share of its province's people is meant by their common name (Kabul, not Quebec).
_SHARE = 5
_WIDE = (PlaceKind.WORLD, PlaceKind.REGION, PlaceKind.COUNTRY)


class NameRank(IntEnum):
    """How well a name fits, best first."""

    CURRENT = 0
    ALIAS = 1
    TYPO = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. ``name`` is the name that fitted; ``weight`` is how much it means this
    place (people; a capital's count ten times). ``typed``: a person may type it, no report is read by it.
    """

    place: Place
    rank: NameRank
    name: str
    weight: int = 0
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text: code points [start, end) of the unmodified text; candidates best first, not empty."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first: rank, countries before the rest, weight; of nested places the one that is meant."""
    found = sorted(
        candidates, key=lambda c: (c.rank, c.place.kind not in _WIDE, -c.weight, len(c.place.id), c.place.id)
    )
    if found and found[0].place.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2):
        outer = found[0].place
        for index, each in enumerate(found):
            place = each.place
            inner = place.kind is PlaceKind.CITY and outer.id in place.ancestors
            if inner and place.population * _SHARE >= outer.population:
                found.insert(0, found.pop(index))
                break
    return found


def nested(one: Place, other: Place) -> bool:
    """Whether one of the two lies in the other."""
    return one.id in other.area_ids or other.id in one.area_ids
