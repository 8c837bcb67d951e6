"""Around one word of harm: is who stands before it the doer or hit, is one person meant, who else was hit."""

from bot.extraction.clause import Clause
from bot.extraction.person_phrases import People

_SELVES = frozenset(["himself", "herself", "themselves"])
DIES = frozenset(["died", "dies", "dead", "perished", "succumbed"])
# What is done to persons alone, so that whatever "was" so was one.
_OF_PERSONS = frozenset(
    ["murdered", "assassinated", "beheaded", "executed", "shot_dead", "gunned_down", "shot_to_death",
     "stabbed_to_death", "beaten_to_death", "hacked_to_death", "strangled", "lynched", "fatally_shot",
     "shot_and_killed", "fatally_stabbed"]
)  # fmt: skip
_SINGULAR = frozenset(["was", "is", "has"])
_BEFORE_VERB = frozenset(
    ["was", "is", "has", "had", "been", "being", "then", "later", "also", "reportedly", "apparently",
     "brutally", "immediately", "subsequently", "found", "himself", "herself", "finally", "first",
     "eventually"]
)  # fmt: skip
_FAR = 18


def shoots(clause: Clause, k: int) -> bool:
    """ "the police shot in the air", "shot him", "shot himself": who stands before fired."""
    after = clause.low(k + 1)
    if after in _SELVES:
        return True
    aimed = after in ("him", "her", "them", "into") or clause.lows(k + 1, k + 4) == [
        "in",
        "the",
        "air",
    ]
    return aimed and not clause.is_passive(k)


def heads_next(clause: Clause, k: int, after: tuple[People, ...]) -> bool:
    """ "2 killed 3 injured": the second number belongs to the second word."""
    if not (after[0].numbered and after[0].j - after[0].i <= 2 and clause.harm_follows(after[-1].j)):
        return False
    return any(person.numbered and person.j == k for person in clause.people)


def along(clause: Clause, k: int) -> tuple[People, ...]:
    """ "was killed near her home, along with two of her guards"."""
    for m in range(k + 1, min(k + _FAR, len(clause.tokens))):
        low = clause.low(m)
        if low in (";", ":", "and") or low in clause.words.predicates:
            break
        if low in ("along", "together") and clause.low(m + 1) == "with":
            return clause.after(m + 2)
    return ()


def hits_something(clause: Clause, k: int) -> bool:
    """ "gunmen killed the plan": whoever stands before did it, and whom it hit we do not know."""
    if clause.titled or clause.is_passive(k):
        return False
    after = clause.low(k + 1)
    return after in clause.words.any_of("determiners") or after == "the" or clause.is_name(k + 1)


def is_one(clause: Clause, k: int, name: str) -> bool:
    """ "she was murdered", "the candidate … was found dead", "where he died"."""
    low = clause.low(k)
    m = k - 1
    while m >= 0 and clause.low(m) in _BEFORE_VERB:
        m -= 1
    subject = clause.low(m)
    if low == "dead" and "found" in clause.lows(m + 1, k) and "was" in clause.lows(m + 1, k):
        return True
    if low in DIES:
        return subject in ("he", "she") and (m == k - 1 or low == "dead")
    if not _SINGULAR.intersection(clause.lows(m + 1, k)):
        return False
    if subject in ("he", "she"):
        return name in ("killed", "injured")
    return low in _OF_PERSONS and subject not in ("it", "this", "that", "which", "they")
