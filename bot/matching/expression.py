"""Reads expressions: space is AND, ``|`` OR, ``-`` NOT, quotes a phrase, ``*`` a prefix, () and filters.

Read by hand, character by character: length, number and depth are capped, so no text takes long. Whatever is
wrong is told with the position, counted from 1 in code points of what the person typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from bot.matching.filters import FILTERS, read_filter
from bot.matching.tree import And, Filter, Node, Not, Or, Phrase, Prefix, Word, spell
from bot.matching.words import pattern
from bot.model.errors import UserError
from bot.model.subscription import Term

MAX_LENGTH = 500
MAX_PARTS = 40
MAX_DEPTH = 12
# Filters that say something of the whole subscription, so they have no place under OR or NOT.
_ALONE = ("severity", "within")
QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“", "«": "»", "「": "」"}
_SIGNS = (">=", "=>", "≥", "≤", "<=", ">", "<", "=", ":", "：")
_OPENS, _CLOSES, _BARS = "(（", ")）", "|｜"
_DASHES = "-−–—"


@dataclass(frozen=True, slots=True)
class Expression:
    """What was typed. Plain words stand in ``terms`` (all, or any of them); ``rest`` is the canonical
    spelling of what plain words can't say, and then ``terms`` is empty.
    """

    terms: tuple[Term, ...] = ()
    any_term: bool = False
    min_severity: int | None = None
    rest: str = ""
    within_km: float | None = None


def read(text: str) -> Expression:
    """Return what ``text`` asks for. Raises UserError with where it went wrong."""
    if not text.strip():
        return Expression()
    tree = _Reader(text).read()
    parts: Sequence[Node] = tree.of if isinstance(tree, And) else (tree,)
    alone = [each for each in parts if isinstance(each, Filter) and each.name in _ALONE]
    parts = [each for each in parts if each not in alone]
    for each in parts:
        _refuse_inside(each)
    lowest = max((int(each.value) for each in alone if each.name == "severity"), default=None)
    radius = max((float(each.value) for each in alone if each.name == "within"), default=None)
    if all(isinstance(each, Word | Phrase) for each in parts):
        return Expression(_terms(parts), False, lowest, within_km=radius)
    if len(parts) == 1 and isinstance(parts[0], Or):
        either = parts[0].of
        if all(isinstance(each, Word | Phrase) for each in either):
            return Expression(_terms(either), True, lowest, within_km=radius)
    rest = spell(And(tuple(parts)) if len(parts) > 1 else parts[0])
    return Expression((), False, lowest, rest, within_km=radius)


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Return the tree of a stored expression. Raises UserError."""
    return _Reader(text).read()


def _terms(nodes: Sequence[Node]) -> tuple[Term, ...]:
    terms = [Term(each.text, isinstance(each, Phrase)) for each in nodes if isinstance(each, Word | Phrase)]
    return tuple(dict.fromkeys(terms))


def _refuse_inside(node: Node) -> None:
    match node:
        case Filter(name, _) if name in _ALONE:
            raise UserError("error-filter-inside", name=name)
        case Not(of):
            _refuse_inside(of)
        case And(of) | Or(of):
            for each in of:
                _refuse_inside(each)
        case _:
            pass


class _Reader:
    """Recursive descent over one text."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise UserError("error-expression-long", limit=MAX_LENGTH)
        self._text = text
        self._at = 0
        self._parts = 0

    def read(self) -> Node:
        node = self._either(0)
        self._skip()
        if self._at < len(self._text):
            raise self._error("error-close-without-open", self._at)
        return node

    def _either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._error("error-expression-deep", self._at)
        options = [self._all(depth)]
        while self._bar():
            options.append(self._all(depth))
        return options[0] if len(options) == 1 else Or(tuple(dict.fromkeys(options)))

    def _bar(self) -> bool:
        self._skip()
        if self._peek() in _BARS and self._peek():
            self._at += 1
            return True
        return self._keyword("or")

    def _all(self, depth: int) -> Node:
        found: list[Node] = []
        while True:
            self._skip()
            char = self._peek()
            if not char or char in _CLOSES or char in _BARS or self._next_word() == "or":
                break
            if not self._keyword("and"):
                found.append(self._one(depth))
        if not found:
            raise self._error("error-expression-missing", self._at)
        return found[0] if len(found) == 1 else And(tuple(dict.fromkeys(found)))

    def _one(self, depth: int) -> Node:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise UserError("error-expression-parts", limit=MAX_PARTS)
        if depth > MAX_DEPTH:
            raise self._error("error-expression-deep", self._at)
        start, char = self._at, self._peek()
        if char in _DASHES or self._keyword("not"):
            if char in _DASHES:
                self._at += 1
            self._skip()
            if not self._peek() or self._peek() in _CLOSES or self._peek() in _BARS:
                raise self._error("error-expression-missing", start)
            return Not(self._one(depth + 1))
        if char in _OPENS:
            self._at += 1
            inner = self._either(depth + 1)
            self._skip()
            if self._peek() not in _CLOSES or not self._peek():
                raise self._error("error-open-without-close", start)
            self._at += 1
            return inner
        if char in QUOTES:
            return Phrase(self._findable(self._quoted(), start))
        return self._word()

    def _quoted(self) -> str:
        start = self._at
        closing = {QUOTES[self._text[start]], '"'}
        end = start + 1
        while end < len(self._text) and self._text[end] not in closing:
            end += 1
        if end >= len(self._text):
            raise self._error("error-quote-open", start)
        self._at = end + 1
        return " ".join(self._text[start + 1 : end].split())

    def _word(self) -> Node:
        start = self._at
        while self._at < len(self._text) and not self._ends_word(self._text[self._at]):
            self._at += 1
            if self._filter_sign(self._text[start : self._at]):
                return self._filter(self._text[start : self._at].lower(), start)
        word = self._text[start : self._at]
        name, colon, _ = word.partition(":")
        if colon and name.isalpha() and not word.lower().startswith(("http:", "https:")):
            near = get_close_matches(name.lower(), FILTERS, n=1)
            raise self._error("error-filter-unknown", start, name=name, near=near[0] if near else "kind")
        if word.endswith("*"):
            stem = word.rstrip("*")
            if len(stem) < 2 or "*" in stem:
                raise self._error("error-star", start)
            return Prefix(self._findable(stem, start))
        if "*" in word:
            raise self._error("error-star", start)
        return Word(self._findable(word, start))

    def _findable(self, text: str, start: int) -> str:
        wanted = pattern(text)
        if not wanted.stems and not wanted.part:
            raise self._error("error-word-empty", start, word=text or '""')
        return text

    def _filter_sign(self, name: str) -> bool:
        """Whether ``name`` is a filter's and its sign follows, with or without spaces."""
        if name.lower() not in FILTERS:
            return False
        following = self._text[self._at :].lstrip()
        spaced = following != self._text[self._at :]
        return following.startswith(_SIGNS[:-2] if spaced else _SIGNS)

    def _filter(self, name: str, start: int) -> Node:
        self._skip()
        sign = next(s for s in _SIGNS if self._text.startswith(s, self._at))
        self._at += len(sign)
        self._skip()
        if self._peek() in QUOTES:
            value = self._quoted()
        else:
            begin = self._at
            while self._at < len(self._text) and not self._ends_word(self._text[self._at]):
                self._at += 1
            value = self._text[begin : self._at]
        if sign in ("<", "<=", "≤"):
            raise self._error("error-filter-below", start, name=name)
        return read_filter(name, value, strict=sign == ">")

    def _ends_word(self, char: str) -> bool:
        return char.isspace() or char in _OPENS or char in _CLOSES or char in _BARS or char in QUOTES

    def _keyword(self, word: str) -> bool:
        if self._next_word() != word:
            return False
        self._at += len(word)
        return True

    def _next_word(self) -> str:
        end = self._at
        while end < len(self._text) and not self._ends_word(self._text[end]):
            end += 1
            if end - self._at > 3:
                return ""
        return self._text[self._at : end].lower()

    def _skip(self) -> None:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1

    def _peek(self) -> str:
        return self._text[self._at] if self._at < len(self._text) else ""

    def _error(self, key: str, at: int, **values: str) -> UserError:
        near = " ".join(self._text[max(0, at - 10) : at + 15].split())
        return UserError(key, at=at + 1, part=near, **values)
