"""Who claimed or is blamed for the item's own incident. A speaker is never blamed, nor is who denies it."""

import re
from collections.abc import Sequence

from bot.extraction.count_patterns import find_phrase
from bot.extraction.document import READ_AT_MOST, Document, Sentence
from bot.extraction.gated import gated, small
from bot.extraction.group_names import GroupMatch, find_groups
from bot.model.mention import Responsibility

Span = tuple[int, int]
_NEAR = 140

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
_DENIED = gated(
    "denied deny denie rejected disclaim",
    r"(?:den(?:y|ied|ies|ying)|rejected|disclaim(?:ed|s))\b[^.;]{0,60}\b(?:responsib\w*|involve\w*|"
    r"role|behind|"
    r"links?|carrying|part in)",
)
_ITSELF = re.compile(
    r"\b(?:calling itself|calls itself|known as|called|named) (?:the )?\"?"
    r"((?:[A-Z][\w'-]+(?: of| the| for)? ?){1,5})"
)

_DEED = (
    r"attack|kill|murder|kidnap|abduct|ambush|storm|bomb|detonat|seiz|raid|destroy|dynamit|burn|launch|stag|"
    r"shell|execut|assassinat|plant|hijack|behead|overr[au]n|target|struck|wound|explod|injur|"
    r"perpetrat|commit|"
    r"machine-?gun|occup|torch|loot|massacr|tortur|blast|fir(?:ed|ing)|shot|shoot|hostage|carried out|"
    r"set off|"
    r"set fire|blew up|blown up|opened fire|responsib|behind|hurled|threw|aggress|offensive|violen|terroris|"
    r"sabotag"
)
_BLAMED_BEFORE = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing)|ascribed|pinned|suspect(?:s|"
    r"ed|ing)?|"
    r"linked to|carried out by|belong(?:s|ing)? to|work of|responsib\w+ of|hands of|condemn(?:s|ed)?)\b"
    r"[^.;]{0,45}$"
)
_BY = re.compile(
    rf"\b(?:{_DEED})\w*\b[^.;]{{0,90}}\bby (?:the |a |an |some |alleged |suspected |presumed |armed |men of |"
    rf"members? (?:of|from) |group of |units? of |(?:guerrillas?|militants?|fighters?|gunmen) (?:of|from) |"
    rf"[\w-]+[ -]){{0,3}}[\"'\[(]?$"
)
_AGENT_AFTER = re.compile(rf"\W{{0,3}}(?:[\w-]+\s+){{0,4}}?(?:{_DEED})\w*\b(?! by\b)")
_REPEATED = re.compile(r"\s{0,2}[\[(\"][^\])\"]{1,60}[\])\"]")
_SPEECH_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:said|says|told|stated|added|announced|denied|condemned|warned|vowed)\b"
)
_HELD_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:is|are|was|were|be) (?:being )?(?:(?:held|considered|"
    r"believed to be) responsible|to blame|responsible for)\b"
)
_CLAIMS_AFTER = re.compile(r"\W{0,3}(?:has |have |had |also |later |often )*claim(?:ed|s|ing)?\b")
_HIT_BEFORE = re.compile(
    r"\b(?:(?:kill(?:ed|s|ing)?|arrest(?:ed|s|ing)?|captur(?:ed|es|ing)|detain(?:ed|s)|fight(?:ing|s)?|"
    r"fought|targeting|raided|neutrali[sz]ed|condemn(?:ed|s)?)\s+(?:\w+\s+){0,3}|"
    r"(?:against|on|between|at|in|into|to|for|from|with)\s+"
    # "on 10 March alleged members of ..." says when, not whom it hit
    r"(?:(?:the|a|an|some|several|two|three|alleged|suspected|so-called|armed|members|group|units?|of|"
    r"an?other|other)\s+){0,3})$"
)
_HIT_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:was|were|been|have been|had been|has been)\s+(?:\w+\s+){0,2}?"
    r"(?:killed|arrested|captured|wounded|injured|detained|kidnapped|attacked|shot)\b"
)


def claim_in(text: str, lang: str = "en") -> tuple[bool, str | None, Span] | None:
    """(claimed, by, where) when a sentence says that a group, or nobody, claimed its incident."""
    if lang != "en":
        return _phrase_claim(text, lang)
    low = small(text)
    match = _UNCLAIMED.search(low)
    if match:
        return False, None, match.span()
    match = _CLAIMED.search(low)
    groups = find_groups(text) if match else ()
    if match is None and (match := _SAID_SO.search(low)):
        groups = find_groups(text)
        if not groups:
            return None
    if match is None or _OLDER.search(low, match.start(), match.end() + 12) or _DENIED.search(low):
        return None
    # "X, a group linked to Y, has claimed": Y only tells more of X
    claimers = [group for group in groups if not _BESIDE.search(low, 0, group.start)] or groups
    nearest = min(claimers, key=lambda group: abs(group.start - match.start()), default=None)
    unknown = _ITSELF.search(text) if nearest is None else None
    by = nearest.name if nearest else unknown[1].strip() if unknown else None
    return True, by, match.span()


def read_responsibility(
    document: Document, own: Sequence[Sentence]
) -> tuple[Responsibility, tuple[str, ...]]:
    """Who claimed the item's own incident, and which groups are blamed for it: no speakers, no deniers."""
    claimed: bool | None = None
    by: str | None = None
    blamed: dict[str, None] = {}
    denied: set[str] = set()
    for sentence in own:
        found = claim_in(sentence.text, document.lang)
        if found and found[0]:
            claimed, by = True, by or found[1]
        elif found:
            claimed = claimed or False
            continue
        if document.lang == "en":
            for group, done in blame_in(sentence.text):
                if _is_only_a_creed(sentence.text, group, document):
                    continue
                if done:
                    blamed[group.name] = None
                else:
                    denied.add(group.name)
    names = tuple(name for name in blamed if name not in denied and name != by)
    return Responsibility(claimed, by), names


def _is_only_a_creed(text: str, group: GroupMatch, document: Document) -> bool:
    """ "Maoist" alone is India's group, unless the text names another one, which it then describes."""
    if not text[group.start : group.end].lower().startswith("maoist"):
        return False
    return any(other.name != group.name for other in find_groups(document.text[:READ_AT_MOST]))


def blame_in(text: str) -> list[tuple[GroupMatch, bool]]:
    """Groups that an English sentence blames (True) or that deny it (False); others are only spoken of."""
    groups = find_groups(text)
    if not groups:
        return []
    low = small(text)
    found: list[tuple[GroupMatch, bool]] = []
    for group in groups:
        before = low[max(0, group.start - _NEAR) : group.start]
        repeated = _REPEATED.match(low, group.end)
        after = low[repeated.end() if repeated else group.end :][:80]
        if _DENIED.search(after):
            found.append((group, False))
        elif _HIT_AFTER.match(after) or _SPEECH_AFTER.match(after) or _CLAIMS_AFTER.match(after):
            continue
        elif (
            _BLAMED_BEFORE.search(before)
            or _HELD_AFTER.match(after)
            or _BY.search(before)
            or (_AGENT_AFTER.match(after) and not _HIT_BEFORE.search(before))
        ):
            found.append((group, True))
    return found


def _phrase_claim(text: str, lang: str) -> tuple[bool, str | None, Span] | None:
    span = find_phrase(text, lang, "responsibility", "nobody")
    if span:
        return False, None, span
    span = find_phrase(text, lang, "responsibility", "claimed")
    groups = find_groups(text) if span else ()
    return (True, groups[0].name, span) if span and groups else None


__all__ = ["GroupMatch", "blame_in", "claim_in", "find_groups", "read_responsibility"]
