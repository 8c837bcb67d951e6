"""Places that share a name: which of those that may be meant are likelier namesakes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.extraction.signs import Signs
from bot.extraction.toponyms import Named
from bot.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from bot.places.gazetteer import Gazetteer

_WIDE_KINDS = frozenset([PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.ADMIN1])
# A town is taken for a part of a city so many times bigger only if so many places share its name.
_BIGGER, _NAMESAKES = 20, 3
# From how many people on a place abroad needs no word of its country, and how much less fits one that the
# gazetteer lacks.
_KNOWN, _LACKED = 400_000, 0.6
# A hamlet in a country that the text never speaks of is likelier a namesake of the one that is meant.
_HAMLET, _NAMESAKE = 50_000, 2.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A toponym that may be the place, and how well it fits."""

    named: Named
    place: Place
    score: float
    away: bool = False


def in_what_is_named(
    scored: Sequence[Scored], toponyms: Sequence[Named], adjectives: Sequence[Named]
) -> list[Scored]:
    """Believe a hamlet less where only other countries are named: "Ayu in southern Kyrgyzstan"."""
    wide = {t.place.country for t in (*toponyms, *adjectives) if t.place and t.place.kind in _WIDE_KINDS}
    if not wide:
        return list(scored)
    return [
        replace(one, score=one.score - _NAMESAKE)
        if one.place.kind not in _WIDE_KINDS
        and one.place.country
        and one.place.country not in wide
        and one.place.population < _HAMLET
        else one
        for one in scored
    ]


def at_home(
    scored: Sequence[Scored],
    toponyms: Sequence[Named],
    adjectives: Sequence[Named],
    gazetteer: "Gazetteer",
    home: str,
) -> list[Scored]:
    """Read a small place abroad whose country the text never names as one the gazetteer lacks, at home.

    Who reports from Lima on "Santa Rosa" means Peru's, though the gazetteer may know only Argentina's.
    """
    country = gazetteer.get(home) if home else None
    if country is None:
        return list(scored)
    named = {t.place.country for t in (*toponyms, *adjectives) if t.place and t.place.kind in _WIDE_KINDS}
    named.add(home)
    found = []
    for one in scored:
        place = one.place
        if place.kind not in _WIDE_KINDS and place.country not in named and place.population < _KNOWN:
            found.append(replace(one, place=country, score=one.score - _LACKED))
        else:
            found.append(one)
    return found


def without_namesakes(
    head: Signs, scored: Sequence[Scored], gazetteer: "Gazetteer"
) -> tuple[list[Scored], list[Scored]]:
    """Leave out small towns abroad that share their name with a part of the big city the sentence names.

    "A Karachi mall in Clifton": the gazetteer knows a dozen Cliftons and not Karachi's.
    """
    inside = [s for s in scored if head.sentence.start <= s.named.start < head.sentence.end]
    big = [s.place for s in inside if s.place.kind is PlaceKind.CITY and not s.away]
    out: list[Scored] = []
    for one in scored:
        place = one.place
        if place.kind is not PlaceKind.CITY:
            continue
        abroad = [p for p in big if p.country != place.country and p.population >= _BIGGER * place.population]
        if not abroad or any(s.place.country == place.country and s.place.id != place.id for s in scored):
            continue
        if len(gazetteer.candidates(one.named.text)) >= _NAMESAKES:
            out.append(one)
    return [s for s in scored if s not in out], out
