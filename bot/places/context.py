"""What the words around a name say: a place, a person, a firm."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.model.place import PlaceKind
from bot.places.candidate import Match
from bot.places.folding import fold
from bot.places.stopwords import never, people

_PATH = Path(__file__).with_name("context.toml")
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w.'’-]*[^\W_])?)(\.?[ \u00a0]|-)$")
_WORD_AFTER = re.compile(r"^(?:[ \u00a0]|-)([^\W_][\w'’-]*)")
_SENTENCE_END = re.compile(r"(?:[.!?:;]['\"”’)]*\s+|\n\s*|^['\"“‘(]*|[\"“‘(]\s?)$")
# "between San Diego and Mora streets", "the centre of Sarmiento and Lavalle avenues"
_STREETS = re.compile(r"^(?: and (?:[A-Z][\w.'’-]* ){1,3}| )(?:[Ss]treets|[Aa]venues)\b")
_OTHER_STREET = re.compile(r"\band $")
_DATELINE = re.compile(
    r"^\s*(?:,[^.\n]{2,40})?\s?(?:\([^)\n]{2,25}\))?\s?(?:[-–—]{1,2}|:)\s|^\s?\([A-Z][^)\n]{1,24}\)"
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads(_PATH.read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items() if name != "kind"}


@cache
def _kinds() -> dict[str, PlaceKind]:
    return {word: PlaceKind(kind) for word, kind in tomllib.loads(_PATH.read_text("utf-8"))["kind"].items()}


@cache
def _area_of() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(_lists()['area_of']))}) of(?: the)? $", re.IGNORECASE)


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
    of = _area_of().search(before) if low in ("of", "the") else None
    lists = _lists()
    score, person = 0.0, False

    if low in lists["inside"]:
        score += 2.0
    elif of:
        score += 2.5
    elif low in lists["bearer"] and match.text[:1].isupper():
        score -= 4.0
    elif previous == "New":
        score -= 6.0  # "New England" is not England
    elif low in lists["direction"]:
        score += 1.5
    elif low in lists["toward"]:
        score += 0.7
    elif low in lists["title"]:
        score, person = score - 4.0, True
    elif (
        found
        and previous[:1].isupper()
        and not starts
        and not _is_match_end(match.start - len(found[2]), matches)
    ):
        # "CBC Toronto", "Village Malakal": neither an abbreviation nor a common noun is a given name.
        name = not (_starts_sentence(before, found) or previous.isupper() or fold(previous) in never())
        score -= 2.0 if name else 0.5
        person = name
    if (streets := _STREETS.match(after)) and (" and " in streets[0] or _OTHER_STREET.search(before)):
        score -= 4.0
    if low_after in lists["other"] and following[:1].isupper():
        score -= 6.0
    elif low_after in lists["area"]:
        score += 1.5
    elif low_after in lists["said"]:
        score -= 0.7
    firm = following[:1].isupper() and not _is_match_start(match.end + 1, matches)
    if starts and _DATELINE.match(after):
        score += 2.0
    if not match.text[:1].isupper():
        score += 1.0
    kind = _kinds().get(low_after) or (_kinds().get(of[1].lower()) if of else None)
    return Context(score, person, kind, firm)


def _is_match_end(at: int, matches: Sequence[Match]) -> bool:
    # "Hamid" is a place too, but before another name it is a given name.
    return any(each.end in (at, at - 2) and fold(each.text) not in people() for each in matches)


def _is_match_start(at: int, matches: Sequence[Match]) -> bool:
    return any(each.start == at for each in matches)


def _starts_sentence(before: str, found: "re.Match[str]") -> bool:
    return bool(_SENTENCE_END.search(before[: found.start()]))
