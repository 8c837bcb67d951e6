"""Who claimed or is blamed for the item's own incident. A speaker is never blamed, nor is who denies it."""

import re
from collections.abc import Sequence

from bot.extraction.blame import Blame, Names, blame_in, how_of, names_in, organisations_in
from bot.extraction.blame_words import DENIED
from bot.extraction.count_patterns import find_phrase
from bot.extraction.document import READ_AT_MOST, Document, Sentence
from bot.extraction.forces import forces_in
from bot.extraction.gated import gated, small
from bot.extraction.group_names import GroupMatch, find_groups
from bot.model.mention import Responsibility

Span = tuple[int, int]

_UNCLAIMED = gated(
    "claim responsib unclaimed credit",
    r"(?:no|without any|without)\b[^.;]{0,40}\bclaims? of responsibility|no immediate claim|unclaimed|"
    r"(?:no (?:one|group|organi[sz]ation|militant|armed|party|other|individual|faction)|nobody|none)\b"
    r"[^.;]{0,60}\b(?:claimed|claims?|claiming|taken|took|accepted)|"
    r"(?:not|never)\b[^.;]{0,30}\b(?:been )?claimed",
)
_CLAIMED = gated(
    "responsib credit",
    r"(?:claim(?:ed|s|ing)?|took|takes|taken|taking|accept(?:ed|s|ing)|acknowledged|assum(?:ed|es))\b"
    r"[^.;]{0,30}\b(?:responsibility|credit)|responsibility\b[^.;]{0,60}\bclaimed",
)
# Without the word "responsibility" only a group can be meant.
_SAID_SO = gated(
    "claim carried behind fighters",
    r"claimed by|claim(?:ed|s)? (?:the |that |it |its |this |\w+ ){0,3}(?:attack|bombing|blast|killing|"
    r"shooting|raid|assault|ambush|kidnapping|strike)s?|said (?:it|its|"
    r"they)\b[^.;]{0,30}\b(?:carried out|was behind|"
    r"were behind|had carried out|fighters had|fighters carried)",
)
_BESIDE = re.compile(
    r"\b(?:linked|links|loyal|allied|affiliated|close|ties|rivals?|splinter|faction|wing)(?: (?:to|with|of))"
    r" (?:the )?[\"']?$"
)
_OLDER = re.compile(
    r"\b(?:previous|previously|earlier|similar|past|several|many|other|often|string of|numerous)\b"
)
_ITSELF = re.compile(
    r"\b(?:calling itself|calls itself|known as|called|named) (?:the )?\"?"
    r"((?:[A-Z][\w'-]+(?: of| the| for)? ?){1,5})"
)
_WONT = re.compile(
    r"\b(?:often|regularly|repeatedly|frequently|routinely|previous(?:ly)?|numerous|dozens of|a number of|"
    r"(?:in|over|for) (?:the )?(?:recent|past|last) (?:\w+ )?(?:years|months|weeks|decades?)|in the past|"
    r"ha(?:s|ve) (?:also |long |since )?(?:carried out|claimed|attacked|staged|targeted|killed|been|waged|"
    r"fought|kidnapped|bombed|launched|struck))\b"
)
_FIGHTERS = re.compile(
    r"(?<!unidentified )(?<!unknown )\b(?:guerrillas?|guerillas?|rebels?|insurgents?|(?<=the )militants)\b"
)


def claim_in(text: str, lang: str = "en", names: Names = ()) -> tuple[bool, str | None, Span] | None:
    """(claimed, by, where) when a sentence says that a group, or nobody, claimed its incident."""
    if lang != "en":
        return _phrase_claim(text, lang)
    low = small(text)
    match = _UNCLAIMED.search(low)
    if match:
        return False, None, match.span()
    match = _CLAIMED.search(low)
    groups = organisations_in(text, names) if match else ()
    if match is None and (match := _SAID_SO.search(low)):
        groups = organisations_in(text, names)
        if not groups:
            return None
    if match is None or _OLDER.search(low, match.start(), match.end() + 12) or DENIED.search(low):
        return None
    if not groups and _CLAIMED.search(low):
        groups = tuple(GroupMatch(*force) for force in forces_in(text))
    # "X, a group linked to Y, has claimed": Y only tells more of X
    claimers = [group for group in groups if not _BESIDE.search(low, 0, group.start)] or groups
    nearest = min(claimers, key=lambda group: abs(group.start - match.start()), default=None)
    unknown = _ITSELF.search(text) if nearest is None else None
    by = nearest.name if nearest else unknown[1].strip() if unknown else None
    return True, by, match.span()


def read_responsibility(
    document: Document,
    own: Sequence[Sentence],
    around: Sequence[Sentence] = (),
    told: Sequence[Sentence] = (),
) -> tuple[Responsibility, tuple[str, ...]]:
    """Who claimed the item's own incident, and which groups are blamed for it: no speakers, no deniers.

    ``around``: free sentences beside the incident's own. ``told``: all of the document that is no
    background; who "the rebels" are may be said anywhere in it.
    """
    claimed: bool | None = None
    by: str | None = None
    blamed: dict[str, None] = {}
    denied: set[str] = set()
    names = names_in(document.text[:READ_AT_MOST]) if document.lang == "en" else ()
    for sentence in (*own, *around):
        found = claim_in(sentence.text, document.lang, names)
        if found and found[0]:
            claimed, by = True, by or found[1]
        elif found:
            claimed = claimed or False
        if document.lang == "en":
            for blame in blame_in(sentence.text, names):
                if blame.how == "denied":
                    denied.add(blame.group.name)
                elif blame.how != "blamed" and ((found and not found[0]) or _is_habit(sentence, own)):
                    continue  # "nobody claimed the attack, though X has struck there"
                elif is_blamed(blame) and not _is_only_a_creed(sentence.text, blame.group, document):
                    blamed[blame.group.name] = None
    if not (blamed or denied or document.lang != "en") and claimed is None:
        blamed = dict.fromkeys(_whose_fighters(own, (*own, *told), names))
    left = tuple(name for name in blamed if name not in denied and name != by)
    return Responsibility(claimed, by), left


def _whose_fighters(own: Sequence[Sentence], told: Sequence[Sentence], names: Names) -> tuple[str, ...]:
    """ "The rebels attacked" means the one group that the same report names, if it names but one."""
    if not any(_do_it(sentence.text) for sentence in own):
        return ()
    named = {one.name for sentence in told for one in organisations_in(sentence.text, names)}
    return tuple(named) if len(named) == 1 else ()


def _do_it(text: str) -> bool:
    low = small(text)
    return any(how_of(low, GroupMatch(*match.span(), "")) == "did" for match in _FIGHTERS.finditer(low))


def is_blamed(blame: Blame) -> bool:
    """A state force that does a deed is its perpetrator; it is blamed where somebody says that it did."""
    return blame.how == "blamed" or (blame.how == "did" and not blame.force)


def _is_habit(sentence: Sentence, own: Sequence[Sentence]) -> bool:
    """Whether a sentence beside the incident's own tells what a group is wont to do."""
    return sentence not in own and _WONT.search(sentence.text) is not None


def _is_only_a_creed(text: str, group: GroupMatch, document: Document) -> bool:
    """ "Maoist" alone is India's group, unless the text names another one, which it then describes."""
    if not text[group.start : group.end].lower().startswith("maoist"):
        return False
    return any(other.name != group.name for other in find_groups(document.text[:READ_AT_MOST]))


def _phrase_claim(text: str, lang: str) -> tuple[bool, str | None, Span] | None:
    span = find_phrase(text, lang, "responsibility", "nobody")
    if span:
        return False, None, span
    span = find_phrase(text, lang, "responsibility", "claimed")
    groups = find_groups(text) if span else ()
    return (True, groups[0].name, span) if span and groups else None


__all__ = ["GroupMatch", "claim_in", "find_groups", "read_responsibility"]
