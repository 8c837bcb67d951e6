"""Which place a name in a text means, and whether a place is meant at all.

Pure: decides from the matches of one text, the words around them and what else the text mentions.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model.place import Place, PlaceKind, Toponym
from bot.places.candidate import Candidate, Match, NameRank, nested
from bot.places.context import Context, look_around
from bot.places.distance import distance_km
from bot.places.folding import fold
from bot.places.stopwords import people, weighed

_KEEP_FROM = 1.0
_WIDE = (PlaceKind.WORLD, PlaceKind.REGION, PlaceKind.COUNTRY)
_AREAS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_CERTAIN = 10.0
# From here on a name means its place unless something speaks against it (a city of 300,000).
_FAMOUS = 1.0
_CLOSE_KM = 150.0
_CLEAR = 20
# How much a place's weight counts, and at most what else the text speaks of: a village near by does not
# become "Washington" because the text is about its country.
_PRIOR = 1.2
_MOST_SAID = 5.0
# "Clifton area of Karachi", "Clifton, Karachi": what stands before is in what stands after.
_SIDE = (
    r"(?:the )?(?:(?:far |upper |lower )?(?:north|south|east|west|central|mid)"
    r"(?:[- ]?(?:east|west))?(?:ern)? )?"
)
_PART_OF = re.compile(
    rf",? ?\(?|,? in {_SIDE}|, {_SIDE}|[،，]\s?"
    r"|(?: (?:area|neighbou?rhood|district|quarter|suburb|section|part|locality|town))? of "
)
_WITHIN = re.compile(rf" in {_SIDE}")
# "Nepal's Sindhupalchowk", "Peru's northern Piura"
_OWNS = re.compile(rf"['’]s {_SIDE}")
# A quarter that the gazetteer lacks must not become a namesake abroad.
_FAR_SMALLER = 20
_LIST = re.compile(r",? (?:and|or|to|y|et|и|اور|و|और) |, |/|-|، ?|、|和")


@dataclass(slots=True)
class _Seen:
    """A match with what stands around it and what is thought of it so far."""

    match: Match
    around: Context
    key: str
    holder: "_Seen | None" = None
    quarter: bool = False
    owned: bool = False
    place: Place | None = None
    score: float = 0.0
    kept: bool = False


def resolve(matches: Sequence[Match], text: str, *, home_country: str = "") -> list[Toponym]:
    """Return the toponyms in the order of the text; names not used as places are left out.

    ``home_country`` (ISO 3166 alpha-2) is where the source writes from: of two equals it is meant.
    """
    seen = [_Seen(match, look_around(match, text, matches), fold(match.text)) for match in matches]
    _hold(seen, text)
    seen = [each for each in seen if not each.quarter]
    persons = {
        each.key for each in seen if each.around.person and _prominence(each.match.candidates[0]) < _FAMOUS
    }
    for each in seen:
        each.score = _score(each, persons)
    sure = [each for each in seen if each.score >= _KEEP_FROM]
    areas = {c.place.id for s in sure for c in s.match.candidates[:1] if c.place.kind in _AREAS}
    for index, each in enumerate(seen):
        support = _support(each, areas) + _company(seen, index, text)
        each.kept = each.score >= _KEEP_FROM or each.score + support >= _KEEP_FROM
    _settle([each for each in seen if each.kept], home_country)
    return [Toponym(s.match.start, s.match.end, s.match.text, s.place) for s in seen if s.kept]


def _hold(seen: list[_Seen], text: str) -> None:
    """ "Springfield, Ohio", "Karachi, Pakistan", "Karachi in Pakistan": the second holds the first."""
    for one, other in pairwise(seen):
        between = text[one.match.end : other.match.start]
        if between and _OWNS.fullmatch(between):
            other.owned = _lies_in(other, one)
        elif between and _PART_OF.fullmatch(between):
            if _is_list(one.match.candidates[0].place, other.match.candidates[0].place):
                continue
            if _lies_in(one, other):
                one.holder = other
            else:
                holder = other.match.candidates[0]
                # "Palma in Mozambique" is not Spain's, even where the gazetteer lacks the right one.
                abroad = holder.place.kind is PlaceKind.COUNTRY and bool(_WITHIN.fullmatch(between))
                one.quarter = abroad or _is_quarter(one.match.candidates, holder)


def _lies_in(one: _Seen, holder: _Seen) -> bool:
    ids = {c.place.id for c in holder.match.candidates}
    return any(ids.intersection(c.place.ancestors) for c in one.match.candidates)


def _is_list(one: Place, other: Place) -> bool:
    """ "China, Japan" are two countries, though Japan has a town called China."""
    return one.kind in _WIDE or (one.kind is PlaceKind.ADMIN1 and other.kind is PlaceKind.ADMIN1)


def _is_quarter(candidates: Sequence[Candidate], city: Candidate) -> bool:
    """Whether the names in question are those of small places abroad or of parts of other cities."""

    def elsewhere(place: Place, weight: float) -> bool:
        if place.country == city.place.country:
            return place.kind is PlaceKind.DISTRICT
        return weight * _FAR_SMALLER < city.weight

    return city.place.kind is PlaceKind.CITY and all(elsewhere(c.place, c.weight) for c in candidates)


def _score(seen: _Seen, persons: set[str]) -> float:
    """Weigh what speaks for a place against what speaks for a person, a firm or a plain word."""
    around, best = seen.around, seen.match.candidates[0]
    if seen.holder:
        return _CERTAIN
    prominence = _prominence(best)
    score = prominence + around.score
    if around.firm:
        score -= 0.5 if prominence >= _FAMOUS else 1.5
    if seen.key in weighed() or seen.key in people():
        score -= 1.5
    if seen.key in persons:
        score -= 3.0
    if " " in seen.key:
        score += 1.0
    if seen.owned:
        score += 1.0
    if seen.key.endswith(" county"):
        score += 1.5
    return score


def _support(seen: _Seen, areas: set[str]) -> float:
    """A little-known name is likelier where its province or country is spoken of."""
    best = max((len(areas.intersection(c.place.ancestors)) for c in seen.match.candidates[:8]), default=0)
    return min(1.0, best * 0.5)


def _company(seen: list[_Seen], index: int, text: str) -> float:
    """ "in Karachi, Hub and Bela": what stands in a list of places is one."""
    for other in seen[max(0, index - 1) : index + 2]:
        one, two = sorted((seen[index].match, other.match), key=lambda match: match.start)
        sure = other.kept or other.score >= _KEEP_FROM
        if sure and other is not seen[index] and _LIST.fullmatch(text[one.end : two.start]):
            return 1.5
    return 0.0


def _prominence(best: Candidate) -> float:
    """From -1 (a hamlet) to 3 (a country)."""
    if best.place.kind in _WIDE:
        return 3.0
    score = math.log10(best.weight + 1) - 4.5
    if best.place.kind is PlaceKind.ADMIN1:
        score = max(score, 1.5)
    if best.place.id.startswith("x:"):
        score = max(score, 1.0)
    if best.rank is NameRank.ALIAS:
        score -= 0.7
    return min(2.5, max(-1.0, score))


def _settle(seen: list[_Seen], home_country: str) -> None:
    """Choose a place for each; one name means one place throughout a text."""
    countries: Counter[str] = Counter()
    areas: set[str] = set()
    for each in seen:
        best = each.match.candidates[0]
        if best.place.kind is PlaceKind.COUNTRY and each.around.kind:
            continue  # "the state of Georgia" is no witness for the country
        if best.place.kind is PlaceKind.COUNTRY or _is_clear(each.match.candidates):
            countries[best.place.country] += 2 if best.place.kind is PlaceKind.COUNTRY else 1
        areas |= {c.place.id for c in each.match.candidates[:3] if c.place.kind is PlaceKind.ADMIN1}
    del countries[""]
    chosen: dict[str, Place] = {}
    anchors: list[Place] = []
    # What is certain first, so that the doubtful can lean on it.
    for each in sorted(seen, key=lambda s: (s.holder is None, len(s.match.candidates) > 1, s.match.start)):
        if each.key in chosen and each.holder is None and not each.around.kind:
            each.place = chosen[each.key]
            continue
        each.place = _best(each, _Surroundings(countries, areas, anchors, home_country))
        if each.place.kind not in (*_WIDE, PlaceKind.ADMIN1):
            anchors.append(each.place)
        if not each.around.kind:
            chosen.setdefault(each.key, each.place)


def _is_clear(candidates: Sequence[Candidate]) -> bool:
    """Whether the name leaves no doubt about the country."""
    best = candidates[0]
    rivals = (c for c in candidates if c.place.country != best.place.country)
    return all(c.weight * _CLEAR < best.weight for c in rivals)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What else the text speaks of."""

    countries: Counter[str]
    areas: set[str]
    anchors: list[Place]
    home_country: str


def _best(seen: _Seen, near: _Surroundings) -> Place:
    total = sum(near.countries.values()) or 1
    # The name itself is no witness for one of its own meanings.
    areas = near.areas.difference(c.place.id for c in seen.match.candidates)

    def score(candidate: Candidate) -> float:
        place = candidate.place
        known = _PRIOR * math.log10(candidate.weight + 1) - 1.5 * candidate.rank
        known += 2.0 if place.kind is PlaceKind.COUNTRY else 0.0
        if seen.holder:
            holders = {c.place.id for c in seen.holder.match.candidates}
            known += _CERTAIN if holders.intersection(place.ancestors) else 0.0
        if seen.around.kind:
            known += 4.0 if place.kind is seen.around.kind else 0.0
        said = 4.0 * near.countries[place.country] / total if place.country else 0.0
        said += 3.0 if areas.intersection(place.ancestors) else 0.0
        said += 2.0 if any(place.id in anchor.ancestors for anchor in near.anchors) else 0.0
        said += 2.0 if any(_close(place, anchor) for anchor in near.anchors) else 0.0
        said += 1.5 if near.home_country and place.country == near.home_country else 0.0
        return known + min(_MOST_SAID, said)

    ordered = sorted(seen.match.candidates, key=score, reverse=True)
    best = ordered[0].place
    if not seen.around.kind and best.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2):
        # in_order() has already put the one that is meant of two nested places first.
        for each in seen.match.candidates:
            if nested(each.place, best):
                return each.place
    return best


def _close(one: Place, other: Place) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None or one.id == other.id:
        return False
    return abs(one.lat - other.lat) < 2 and distance_km(one.lat, one.lon, other.lat, other.lon) < _CLOSE_KM
