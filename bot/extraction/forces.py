"""State forces as doers: "members of the armed forces killed six villagers", "the air force bombed a church".

A force that fights those who attack is no perpetrator; one that is only accused is blamed (see groups).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.fact_words import nationalities
from bot.extraction.gated import small

_NAMES = (
    r"armed forces|army|military|air force|navy|security forces|security services|national police|"
    r"secret police|treasury police|civil guard|national guard|presidential guard|republican guard|"
    r"border guards?|riot police|police|government|regime|junta|(?<= )forces|(?<= )troops"
)
# "police sources", "an army barracks": of the force, but not the force.
_OF_THEM = (
    r"sources?|spokes\w+|officials?|officers?|chief|commander|station|headquarters|base|post|barracks|convoy|"
    r"bus|vehicle|truck|report|says?|said|minister|ministry|house|building|offices?|academy|school|hospital|"
    r"garrison|installations?|checkpoints?|jeep|car|camp|statement|communique|groups?|dissidents?|"
    r"institutions?|operations?|advis[eo]rs?|regime|junta|action|offensive|dictators?\w*|war|bomb|leaders?|"
    r"employees?|attache|prosecutor|judge|court|tribunal|camouflage|uniforms?|fatigues|"
    r"(?:helicopters?|agents?) (?:was|were)"
)
_FORCE = re.compile(
    r"(?<![\w-])(?:(?P<whose>[A-Z][A-Za-z.]+|government|state|federal|national) )?"
    rf"(?P<force>(?i:{_NAMES}))\b(?!-)(?! (?:{_OF_THEM})\b)"
)
_UNIT = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|d)|[A-Z][a-z]+) (?:(?i:infantry|military|army) )?"
    r"(?i:battalion|brigade|regiment|detachment)\b"
)
_STEMS = (
    "force", "army", "militar", "navy", "police", "guard", "government", "regime", "junta", "battalion",
    "brigade", "regiment", "detachment", "security services", "troops",
)  # fmt: skip
_ABSTRACT = frozenset({"government", "regime", "junta", "state"})


class Force(NamedTuple):
    """A state force named in a text: ``start`` and ``end`` count code points; ``name`` as it is shown."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=256)
def forces_in(text: str) -> tuple[Force, ...]:
    """Every state force a sentence names as such, in order."""
    low = small(text)
    if not any(stem in low for stem in _STEMS):
        return ()
    found: list[Force] = []
    for match in _FORCE.finditer(text):
        whose = match["whose"] or ""
        nation = nationalities().get(whose.lower())
        force = match["force"].lower()
        if force in ("forces", "troops") and not (nation or whose == "government"):
            continue
        start = match.start() if nation else match.start("force")
        own_word = whose in ("national", "state", "federal") and force != "government"
        if own_word or (whose == "government" and force in ("forces", "troops")):
            start, force = match.start(), f"{whose} {force}"
        name = f"{nation.replace('_', ' ')} {force}" if nation else force
        found.append(Force(start, match.end(), name))
    found += [Force(match.start(), match.end(), match.group()) for match in _UNIT.finditer(text)]
    return tuple(sorted(found))


def is_force(name: str) -> bool:
    """Whether a name as ``forces_in`` shows it is that of a state force."""
    return any(force.start == 0 and force.end == len(name) for force in forces_in(name))


def acts_in_person(name: str) -> bool:
    """Governments order and are blamed; only forces do a deed themselves."""
    return name.split()[-1] not in _ABSTRACT
