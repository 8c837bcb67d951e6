"""How concretely a sentence of a long text tells of one deed of violence.

A speech on terrorism is full of "attacks", "murders" and "violence", and so is a month's battle report. What
they lack is one deed: a verb or a single noun ("the murder of a judge"), a victim who is no soldier, a day, a
number. ``concreteness`` adds these up; word lists are in the lexicon's ``[deed]``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.extraction.evidence import counted_harm
from bot.extraction.lexicon import lexicon
from bot.extraction.signs import Signs, Standing, Trigger
from bot.model.kinds import fine_kinds

# Fighting of two armed sides, what forces of a state do, and what has not happened: told by the lead of a
# text or not its news.
_OF_WAR = frozenset(
    [
        "armed_clash",
        "raid",
        "coup",
        "mutiny",
        "incursion",
        "air_strike",
        "missile",
        "shelling",
        "foiled_plot",
        "threat",
    ]
)
# What a word of each weight is worth, and what a kind adds: a kind of deed that is done to somebody or
# something says more than "attack", which armies do as well.
_BY_WEIGHT = {3.0: 1.6, 2.0: 1.3, 1.0: 0.2}
_BY_KIND: Mapping[str, float] = {
    "assassination": 0.8,
    "bombing": 0.5,
    "explosion": 0.5,
    "shooting": 0.4,
    "kidnapping": 0.4,
    "hostage_taking": 0.4,
    "ambush": -0.5,
}
_PLURAL, _POSSIBLE = 1.0, 0.5
_VICTIM_NEAR = 8
_COUNTED = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_GOING_ON = re.compile(r"\b(?:is|are|am|be) (?:being )?[a-z]+ing\b")


@dataclass(frozen=True, slots=True)
class _DeedWords:
    several: frozenset[str]
    victims: frozenset[str]
    targets: frozenset[str]
    doers: frozenset[str]
    people: frozenset[str]
    war: frozenset[str]
    unreal: frozenset[str]
    speaker: frozenset[str]


@cache
def _words(lang: str) -> _DeedWords | None:
    words = lexicon(lang)
    if words is None or "deed" not in words.data:
        return None
    names = ("several", "victims", "targets", "doers", "people", "war", "unreal", "speaker")
    return _DeedWords(*(words.words("deed", name) for name in names))


def has_deed_words(lang: str) -> bool:
    """Whether the language's lexicon can tell a deed from talk."""
    return _words(lang) is not None


def talks(signs: Signs, lang: str) -> bool:
    """Whether somebody speaks of himself and his hearers in the sentence ("we", "your")."""
    words = _words(lang)
    return words is not None and not words.speaker.isdisjoint(signs.words.folded)


def concreteness(signs: Signs, lang: str) -> float:
    """From 0 (tells of no deed, or of violence in general) to about 5: what, to whom, when, how many."""
    words = _words(lang)
    if words is None:
        return 0.0
    best = max((_worth(signs, trigger, words) for trigger in signs.triggers), default=0.0)
    if best <= 0.0:
        return 0.0
    folded, text = signs.words.folded, signs.sentence.text
    here = frozenset(folded)
    total = best
    total += 0.5 if counted_harm(signs) else 0.3 if signs.has("casualty") else 0.0
    total += 0.5 * any(word in _COUNTED or (word[0].isdigit() and len(word) < 3) for word in folded)
    total += 0.9 * signs.has("fresh")
    total += 0.2 * bool(here & words.doers) + 0.8 * bool(here & words.victims)
    total += 0.4 * bool(here & words.targets)
    total -= 0.5 * min(3, len(here & words.unreal))
    total -= 0.4 * bool(here & words.speaker) + 0.6 * ('"' in text)
    total -= 0.6 * min(2, len(here & words.war))
    total -= 0.7 * bool(_GOING_ON.search(text))
    total -= 0.5 * signs.has("statement") + 0.5 * signs.has("arrest") + 0.5 * signs.has("legal")
    total -= signs.has("statistics") + 1.5 * signs.has("anniversary") + signs.has("drill")
    total -= 0.7 * signs.has("background")
    total -= 0.5 * text.rstrip().endswith("?")
    return max(0.0, total)


def _worth(signs: Signs, trigger: Trigger, words: _DeedWords) -> float:
    if trigger.kind in _OF_WAR or not fine_kinds()[trigger.kind].violent:
        return 0.0
    folded, raw = signs.words.folded, signs.words.raw
    if trigger.weight < 2.0 and folded[trigger.last - 1] in words.people:
        return 0.0
    worth = _BY_WEIGHT[trigger.weight] + _BY_KIND.get(trigger.kind, 0.0)
    if not words.several.isdisjoint(folded[trigger.first : trigger.last]):
        worth -= _PLURAL
    if trigger.standing is Standing.POSSIBLE:
        worth -= _POSSIBLE
    near = slice(trigger.last - 1, trigger.last + _VICTIM_NEAR)
    named = any(a[0].isupper() and b[0].isupper() for a, b in zip(raw[near], raw[near][1:], strict=False))
    worth += 0.4 * named + 0.5 * (not words.victims.isdisjoint(folded[near]))
    before = folded[max(0, trigger.first - _VICTIM_NEAR) : trigger.first + 1]
    worth += 0.4 * (not words.victims.isdisjoint(before)) - 0.5 * (not words.war.isdisjoint(before))
    return worth
