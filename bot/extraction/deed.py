"""How concretely a sentence of a long text tells of one deed of violence.

A speech on terrorism is full of "attacks", "murders" and "violence", and so is a month's battle report. What
they lack is one deed: a verb or a single noun ("the murder of a judge"), a victim who is no soldier, a day, a
number. ``concreteness`` adds these up; word lists are in the lexicon's ``[deed]``.
"""

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
_TOLD, _NAMED, _SEVERAL = 2.0, 1.2, 0.3
_STANDING = {Standing.TOLD: 1.0, Standing.REFERRED: 0.8, Standing.POSSIBLE: 0.3}
_VICTIM_NEAR = 8


@dataclass(frozen=True, slots=True)
class _DeedWords:
    several: frozenset[str]
    victims: frozenset[str]
    doers: frozenset[str]
    war: frozenset[str]
    unreal: frozenset[str]
    speaker: frozenset[str]


@cache
def _words(lang: str) -> _DeedWords | None:
    words = lexicon(lang)
    if words is None or "deed" not in words.data:
        return None
    names = ("several", "victims", "doers", "war", "unreal", "speaker")
    return _DeedWords(*(words.words("deed", name) for name in names))


def has_deed_words(lang: str) -> bool:
    """Whether the language's lexicon can tell a deed from talk."""
    return _words(lang) is not None


def concreteness(signs: Signs, lang: str) -> float:
    """From 0 (tells of no deed, or of violence in general) to about 5: what, to whom, when, how many."""
    words = _words(lang)
    if words is None:
        return 0.0
    best = max((_worth(signs, trigger, words) for trigger in signs.triggers), default=0.0)
    if best <= 0.0:
        return 0.0
    here = frozenset(signs.words.folded)
    total = best
    total += 0.8 if counted_harm(signs) else 0.3 if signs.has("casualty") else 0.0
    total += 0.9 * signs.has("fresh")
    total += 0.5 * bool(here & words.doers) + 0.4 * bool(here & words.victims)
    total -= 0.35 * min(3, len(here & words.unreal))
    total -= 0.5 * bool(here & words.speaker)
    total -= 0.5 * min(2, len(here & words.war))
    total -= signs.has("statistics") + 1.5 * signs.has("anniversary") + signs.has("drill")
    total -= 0.7 * signs.has("background")
    total -= 0.5 * signs.sentence.text.rstrip().endswith("?")
    return max(0.0, total)


def _worth(signs: Signs, trigger: Trigger, words: _DeedWords) -> float:
    if trigger.weight < 2.0 or trigger.kind in _OF_WAR or not fine_kinds()[trigger.kind].violent:
        return 0.0
    folded, raw = signs.words.folded, signs.words.raw
    worth = _TOLD if trigger.weight >= 3.0 else _NAMED
    if not words.several.isdisjoint(folded[trigger.first : trigger.last]):
        worth = _SEVERAL
    worth *= _STANDING[trigger.standing]
    if worth >= 0.9 and trigger.standing is not Standing.POSSIBLE:
        near = slice(trigger.last - 1, trigger.last + _VICTIM_NEAR)
        named = any(a[0].isupper() and b[0].isupper() for a, b in zip(raw[near], raw[near][1:], strict=False))
        if named or not words.victims.isdisjoint(folded[near]):
            worth += 0.6
    return worth
