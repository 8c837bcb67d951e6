"""Cuts what was typed into places and expression, by punctuation alone (no gazetteer)."""

from dataclasses import dataclass

from bot.matching.expression import QUOTES
from bot.matching.filters import FILTERS

_COLONS = ":："
_COMMAS = ",，、؛،;"
_OPERATORS = "()（）|｜-−–—"
_WORLD = ("anywhere", "everywhere", "worldwide")


@dataclass(frozen=True, slots=True)
class Segments:
    """``places`` are names; ``mixed`` begins with a place, or with none, and goes on as expression (None
    where a colon told them apart); ``world``: no place is meant.
    """

    places: tuple[str, ...] = ()
    expression: str = ""
    mixed: str | None = None
    world: bool = False


def cut_segments(text: str) -> Segments:
    """Return the segments of ``text`` (one line, not empty)."""
    first = min((text.find(colon) for colon in _COLONS if colon in text), default=len(text))
    if text[:first].strip().lower() in _WORLD:
        return Segments(world=True, expression=text[first + 1 :].strip())
    if begins_expression(text):
        return Segments(world=True, expression=text)
    colon = _colon(text)
    if colon >= 0:
        return Segments(_names(text[:colon]), text[colon + 1 :].strip())
    *places, last = _at_commas(text)
    names = tuple(name for name in places if name)
    return Segments(names, mixed=last) if last else Segments(names)


def begins_expression(text: str) -> bool:
    """Whether ``text`` starts with a quote, a parenthesis, "-" or a filter."""
    return not text or text[0] in QUOTES or text[0] in _OPERATORS or _is_filter(text)


def lead_words(text: str) -> list[str]:
    """Return the words before the first that can only belong to an expression."""
    words: list[str] = []
    at = 0
    for word in text.split(" "):
        if begins_expression(text[at:]) or word.endswith("*"):
            break
        stop = next((n for n, char in enumerate(word) if char in QUOTES or char in "()（）|｜"), None)
        if stop is not None:
            words += [word[:stop]] if stop else []
            break
        words.append(word)
        at += len(word) + 1
    return words


def _is_filter(text: str) -> bool:
    low = text.lower()
    for name in FILTERS:
        if low.startswith(name):
            rest = low[len(name) :]
            if rest[:1] in (":", "：") or rest.lstrip()[:1] in (">", "<", "=", "≥", "≤"):
                return True
    return False


def _colon(text: str) -> int:
    """Where the first colon stands that is outside quotes and followed by a space (or nothing), or -1.

    One that ends a filter's name ("kind: bombing") is not it.
    """
    closing = ""
    for at, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char in QUOTES:
            closing = QUOTES[char]
        elif char in _COLONS and (char == "：" or text[at + 1 : at + 2] in ("", " ")):
            word = text[:at].rpartition(" ")[2].lower()
            if word not in FILTERS:
                return at
    return -1


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in _at_commas(text) if name)


def _at_commas(text: str) -> list[str]:
    """Split at commas outside quotes and parentheses."""
    parts: list[str] = []
    closing, depth, start = "", 0, 0
    for at, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char in QUOTES:
            closing = QUOTES[char]
        elif char in "(（":
            depth += 1
        elif char in ")）":
            depth -= 1
        elif char in _COMMAS and depth <= 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]
