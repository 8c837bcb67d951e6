"""From what a person types to one place, or to a question back."""

from dataclasses import dataclass

from bot.model.place import Place, PlaceKind
from bot.places.candidate import Candidate, NameRank, in_order, nested
from bot.places.folding import fold
from bot.places.gazetteer import Gazetteer

# Another place is worth a question from this share of the best one's people.
_RIVAL = 5
_RIVAL_OF_A_GUESS = 20
# An alias is doubted if a place this many times larger is one typing error away.
_LARGER = 10
_SHORTEST_DOUBTED = 5
_MOST = 6
_AREAS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_KIND_WORDS = {
    "province": (PlaceKind.ADMIN1,),
    "state": (PlaceKind.ADMIN1,),
    "region": (PlaceKind.ADMIN1, PlaceKind.REGION),
    "governorate": (PlaceKind.ADMIN1,),
    "district": (PlaceKind.ADMIN2, PlaceKind.DISTRICT),
    "county": (PlaceKind.ADMIN2,),
    "agency": (PlaceKind.ADMIN2,),
    "city": (PlaceKind.CITY,),
    "town": (PlaceKind.CITY, PlaceKind.DISTRICT),
    "country": (PlaceKind.COUNTRY,),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One place. ``rank`` TYPO means a spelling was mended: say so."""

    place: Place
    rank: NameRank = NameRank.CURRENT
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places that may be meant, the likeliest first, at most six."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place of this name; perhaps one of these."""

    suggestions: tuple[Candidate, ...] = ()


Answer = Found | Ambiguous | Unknown


def find_place(gazetteer: Gazetteer, text: str) -> Answer:
    """Read "Karachi", "卡拉奇", "Hyderabad, Pakistan", "Hyderabad Sindh", "Punjab province", "Karchi"."""
    head, *qualifiers = (part.strip() for part in text.replace("،", ",").replace("，", ",").split(","))
    if qualifiers:
        return _qualified(gazetteer, head, [each for each in qualifiers if each])
    exact = gazetteer.candidates(head)
    if exact:
        return _choose(gazetteer, head, exact)
    words = fold(head).split()
    for cut in range(len(words) - 1, 0, -1):
        front, back = " ".join(words[:cut]), " ".join(words[cut:])
        narrowed = _narrow(gazetteer, gazetteer.candidates(front), [back])
        if narrowed:
            return _choose(gazetteer, front, narrowed)
    return _mended(gazetteer.suggest(head))


def _qualified(gazetteer: Gazetteer, head: str, qualifiers: list[str]) -> Answer:
    exact = gazetteer.candidates(head)
    narrowed = _narrow(gazetteer, exact, qualifiers)
    if narrowed:
        return _choose(gazetteer, head, narrowed)
    mended = _narrow(gazetteer, gazetteer.suggest(head), qualifiers)
    if mended:
        return _mended(mended)
    return Unknown(tuple((exact or gazetteer.suggest(head))[:_MOST]))


def _narrow(gazetteer: Gazetteer, candidates: list[Candidate], qualifiers: list[str]) -> list[Candidate]:
    """Those that lie in a place of each qualifier's name, or are of the kind it names."""
    left = candidates
    for each in qualifiers:
        kinds = _KIND_WORDS.get(fold(each))
        if kinds:
            left = [c for c in left if c.place.kind in kinds]
            continue
        holders = {c.place.id for c in (gazetteer.candidates(each) or gazetteer.suggest(each))}
        left = [c for c in left if holders.intersection(c.place.ancestors)]
    return left


def _choose(gazetteer: Gazetteer, name: str, candidates: list[Candidate]) -> Answer:
    best = candidates[0]
    rivals = [c for c in candidates[1:] if c.rank == best.rank and is_rival(c, best)]
    if best.rank is NameRank.ALIAS and len(fold(name)) >= _SHORTEST_DOUBTED:
        near = (c for c in gazetteer.suggest(name) if c.place.population >= _LARGER * best.place.population)
        rivals += [c for c in near if not nested(c.place, best.place)]
    if rivals:
        return Ambiguous((best, *_apart(rivals))[:_MOST])
    return Found(best.place, best.rank, best.name)


def _mended(suggestions: list[Candidate]) -> Answer:
    if not suggestions:
        return Unknown()
    best = suggestions[0]
    rivals = [c for c in suggestions[1:] if is_rival(c, best, _RIVAL_OF_A_GUESS)]
    if rivals:
        return Ambiguous((best, *_apart(rivals))[:_MOST])
    return Found(best.place, best.rank, best.name)


def is_rival(other: Candidate, best: Candidate, share: int = _RIVAL) -> bool:
    """Whether ``other`` is worth asking about: a country, a province, or 1/``share`` of the people."""
    if nested(other.place, best.place):
        return False
    if other.place.kind in _AREAS:
        return True
    # An airport has no people but a weight.
    return (other.place.population or other.weight) * share >= (best.place.population or best.weight) > 0


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Of nested places only the first."""
    kept: list[Candidate] = []
    for each in candidates:
        if not any(nested(each.place, other.place) for other in kept):
            kept.append(each)
    return kept


__all__ = ["Ambiguous", "Answer", "Found", "Unknown", "find_place", "in_order", "is_rival"]
