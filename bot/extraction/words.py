"""Words with their places, and phrases looked for among them.

Phrases of a lexicon are lists of words; a text is walked once, and at every word the longest phrase that
begins there is taken. That is what keeps "heart attack" from being read as an attack: it is a longer phrase
with no meaning. Han characters are words of their own, so Chinese needs no other way. No pattern of a
lexicon becomes a regular expression, so none can run away.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|'s\b|[㐀-鿿぀-ヿ]|[^\W\d_㐀-鿿぀-ヿ]+(?:'(?!s\b)[^\W\d_㐀-鿿]+)?|[^\w\s-]|\w"
)
_MARKS = re.compile(r"[\u064B-\u065F\u0670\u0640]")
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ك": "ک", "ي": "ی", "ة": "ہ", "ه": "ہ", "ھ": "ہ"}
)
_PART = re.compile(r"(?:[^\s{}]|\{[^{}]*\})+")
_BRACES = re.compile(r"\{([^{}]*)\}")
_WORDS_KEPT = 20_000
WILD = "*"
NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: folded, as written, and where each starts and ends in it."""

    folded: tuple[str, ...]
    raw: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words [first, last) and the tags the lexicon gives it."""

    first: int
    last: int
    tags: tuple[str, ...]


@lru_cache(maxsize=512)
def words_of(text: str) -> Words:
    """Split a text into words, numbers and punctuation. Hyphens part words and are dropped."""
    found = list(_WORD.finditer(text))
    raw = [match[0] for match in found]
    spans = [match.span() for match in found]
    folded = map(str.lower if text.isascii() else fold, raw)
    return Words(tuple(folded), tuple(raw), tuple([s for s, _ in spans]), tuple([e for _, e in spans]))


def fold(word: str) -> str:
    """Lower case without accents; letters that Arabic-script languages share are written one way."""
    if word.isascii():
        return word.lower()
    if word >= "\u0600" and any("\u0600" <= c <= "\u06ff" for c in word):
        return _MARKS.sub("", word).translate(_ARABIC) or word
    decomposed = unicodedata.normalize("NFKD", word.lower())
    if any("\u0400" <= c <= "\u04ff" for c in word):
        return word.lower().replace("ё", "е")
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def expand(phrase: str) -> Iterable[str]:
    """Write out the braces: "open{s,ed} fire" gives "opens fire" and "opened fire"."""
    match = _BRACES.search(phrase)
    if match is None:
        yield phrase
        return
    for choice in match[1].split(","):
        yield from expand(phrase[: match.start()] + choice.strip() + phrase[match.end() :])


class _Step:
    """One place of a phrase: the words that may stand there."""

    __slots__ = ("loose", "prefixes", "words")

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        self.words = frozenset(word for word in words if not word.endswith(WILD))
        # A star alone is any word.
        self.prefixes = tuple(word[:-1] for word in words if word.endswith(WILD))
        self.loose = bool(self.prefixes) or NUMBER in self.words

    def takes(self, word: str) -> bool:
        return (
            word in self.words
            or (bool(self.prefixes) and word.startswith(self.prefixes))
            or (NUMBER in self.words and word[0].isdigit())
        )


_Rest = tuple[tuple[_Step, ...], str]


class _Starts:
    """The phrases that begin with one word, by the word that comes next.

    Common words begin hundreds of phrases, and what comes next fits few of them.
    """

    __slots__ = ("_alone", "_loose", "_next")

    def __init__(self, rows: Sequence[_Rest]) -> None:
        # The order of the file is kept: of phrases of one length it is the order of their tags.
        self._alone = tuple(row for row in rows if not row[0])
        self._loose = any(rest[0].loose for rest, _ in rows if rest)
        self._next: dict[str, list[tuple[int, _Rest]]] = {}
        for order, row in enumerate(rows):
            if row[0]:
                for word in (*row[0][0].words, *((WILD,) if row[0][0].loose else ())):
                    self._next.setdefault(word, []).append((order, row))

    def before(self, word: str) -> Sequence[_Rest]:
        """Those that may go on with ``word`` ("" at the end of the text), and those that end here."""
        rows = self._next.get(word)
        if self._loose:
            loose = self._next[WILD]
            merged = dict(sorted([*(rows or ()), *loose], key=lambda each: each[0]))
            return (*self._alone, *merged.values())
        return (*self._alone, *[row for _, row in rows]) if rows else self._alone


class Phrases:
    """A set of tagged phrases. In a phrase ``word*`` is any word that begins so, ``#`` any number."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Rest]] = {}
        self._by_prefix: dict[str, list[_Rest]] = {}
        self._known: dict[str, _Starts | None] = {}

    def add(self, phrase: str, tag: str) -> None:
        """Add a phrase; the same phrase may carry several tags."""
        for steps in _paths(phrase):
            if not steps:
                continue
            for word in steps[0].words:
                self._by_word.setdefault(word, []).append((steps[1:], tag))
            for prefix in steps[0].prefixes:
                self._by_prefix.setdefault(prefix, []).append((steps[1:], tag))

    def find(self, words: Words, first: int = 0, last: int | None = None) -> list[Hit]:
        """Every phrase from left to right, the longest at each place, none overlapping."""
        hits: list[Hit] = []
        folded = words.folded
        end = len(folded) if last is None else last
        at = first
        while at < end:
            starting = self._starting(folded[at])
            if starting is None:
                at += 1
                continue
            best, tags = at + 1, list[str]()
            for rest, tag in starting.before(folded[at + 1] if at + 1 < end else ""):
                reach = at + 1 + len(rest)
                if best <= reach <= end and _fits(rest, folded, at + 1):
                    if reach > best:
                        best, tags = reach, []
                    tags.append(tag)
            if tags:
                hits.append(Hit(at, best, tuple(dict.fromkeys(tags))))
            at = best if tags else at + 1
        return hits

    def find_each(self, words: Words) -> dict[str, tuple[Hit, ...]]:
        """By tag, its phrases from left to right, the longest at each place; tags don't hide one another."""
        found: dict[str, list[Hit]] = {}
        folded, end = words.folded, len(words.folded)
        for at in range(end):
            starting = self._starting(folded[at])
            if starting is None:
                continue
            best: dict[str, int] = {}
            for rest, tag in starting.before(folded[at + 1] if at + 1 < end else ""):
                reach = at + 1 + len(rest)
                if best.get(tag, 0) < reach <= end and _fits(rest, folded, at + 1):
                    best[tag] = reach
            for tag, reach in best.items():
                hits = found.setdefault(tag, [])
                if not hits or hits[-1].last <= at:
                    hits.append(Hit(at, reach, (tag,)))
        return {tag: tuple(hits) for tag, hits in found.items()}

    def _starting(self, word: str) -> _Starts | None:
        try:
            return self._known[word]
        except KeyError:
            pass
        if len(self._known) > _WORDS_KEPT:
            self._known.clear()
        rows = self._look_up(word)
        known = self._known[word] = _Starts(rows) if rows else None
        return known

    def _look_up(self, word: str) -> tuple[_Rest, ...]:
        found = tuple(self._by_word.get(word, ()))
        if word[0].isdigit() and NUMBER in self._by_word:
            found += tuple(self._by_word[NUMBER])
        for prefix, rows in self._by_prefix.items():
            if word.startswith(prefix):
                found += tuple(rows)
        return found


def _fits(rest: Sequence[_Step], folded: Sequence[str], at: int) -> bool:
    for step in rest:
        word = folded[at]
        if word not in step.words and not (step.loose and step.takes(word)):
            return False
        at += 1
    return True


def _paths(phrase: str) -> Iterable[tuple[_Step, ...]]:
    """The phrase as sequences of steps. Braces of single words stay one step, so little is multiplied."""
    paths: list[tuple[_Step, ...]] = [()]
    for part in _PART.findall(phrase):
        single: list[str] = []
        several: list[tuple[str, ...]] = []
        for choice in expand(part):
            words = _phrase_words(choice)
            if len(words) == 1:
                single.append(words[0])
            else:
                several.append(words)
        ends: list[tuple[_Step, ...]] = [(_Step(single),)] if single else []
        ends += [tuple(_Step([word]) for word in words) for words in several]
        paths = [(*path, *end) for path in paths for end in ends]
    return paths


def _phrase_words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in text.replace("-", " ").split():
        if word == NUMBER:
            found.append(word)
        elif word.endswith(WILD):
            found.append(fold(word[:-1]) + WILD)
        else:
            found.extend(words_of(word).folded)
    return tuple(found)
