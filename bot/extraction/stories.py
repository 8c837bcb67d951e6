"""Which sentences tell the item's own incident, which tell another, and which are only background.

Reading a whole text as news turns its history into new events. So a sentence must earn its place: it
belongs to an incident because it leads, or because it tells of the deed, its victims or its scene; never
when it looks back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.extraction.danger import status_of
from bot.extraction.deed import concreteness
from bot.extraction.evidence import counted_harm, lead_of
from bot.extraction.signs import Signs, Standing
from bot.extraction.time import OLD, days_in
from bot.extraction.toponyms import Named
from bot.model.kinds import fine_kinds

_OPENERS = frozenset(["this", "that", "these", "those", "it", "he", "she", "they"])
_MEANT = frozenset(
    [
        "attack",
        "attacks",
        "incident",
        "bombing",
        "blast",
        "explosion",
        "shooting",
        "group",
        "assault",
        "killing",
        "killings",
        "one",
        "was",
    ]
)
MOST_STORIES = 8
# From how many sentences a text may tell of several deeds without saying "another"; how concrete such a deed
# must be; how many days apart two days are not one.
ARTICLE, OTHER_DEED, APART = 4, 2.3, 2
# How concrete a deed must be to belong to an article's stories whatever else its sentence says, and to begin
# a story of its own where the sentence says "another" or "meanwhile".
CONCRETE, MARKED = 2.0, 2.4
_OF_BLASTS = frozenset(["bombing", "suicide_bombing", "grenade", "ied", "explosion"])
_OF_ARMS = frozenset(["shooting", "assassination", "stabbing", "execution", "ambush"])


@dataclass(frozen=True, slots=True)
class Story:
    """One incident's sentences in order."""

    signs: tuple[Signs, ...]
    background: bool = False


def looks_back(signs: Signs, lang: str, published: date | None) -> bool:
    """Whether the sentence speaks of an earlier time; a recent day named in it says otherwise."""
    if published is None:
        return signs.has("background")
    days = days_in(signs.sentence.text, lang, published)
    fresh = any(published - OLD <= day.first and day.last <= published + timedelta(days=40) for day in days)
    old = any(day.last < published - OLD for day in days)
    if signs.has("background"):
        return not fresh or old
    return old and not fresh


def divide(
    signs: Sequence[Signs], toponyms: Sequence[Named], lang: str, published: date | None, at: int = 0
) -> tuple[list[Story], list[Story]]:
    """Return own stories, the item's main one first, and background ones.

    ``at``: the sentence that tells the main deed, where that is not the lead.
    """
    lead = {s.sentence.index for s in lead_of(signs)} if not at else {signs[at].sentence.index}
    article = len(signs) >= ARTICLE
    own: list[list[Signs]] = [[]]
    behind: list[list[Signs]] = []
    was_behind = False
    for n, one in enumerate(signs):
        first = n == at
        back = not first and looks_back(one, lang, published)
        if not back and was_behind and _refers_back(one):
            back = True
        if back:
            if one.strongest() >= 2.0 or was_behind:
                if not was_behind or not behind:
                    behind.append([])
                behind[-1].append(one)
            was_behind = True
            continue
        was_behind = False
        if one.sentence.index in lead or (
            n > at and (_earns(one, lang) or (article and concreteness(one, lang) >= CONCRETE))
        ):
            if own[-1] and len(own) < MOST_STORIES:
                another = _is_another(one, own[-1], toponyms)
                if another or (article and _is_other_deed(one, own[-1], toponyms, lang, published)):
                    own.append([])
            own[-1].append(one)
    if article and len(own) > 1:
        # Sentences that only set the scene of an article are no incident beside those that tell one.
        own = [story for story in own if any(s.strongest() >= 2.0 for s in story)] or own[:1]
    stories = [Story(tuple(story)) for story in own if story]
    return stories, [Story(tuple(story), True) for story in behind if any(s.triggers for s in story)]


def _refers_back(signs: Signs) -> bool:
    """Whether the sentence begins by pointing at the one before ("This attack was ...")."""
    words = signs.words.folded
    if len(words) < 2:
        return True
    return words[0] in _OPENERS and (words[1] in _MEANT or words[0] in ("it", "he", "she", "they"))


def _earns(signs: Signs, lang: str) -> bool:
    """Whether a later sentence tells of the deed, its victims, its scene or what came of it."""
    told = signs.strongest()
    hit = counted_harm(signs)
    spoken = signs.has("statement") and not hit and not signs.has("scene")
    score = 1.5 if told >= 2.0 else 0.5 if told else 0.0
    score += 1.5 if hit else 0.8 if signs.has("casualty") else 0.0
    score += 1.5 if signs.has("scene") else 0.0
    score += 1.0 if signs.has("arrest") else 0.0
    sought = status_of(signs.sentence.text, lang) is not None
    score += 1.0 if sought else 0.0
    score -= 1.5 if spoken and not sought else 0.0
    score -= 1.0 if signs.has("analysis") else 0.0
    return score >= 1.5


def _is_another(signs: Signs, story: Sequence[Signs], toponyms: Sequence[Named]) -> bool:
    """Whether the sentence begins another incident: told strongly, elsewhere, and said to be another one."""
    if signs.strongest() < 2.0:
        return False
    here = _places(signs, toponyms)
    there = {place for one in story for place in _places(one, toponyms)}
    elsewhere = bool(here) and bool(there) and not here & there
    kinds = {_family(t.kind) for t in signs.triggers if t.standing is Standing.TOLD and t.weight >= 2.0}
    told = {_family(t.kind) for one in story for t in one.triggers}
    if signs.has("roundup"):
        return elsewhere or not kinds & told or bool(signs.cues["roundup"][0].first == 0)
    return elsewhere and not kinds & told


def _is_other_deed(
    signs: Signs, story: Sequence[Signs], toponyms: Sequence[Named], lang: str, published: date | None
) -> bool:
    """Whether a sentence of an article tells a deed of its own so concretely that it needs no "another":
    elsewhere, on another day, or of a kind that the story so far has not.
    """
    worth = concreteness(signs, lang)
    if not any(s.strongest() >= 2.0 for s in story):
        return False
    if worth >= MARKED and signs.has("roundup", "another"):
        return True
    if worth < OTHER_DEED:
        return False
    here = _places(signs, toponyms)
    there = {place for one in story for place in _places(one, toponyms)}
    if here and there and not here & there:
        return True
    if published is not None:
        days = _days([signs], lang, published)
        before = _days(story, lang, published)
        if days and before and min(abs((a - b).days) for a in days for b in before) >= APART:
            return True
    kinds = {_sort(t.kind) for t in signs.triggers if t.standing is Standing.TOLD and t.weight >= 2.0}
    told = {_sort(t.kind) for one in story for t in one.triggers if t.weight >= 2.0}
    kinds.discard("")
    return bool(kinds) and not kinds & told


def _days(story: Sequence[Signs], lang: str, published: date) -> set[date]:
    """Single days named in the sentences."""
    days = (day for one in story for day in days_in(one.sentence.text, lang, published))
    return {day.first for day in days if day.first == day.last}


def _sort(kind: str) -> str:
    """What kinds a reader would not take for one another; "" for a word that fits any ("attack")."""
    if kind in _OF_BLASTS:
        return "blast"
    family = _family(kind)
    return family if family in ("abduction", "fire") else "armed" if kind in _OF_ARMS else ""


def _family(kind: str) -> str:
    return fine_kinds()[kind].family


def _places(signs: Signs, toponyms: Sequence[Named]) -> set[str]:
    inside = (t for t in toponyms if signs.sentence.start <= t.start < signs.sentence.end and t.place)
    return {
        a
        for t in inside
        if t.place
        for a in t.place.area_ids[:1]
        if t.place.kind.value in ("city", "district", "admin2", "admin1")
    }
