"""Armed groups by all their names: "BLA" is the Baloch Liberation Army. Every group has one neutral name."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.model.groups import armed_groups

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
    for name, aliases in armed_groups().items():
        for alias in aliases:
            words = tuple(word.lower() for word in _WORD.findall(alias) if not _is_han(word))
            if words:
                acronym = alias.isupper() and len(alias) <= 8
                found.setdefault(words[0], []).append((words, name, acronym))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"


@lru_cache(maxsize=256)
def find_groups(text: str) -> tuple[GroupMatch, ...]:
    """Every armed group that a text names, in order, longest name first."""
    names = _names()
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    shouting = text.isupper() and text.isascii()
    found = (
        []
        if text.isascii()
        else [
            GroupMatch(at, at + len(alias), name) for alias, name in _han() if (at := text.find(alias)) >= 0
        ]
    )
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
        (alias, name) for name, aliases in armed_groups().items() for alias in aliases if _is_han(alias)
    )


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
