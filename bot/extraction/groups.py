"""Armed groups, and who claimed, denied or is blamed for the item's own incident. A speaker is never blamed."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.extraction.count_patterns import find_phrase
from bot.extraction.document import Document, Sentence
from bot.extraction.fact_words import lexicon_table
from bot.model.mention import Responsibility

_WORD = re.compile(r"\w+(?:'\w+)?")
_PUNCTUATION = re.compile(r"[\s\-/().'’]+")


class GroupMatch(NamedTuple):
    """A group named in a text: ``start`` and ``end`` count code points; ``name`` is the neutral one."""

    start: int
    end: int
    name: str


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """First word → (words, canonical name, is an acronym), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for name, aliases in lexicon_table("groups").items():
        for alias in (name, *aliases.split(";")):
            alias = alias.strip()
            words = tuple(word.lower() for word in _WORD.findall(alias))
            if words:
                acronym = alias.isupper() and len(alias) <= 8
                found.setdefault(words[0], []).append((words, name, acronym))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


@lru_cache(maxsize=256)
def find_groups(text: str) -> tuple[GroupMatch, ...]:
    """Every armed group that a text names, in order, longest name first."""
    names = _names()
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    shouting = text.isupper() and text.isascii()
    found = [GroupMatch(at, at + len(alias), name) for alias, name in _han() if (at := text.find(alias)) >= 0]
    i = 0
    while i < len(words):
        low = words[i][2].lower()
        low = low[:-2] if low.endswith("'s") else low
        for parts, name, acronym in names.get(low, ()):
            if _fits(words, i, parts, acronym, shouting):
                end = words[i + len(parts) - 1]
                cut = end[1] - 2 if end[2].lower().endswith("'s") else end[1]
                found.append(GroupMatch(words[i][0], cut, name))
                i += len(parts) - 1
                break
        i += 1
    return tuple(sorted(found))


@cache
def _han() -> tuple[tuple[str, str], ...]:
    """Names in Chinese, which has no spaces to find words by."""
    return tuple(
        (alias.strip(), name)
        for name, aliases in lexicon_table("groups").items()
        for alias in aliases.split(";")
        if alias.strip() and "\u4e00" <= alias.strip()[0] <= "\u9fff"
    )


def _by_phrases(lang: str, own: Sequence[Sentence]) -> tuple[Responsibility, tuple[str, ...]]:
    """Responsibility in a language that is read by lexicon alone: claimed, or by nobody; nobody is blamed."""
    for sentence in own:
        if find_phrase(sentence.text, lang, "responsibility", "nobody"):
            return Responsibility(False), ()
        if find_phrase(sentence.text, lang, "responsibility", "claimed"):
            groups = find_groups(sentence.text)
            if groups:
                return Responsibility(True, groups[0].name), ()
    return Responsibility(), ()


def _fits(
    words: Sequence[tuple[int, int, str]], i: int, parts: tuple[str, ...], acronym: bool, shouting: bool
) -> bool:
    if i + len(parts) > len(words):
        return False
    for k, part in enumerate(parts):
        word = words[i + k][2].lower()
        if word != part and word.removesuffix("'s") != part:
            return False
    first = words[i][2]
    if acronym:
        own = first.removesuffix("'s")
        return not shouting and (own.isupper() or (len(own) >= 3 and own[0].isupper()))
    return first[0].isupper() or len(parts) > 1 or not first.isascii()


_UNCLAIMED = re.compile(
    r"\b(?:no|without any|without)\b[^.;]{0,40}\bclaims? of responsibility\b"
    r"|\b(?:no (?:one|group|organi[sz]ation|militant|armed|party|other|individual|faction)|nobody|none)\b[^.;]{0,60}\b(?:claimed|claiming|taken|took|accepted)\b"
    r"|\b(?:not|n't|never)\b[^.;]{0,30}\b(?:been )?claimed\b|\bunclaimed\b|\bno immediate claim\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:claim(?:ed|s|ing)?|took|takes|taken|taking|accept(?:ed|s|ing)|acknowledged|assum(?:ed|es))\b[^.;]{0,30}\b(?:responsibility|credit)\b"
    r"|\bresponsibility\b[^.;]{0,60}\bclaimed\b|\bclaimed by\b"
    r"|\bclaim(?:ed|s)?\b[^.;]{0,20}\b(?:attack|bombing|blast|killing|shooting|raid|assault|ambush|kidnapping)\b"
    r"|\bsaid (?:it|its|they)\b[^.;]{0,30}\b(?:carried out|was behind|were behind|had carried out|fighters had)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|rejected|disclaim(?:ed|s))\b[^.;]{0,60}\b(?:responsib|involve|role|behind|link|carrying|part in)",
    re.IGNORECASE,
)
_DEED = (
    r"attack|kill|murder|kidnap|abduct|ambush|storm|bomb|detonat|seiz|raid|destroy|dynamit|burn|launch|stag|shell|execut|assassinat|plant|"
    r"hijack|behead|overr[au]n|target|struck|wound|explod|injur|perpetrat|commit|machine-?gun|occup|torch|loot|massacr|tortur|blast|fir(?:ed|ing)|"
    r"shot|shoot|hostage|carried out|set off|set fire|blew up|blown up|opened fire|responsib|behind|hurled|threw|aggress|offensive|violen|terroris|sabotag"
)
_BLAMED_BEFORE = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing)|ascribed|pinned|suspect(?:s|ed|ing)?|linked to|carried out by|"
    r"belong(?:s|ing)? to|work of|responsib\w+ of|hands of|condemn(?:s|ed)?)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:{_DEED})\w*\b[^.;]{{0,90}}\bby (?:the |a |an |some |alleged |suspected |presumed |armed |men of |members? of |group of |units? of |guerrillas? of |militants? of |"
    rf"militants? from |members? from |fighters? (?:of|from) |gunmen (?:of|from) |\d+ |\w+ ){{0,3}}[\"'\[(]?$",
    re.IGNORECASE,
)
_AGENT_AFTER = re.compile(rf"^\W{{0,3}}(?:[\w-]+\s+){{0,4}}?(?:{_DEED})\w*\b(?! by\b)", re.IGNORECASE)
_REPEATED = re.compile(r"^\s{0,2}[\[(\"][^\])\"]{1,60}[\])\"]")
_SPEECH_AFTER = re.compile(
    r"^\W{0,3}(?:\w+\s+){0,3}?(?:said|says|told|stated|added|announced|denied|condemned|warned|vowed)\b",
    re.IGNORECASE,
)
_HIT_BEFORE = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|against|on|between|at|in|into|to|for|from|arrest(?:ed|s|ing)?|captur(?:ed|es|ing)|detain(?:ed|s)|fight(?:ing|s)?|fought|with|targeting|raided|neutrali[sz]ed|condemn(?:ed|s)?)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_HIT_AFTER = re.compile(
    r"^\W{0,3}(?:\w+\s+){0,3}?(?:was|were|been|have been|had been|has been)\s+(?:\w+\s+){0,2}?(?:killed|arrested|captured|wounded|injured|detained|kidnapped|attacked|shot)\b",
    re.IGNORECASE,
)


def read_responsibility(
    document: Document, own: Sequence[Sentence]
) -> tuple[Responsibility, tuple[str, ...]]:
    """Who claimed the item's own incident, and which groups are blamed for it (never speakers, never deniers)."""
    if document.lang != "en":
        return _by_phrases(document.lang, own)
    claimed: bool | None = None
    by: str | None = None
    blamed: dict[str, None] = {}
    denied: set[str] = set()
    for sentence in own:
        text = sentence.text
        groups = find_groups(text)
        if _UNCLAIMED.search(text):
            claimed = False if claimed is None else claimed
            continue
        match = _CLAIMED.search(text)
        if match and not _DENIED.search(text):
            nearest = min(groups, key=lambda group: abs(group.start - match.start()), default=None)
            claimed, by = True, by or (nearest.name if nearest else None)
        for group in groups:
            before, after = text[max(0, group.start - 140) : group.start], text[group.end : group.end + 140]
            repeated = _REPEATED.match(after)
            after = after[repeated.end() if repeated else 0 :][:80]
            if _DENIED.search(after):
                denied.add(group.name)
            elif _HIT_AFTER.search(after) or _SPEECH_AFTER.search(after):
                continue
            elif (
                _BLAMED_BEFORE.search(before)
                or _BY.search(before)
                or (_AGENT_AFTER.search(after) and not _HIT_BEFORE.search(before))
            ):
                blamed[group.name] = None
    for name in denied:
        blamed.pop(name, None)
    if by:
        blamed.pop(by, None)
    return Responsibility(claimed, by), tuple(blamed)
