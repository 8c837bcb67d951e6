"""What the words around a name say: a place, a person, a firm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.place import PlaceKind
from bot.places.candidate import Match
from bot.places.folding import fold
from bot.places.stopwords import never

_IN = frozenset(
    "in at near from outside inside across around into throughout toward towards between within through "
    "en dans près depuis vers cerca desde hacia в во на из около под возле".split()
)
_TO = frozenset("to of over on off between and or de à a del du des".split())
_DIRECTION = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern downtown upper lower nearby neighbouring neighboring "
    "mainland greater coastal rural restive war-torn".split()
)
_AREA_AFTER = frozenset(
    "province provinces district districts city cities town area region state county governorate agency airport "
    "border suburb neighbourhood neighborhood village port harbour valley tehsil division prefecture oblast "
    "peninsula capital residents police hospital university".split()
)
_KIND_AFTER = {
    "province": PlaceKind.ADMIN1,
    "governorate": PlaceKind.ADMIN1,
    "oblast": PlaceKind.ADMIN1,
    "state": PlaceKind.ADMIN1,
    "district": PlaceKind.ADMIN2,
    "county": PlaceKind.ADMIN2,
    "agency": PlaceKind.ADMIN2,
}
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady prof professor president minister premier chancellor secretary senator sen "
    "rep congressman congresswoman governor gov mayor ambassador judge justice king queen prince princess general gen "
    "colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private officer commander admiral "
    "chief constable detective inspector spokesman spokeswoman spokesperson chairman ceo director coach manager "
    "actor actress singer author pastor reverend rev father sister brother imam mullah maulana mufti sheikh sheik "
    "ayatollah pope bishop archbishop rabbi engineer journalist reporter lawyer attorney striker defender".split()
)
_AREA_OF = re.compile(
    r"\b(?:town|city|village|province|district|region|state|area|suburb|port|island|county|capital|neighbou?rhood"
    r"|outskirts|north|south|east|west|part|parts|people|residents) of(?: the)? $",
    re.IGNORECASE,
)
_SAID = frozenset("said says told added wrote testified tweeted replied insisted argued whose who".split())
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w.'’-]*[^\W_])?)(\.?[ \u00a0]|-)$")
_WORD_AFTER = re.compile(r"^(?:[ \u00a0]|-)([^\W_][\w'’-]*)")
_SENTENCE_END = re.compile(r"(?:[.!?:;]['\"”’)]*\s+|\n\s*|^['\"“‘(]*|[\"“‘(]\s?)$")
_DATELINE = re.compile(r"^\s*(?:,[^.\n]{2,40})?\s?(?:\([^)\n]{2,25}\))?\s?(?:[-–—]{1,2}|:)\s|^\s?\([A-Z][^)\n]{1,24}\)")


@dataclass(frozen=True, slots=True)
class Context:
    """``score`` > 0 speaks for a place; ``person``: it is certainly a name of somebody; ``kind``: "province"
    stands beside it; ``firm``: a capitalised word follows that is no place (Winnipeg Free Press)."""

    score: float
    person: bool
    kind: PlaceKind | None
    firm: bool = False


def look_around(match: Match, text: str, matches: Sequence[Match]) -> Context:
    """Weigh the neighbours of a match. ``matches`` are all of the text: a neighbour may be a place too."""
    before = text[max(0, match.start - 40) : match.start]
    after = text[match.end : match.end + 60]
    found = _WORD_BEFORE.search(before)
    previous = found[1] if found else ""
    found_after = _WORD_AFTER.search(after)
    following = found_after[1] if found_after else ""
    low, low_after = previous.lower().rstrip("."), following.lower()
    starts = bool(_SENTENCE_END.search(before))
    score, person = 0.0, False

    if low in _IN:
        score += 2.0
    elif low == "of" and _AREA_OF.search(before):
        score += 2.5
    elif low in _DIRECTION:
        score += 1.5
    elif low in _TO:
        score += 0.7
    elif low in _TITLES:
        score, person = score - 4.0, True
    elif previous[:1].isupper() and not starts and not _is_match_end(match.start - len(found[2]), matches):
        # "CBC Toronto", "Village Malakal": neither an abbreviation nor a common noun is a given name.
        name = not (_starts_sentence(before, found) or previous.isupper() or fold(previous) in never())
        score -= 2.0 if name else 0.5
        person = name
    if low_after in _AREA_AFTER:
        score += 1.5
    elif low_after in _SAID:
        score -= 0.7
    firm = following[:1].isupper() and not _is_match_start(match.end + 1, matches)
    if starts and _DATELINE.match(after):
        score += 2.0
    if not match.text[:1].isupper():
        score += 1.0
    return Context(score, person, _KIND_AFTER.get(low_after), firm)


def _is_match_end(at: int, matches: Sequence[Match]) -> bool:
    return any(each.end == at or each.end == at - 2 for each in matches)


def _is_match_start(at: int, matches: Sequence[Match]) -> bool:
    return any(each.start == at for each in matches)


def _starts_sentence(before: str, found: "re.Match[str]") -> bool:
    return bool(_SENTENCE_END.search(before[: found.start()]))
