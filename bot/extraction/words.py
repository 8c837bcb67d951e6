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
    raw, starts, ends = [], [], []
    for match in _WORD.finditer(text):
        raw.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Words(tuple(map(fold, raw)), tuple(raw), tuple(starts), tuple(ends))


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


class Phrases:
    """A set of tagged phrases. In a phrase ``word*`` is any word that begins so, ``#`` any number."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[tuple[_Step, ...], str]]] = {}
        self._by_prefix: dict[str, list[tuple[tuple[_Step, ...], str]]] = {}
        self._known: dict[str, tuple[tuple[tuple[_Step, ...], str], ...]] = {}

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
            reach, tags = self._longest(folded, at, end)
            if tags:
                hits.append(Hit(at, reach, tuple(dict.fromkeys(tags))))
            at = reach if tags else at + 1
        return hits

    def find_each(self, words: Words) -> dict[str, tuple[Hit, ...]]:
        """By tag, its phrases from left to right, the longest at each place; tags don't hide one another."""
        found: dict[str, tuple[Hit, ...]] = {}
        folded, end = words.folded, len(words.folded)
        for at in range(end):
            starting = self._starting(folded[at])
            if not starting:
                continue
            best: dict[str, int] = {}
            for rest, tag in starting:
                reach = at + 1 + len(rest)
                if best.get(tag, 0) < reach <= end and _fits(rest, folded, at + 1):
                    best[tag] = reach
            for tag, reach in best.items():
                before = found.get(tag, ())
                if not before or before[-1].last <= at:
                    found[tag] = (*before, Hit(at, reach, (tag,)))
        return found

    def _longest(self, folded: Sequence[str], at: int, end: int) -> tuple[int, list[str]]:
        best, tags = at + 1, list[str]()
        for rest, tag in self._starting(folded[at]):
            reach = at + 1 + len(rest)
            if reach < best or reach > end:
                continue
            if _fits(rest, folded, at + 1):
                if reach > best:
                    best, tags = reach, []
                tags.append(tag)
        return best, tags

    def _starting(self, word: str) -> tuple[tuple[tuple[_Step, ...], str], ...]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _WORDS_KEPT:
                self._known.clear()
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> tuple[tuple[tuple[_Step, ...], str], ...]:
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
