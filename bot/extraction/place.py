"""The incident's own place among the toponyms, and how finely it is known."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.extraction.lexicon import Lexicon
from bot.extraction.namesakes import Scored, at_home, in_what_is_named, without_namesakes
from bot.extraction.quarters import find_quarter, find_unplaced
from bot.extraction.signs import Signs, Standing
from bot.extraction.sites import Site, find_site
from bot.extraction.toponyms import Named
from bot.model.mention import Extent, MentionPlace, Precision
from bot.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from bot.places.gazetteer import Gazetteer

_PRECISION = {
    PlaceKind.COUNTRY: Precision.COUNTRY,
    PlaceKind.ADMIN1: Precision.ADMIN1,
    PlaceKind.ADMIN2: Precision.DISTRICT,
    PlaceKind.CITY: Precision.CITY,
    PlaceKind.DISTRICT: Precision.DISTRICT,
}
_FINENESS = {
    PlaceKind.DISTRICT: 3.1,
    PlaceKind.CITY: 3.0,
    PlaceKind.ADMIN2: 2.7,
    PlaceKind.ADMIN1: 2.2,
    PlaceKind.COUNTRY: 1.2,
    PlaceKind.REGION: 0.3,
}
# What these do to a place they do to all of it.
_OF_AREAS = frozenset(
    ["airspace_closure", "curfew", "network_shutdown", "strike_action", "heatwave", "cold_wave", "epidemic"]
)
_WIDE = re.compile(
    r"\b(?:across|throughout|nationwide|countrywide|province-?wide|all over|whole of)\b", re.IGNORECASE
)
_IN = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
        "through",
        "throughout",
        "off",
        "along",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "downtown",
        "within",
        "rocks",
        "hits",
        "strikes",
        "shakes",
        "rattles",
        "jolts",
        "lashes",
        "batters",
        "s'",
        "'s",
    ]
)
_AWAY = frozenset(
    ["from", "to", "with", "against", "between", "by", "for", "toward", "towards", "and", "via"]
)
_DATELINE_ENDS = 60
_DATELINE = re.compile(r"^\W*[\w .'()-]{2,60}?(?:,|\(|\d| -| –| —|/)")

_WRITTEN_FROM = re.compile(r"(?:,[\w .]{2,30})?(?:: | ?(?:--|—|–) ?)")


def own_place(
    own: Sequence[Signs],
    toponyms: Sequence[Named],
    adjectives: Sequence[Named],
    gazetteer: "Gazetteer",
    lexicon: Lexicon,
    kind: str,
    dateline: Signs | None = None,
) -> MentionPlace:
    """Choose among the toponyms of the story's own sentences; an adjective of nationality is the last
    resort, and after it the country in the text's ``dateline`` (its first sentence).
    """
    scored = [s for n, signs in enumerate(own) for s in _score(signs, n, toponyms, lexicon)]
    if not scored:
        scored = [s for n, signs in enumerate(own[:2]) for s in _score(signs, n, adjectives, lexicon)][:1]
    site = find_site(own, lexicon, toponyms)
    unplaced = find_unplaced(own, toponyms) if site is None or not site.named else None
    if not scored:
        return _somewhere(unplaced or site, gazetteer.get(_home_of(toponyms, dateline)), gazetteer)
    scored = in_what_is_named(scored, toponyms, adjectives)
    scored = at_home(scored, toponyms, adjectives, gazetteer, _home_of(toponyms, dateline))
    scored, namesakes = without_namesakes(own[0], scored, gazetteer)
    best = max(scored, key=lambda s: s.score)
    best = _finer_inside(best, scored)
    found = as_mention_place(best.named.text, best.place, gazetteer)
    if best.named.adjective:
        # "Pakistani police" tells the country and names no place.
        found = replace(found, name=None)
    quarter = None if site and site.named else find_quarter(own, toponyms, best.place.id)
    if quarter is None and best.place.kind is PlaceKind.CITY:
        quarter = unplaced
    if quarter is None and namesakes and not (site and site.named):
        one = namesakes[0].named
        quarter = site or Site(one.text, one.start, one.end, True)
    if quarter:
        found = replace(found, site=quarter.text, precision=Precision.DISTRICT)
    elif site:
        precision = (
            Precision.SITE if site.named and best.place.kind is not PlaceKind.COUNTRY else found.precision
        )
        found = replace(found, site=site.text, precision=precision)
    wide = any(_WIDE.search(s.sentence.text) for s in own[:2])
    if kind in _OF_AREAS or (wide and best.place.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1) and not site):
        found = replace(found, extent=Extent.AREA)
    return found


def _somewhere(site: Site | None, home: Place | None, gazetteer: "Gazetteer") -> MentionPlace:
    """No place is told: the country that the text is written from, without a name; not its city."""
    found = MentionPlace() if home is None else replace(as_mention_place("", home, gazetteer), name=None)
    if site is None:
        return found
    return replace(found, name=site.text if site.named else None, site=site.text)


def _home_of(toponyms: Sequence[Named], dateline: Signs | None) -> str:
    """The country of the dateline, "" without one."""
    if dateline is None or not _DATELINE.match(dateline.sentence.text):
        return ""
    until = dateline.sentence.start + _DATELINE_ENDS
    places = [t.place for t in toponyms if t.place and dateline.sentence.start <= t.start < until]
    whole = [p for p in places if p.kind is PlaceKind.COUNTRY]
    return (whole or places)[0].country if places else ""


def _finer_inside(best: Scored, scored: Sequence[Scored]) -> Scored:
    """A finer place that lies in the best one and fits nearly as well says more."""
    finer = [
        s
        for s in scored
        if best.place.id in s.place.ancestors and s.score > best.score - 1.6 and s.place.kind in _PRECISION
    ]
    return max(finer, key=lambda s: s.score, default=best)


def _score(signs: Signs, order: int, toponyms: Sequence[Named], lexicon: Lexicon) -> list[Scored]:
    sentence, words = signs.sentence, signs.words
    told = [t for t in signs.triggers if t.standing is Standing.TOLD] or list(signs.triggers)
    found = []
    for named in toponyms:
        place = named.place
        if place is None or place.kind not in _FINENESS or not sentence.start <= named.start < sentence.end:
            continue
        at = next((n for n, s in enumerate(words.starts) if s + sentence.start >= named.start), len(words))
        last = next((n for n, s in enumerate(words.starts) if s + sentence.start >= named.end), len(words))
        score = _FINENESS[place.kind] - 0.45 * min(order, 6)
        before = words.folded[max(0, at - 1) : at]
        after = words.folded[last : last + 2]
        if before and before[0] in _IN:
            score += 1.2
        elif before and before[0] in _AWAY:
            score -= 0.7
        if after and after[0] in lexicon.words("place", "speech"):
            score -= 3.0
        if order <= 1 and at <= 1 and not sentence.in_title and _DATELINE.match(sentence.text):
            score -= 1.0
        elif named.text.isupper() and _WRITTEN_FROM.match(sentence.text, named.end - sentence.start):
            score -= 2.0  # "KABUL: …", also where a headline was left in the text before it
        if told:
            away = min(min(abs(t.first - at), abs(at - t.last)) for t in told)
            score -= min(away, 30) * 0.03
        else:
            score -= 0.6
        found.append(Scored(named, place, score, bool(before) and before[0] in _AWAY))
    return found


def as_mention_place(name: str, place: Place, gazetteer: "Gazetteer") -> MentionPlace:
    """The place with what holds it; ``name`` is how the text spells it."""
    city = place.name if place.kind is PlaceKind.CITY else None
    if place.kind in (PlaceKind.DISTRICT, PlaceKind.ADMIN2):
        above = (gazetteer.get(each) for each in place.ancestors)
        city = next((p.name for p in above if p and p.kind is PlaceKind.CITY), None)
    return MentionPlace(
        name=name,
        city=city,
        admin2=place.admin2 or None,
        admin1=place.admin1 or None,
        country=place.country or None,
        lat=place.lat,
        lon=place.lon,
        precision=_PRECISION.get(place.kind),
        place_id=place.id,
        area_ids=place.area_ids,
        timezone=place.timezone,
    )
