"""Text as Telegram counts it: cleaning what feeds bring, counting UTF-16 units, cutting at graphemes."""

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
_FSI, _PDI = "\u2068", "\u2069"
_OPENS = frozenset("\u2066\u2067\u2068")

# Control characters but the newline, lone surrogates, bidi overrides and embeddings, invisible marks, tags.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2065\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_SPACE = re.compile(r"[\s\u2028\u2029\u115f\u1160\u3164\uffa0\u2800]+")
# Joiners belong between letters (Persian, Urdu, emoji); anywhere else they only hide.
_STRAY_JOINER = re.compile(
    r"(?:(?<=\s)|^)[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_MARKS_IN_A_ROW = 4


def utf16_len(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def clean(text: str) -> str:
    """Return foreign text as one line of visible characters in reading order: nothing hidden or turned."""
    text = _SPACE.sub(" ", text)
    text = _ISOLATES.sub("", _UNPRINTABLE.sub("", text))
    text = _few_marks(_STRAY_JOINER.sub("", text))
    return _SPACE.sub(" ", text).strip()


def printable(text: str) -> str:
    """Return our own text without what no message may hold; newlines stay, isolates stay in pairs."""
    return _paired(_UNPRINTABLE.sub("", text.replace("\t", " ").replace("\r", "")))


def graphemes(text: str) -> Iterator[str]:
    """Yield what a reader sees as single characters: marks, emoji sequences and flags stay whole."""
    start = 0
    for at in range(1, len(text)):
        if not _joins(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def cut(text: str, limit: int) -> str:
    """Return ``text`` within ``limit`` UTF-16 units, ending in "…" if anything was left out."""
    if utf16_len(text) <= limit:
        return text
    room = limit - 1
    kept: list[str] = []
    open_isolates = 0
    for each in graphemes(text):
        opens = sum(char in _OPENS for char in each) - each.count(_PDI)
        size = utf16_len(each)
        if size + max(0, open_isolates + opens) > room:
            break
        kept.append(each)
        open_isolates = max(0, open_isolates + opens)
        room -= size
    if limit < 1:
        return ""
    return "".join(kept).rstrip() + _PDI * open_isolates + ELLIPSIS


def isolate(text: str) -> str:
    """Return foreign text that can't change the direction of what stands around it."""
    return f"{_FSI}{text}{_PDI}" if text and not text.isascii() and _has_rtl(text) else text


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _joins(text: str, start: int, at: int) -> bool:
    char, before = text[at], text[at - 1]
    if char in "\u200c\u200d" or unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if before == "\u200d":
        return unicodedata.category(char) == "So"
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return at - start == 1 and "\U0001f1e6" <= before <= "\U0001f1ff"
    # Hangul jamo: vowels and final consonants join what they follow.
    return "\u1160" <= char <= "\u11ff" and "\u1100" <= before <= "\u11ff"


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def _paired(text: str) -> str:
    if not _ISOLATES.search(text):
        return text
    lines = []
    for line in text.split("\n"):
        kept: list[str] = []
        depth = 0
        for char in line:
            if char == _PDI:
                if not depth:
                    continue
                depth -= 1
            elif char in _OPENS:
                depth += 1
            kept.append(char)
        lines.append("".join(kept) + _PDI * depth)
    return "\n".join(lines)
