"""Armed groups nobody has listed, known by the shape of their names: "Delta Liberation Front (DLF)".

Kinds of groups without a name ("death squads", "a drug cartel") are read here too: who is blamed may be no
more than that.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_CAP = r"(?:[A-Z][\w'.-]*|\d{1,2}(?:st|nd|rd|th)?|\"[\w' -]{2,25}\")"
_CAUSE = (
    r"Liberation|Revolutionary|Resistance|Anti-?[Cc]ommunist|Self-?[Dd]efen[cs]e|"
    r"Patriotic|Martyrs'?|Jihadi?|Mujah[ie]de?en|Independence|Salvation|Freedom|Redemption|Defenders?"
)
_BODY = (
    r"(?i:armed forces|army|front|movement|forces|brigades?|commandos?|command|militia|fighters|cells?|"
    r"guerrilla army|battalion)"
)
_SHAPES = re.compile(
    # "Delta People's Liberation Front", "Revolutionary Armed Forces of the Delta"
    rf"\b(?:{_CAP} ){{0,4}}(?:{_CAUSE}) (?:(?:People's|Popular|National|Patriotic) )?{_BODY}\b"
    rf"(?: (?:of|for) (?:the )?(?:[A-Z][\w'-]+ ?){{1,3}})?"
    # "Army of National Liberation of the Delta", "Movement for the Freedom of Delta"
    rf"|\b(?:(?i:Armed Forces|Army|Front|Movement|Forces|Brigades?|Command)) (?:of|for) (?:the )?"
    rf"(?:(?:National|Popular|People's) )?(?:{_CAUSE})\b(?: of (?:the )?(?:[A-Z][\w'-]+ ?){{1,3}})?"
    # "the Rivas Cartel", "the Coast gang", "the Ana Roa Brigade"
    rf"|\b(?:{_CAP} ){{1,4}}(?:(?:drug )?[Cc]artel|[Gg]ang|[Mm]afia|[Dd]eath [Ss]quad)\b"
    r"(?! (?:rape|violence|war|crime|rival))"
    # "the group calling itself Sons of Dawn"
    # "a unit, the \"Ana Roa Force\""
    r"|(?<=\b(?:unit|band), the )\"[A-Z][^\"]{3,40}\"|(?<=\bgroup, the )\"[A-Z][^\"]{3,40}\""
    r"|(?<=\bcalling itself )(?:the )?\"?(?:[A-Z][\w'-]+(?: of| the| for)? ?){1,5}"
    r"|(?<=\b(?:gang|band|cell) called )(?:the )?\"?(?:[A-Z][\w'-]+ ?){1,3}"
    r"|(?<=\bgroup called )(?:the )?\"?(?:[A-Z][\w'-]+ ?){1,3}"
)
_SHORT = re.compile(r"\W{1,3}([A-Z][A-Za-z0-9-]{1,7})[)\]]")
_GENERAL = re.compile(
    r"\b(?:(?:extreme |ultra)?(?:right|left)(?:-?wing|ist) )?"
    r"(?:death squads?|paramilitary (?:groups?|squads?|forces|militias?))\b"
    r"|\b(?:drug|cocaine|narcotics|narco)(?:-| )?(?:trafficking )?"
    r"(?:cartels?|mafias?|gangs?|rings?|organi[sz]ations?)\b"
    r"|\b(?:extreme |ultra-?)(?:right|left)(?:-?wing|ist) (?:groups?|factions?|organi[sz]ations?)\b"
    r"|\bthe (?:mafia|cartels)\b",
    re.IGNORECASE,
)
_CAUSES = re.compile(_CAUSE)
_STEMS = re.compile(
    r"artel|afia|ang\b|gangs|quad|, the \"|called|calling itself|aramilit|ightist|eftist|-wing|narco|drug|"
    r"ocaine"
)
# China's army
_STATE = "People's Liberation Army"
_NO_START = frozenset({"The", "A", "An", "Of", "In", "On", "At", "By", "And", "But", "For", "From", "This"})


class Shape(NamedTuple):
    """A group's name as a text spells it: ``start`` and ``end`` count code points; ``short`` its letters."""

    start: int
    end: int
    name: str
    short: str


@lru_cache(maxsize=64)
def shapes_in(text: str) -> tuple[Shape, ...]:
    """Every name that has the shape of a group's, in order."""
    found: list[Shape] = []
    if _CAUSES.search(text) or _STEMS.search(text):
        for match in _SHAPES.finditer(text):
            start, name = match.start(), match.group()
            while (word := name.partition(" ")[0]) in _NO_START and word != name:
                start, name = start + len(word) + 1, name[len(word) + 1 :]
            name = name.rstrip(" \"'").removeprefix("the ")
            if (" " not in name and not name[:1].isupper()) or name.endswith(_STATE):
                continue
            short = _SHORT.match(text, match.end())
            end = match.start() + len(match.group().rstrip())
            letters = short[1] if short and _abbreviates(short[1], name) else ""
            found.append(Shape(start, end, _shown(name, letters), letters))
        for match in _GENERAL.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Shape(match.start(), match.end(), _plain(match.group()), ""))
    return tuple(sorted(found))


def _plain(words: str) -> str:
    return words.lower().removeprefix("the ")


def _shown(name: str, short: str) -> str:
    name = name.replace('"', "")
    return f"{name} ({short.upper()})" if short else name


def _abbreviates(short: str, name: str) -> bool:
    """Whether letters may stand for a name: they begin words of it ("FPM": Frente Patriótico Morazanista)."""
    letters = [c for c in short.lower() if c.isalpha()]
    firsts = {word[0].lower() for word in re.findall(r"[A-Za-z]+", name)}
    return len(letters) >= 2 and sum(c in firsts for c in letters) * 2 >= len(letters)
