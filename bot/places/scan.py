"""Finds the names of places in a text: the longest at each position, with word borders.

Words that are also places (Police, Home, March) are left out by ``stopwords.toml``; a name in small letters
is an ordinary word, unless the whole line is written so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.model.place import PlaceKind
from bot.places.candidate import Candidate, Match
from bot.places.endings import without_endings
from bot.places.folding import Word, fold_word, is_han, words
from bot.places.stopwords import never

Has = Callable[[str], bool]
Named = Callable[[str], tuple[Candidate, ...]]

_LONGEST = 6
_LONGEST_HAN = 10
_GAP = re.compile(r"[ \u00a0]?[-–/]?[ \u00a0]?")
_SHORT_FORMS = frozenset({"st", "ste", "mt", "ft", "pt", "sta", "sto"})
# Countries whose states are shortened in addresses: OR, ME, IN and Ky. count after a comma only.
_ABBREVIATING = frozenset({"US", "CA", "AU"})
_APOSTROPHES = ("'", "’")
_ARTICLES = frozenset({"the", "a", "an"})
# Weight from which a name counts where capital letters don't tell names from words.
_KNOWN_WELL = 100_000
_KNOWN = 15_000


@dataclass(slots=True)
class _Token:
    """A word. ``joined``: only a space or hyphen parts it from the word before. ``cased``: its script has
    capitals. Folding is left to those that need it: most words are in small letters.
    """

    word: Word
    cased: bool
    capital: bool
    joined: bool
    folded: str | None = None

    @property
    def key(self) -> str:
        if self.folded is None:
            self.folded = fold_word(self.word.text)
        return self.folded

    @property
    def owner(self) -> int:
        """Where a possessive 's begins, counted from the word's end; 0 if there is none."""
        text = self.word.text
        return 2 if text[-2:-1] in _APOSTROPHES and text[-1:] == "s" else 1 if text[-1] in _APOSTROPHES else 0


def scan(text: str, has: Has, named: Named, lang: str = "") -> list[Match]:
    """``has`` tells whether a key may be known, ``named`` returns its candidates."""
    found: list[Match] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _Line(line, start, has, named).matches()
        start += len(line)
    return found


class _Line:
    """One line of a text; names don't run over its end."""

    def __init__(self, line: str, offset: int, has: Has, named: Named) -> None:
        self.line = line
        self.offset = offset
        self.has = has
        self.named = named
        self.tokens = _tokens(line)
        several = sum(token.cased for token in self.tokens) > 2
        self.shouting = several and line == line.upper()
        self.whispering = several and not any(token.capital for token in self.tokens)

    def matches(self) -> Iterator[Match]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            taken = 0
            if not token.cased and is_han(token.word.text):
                yield from self._han(token.word)
            elif token.capital or not token.cased or self.whispering:
                for count in range(self._reach(at), 0, -1):
                    last = self.tokens[at + count - 1]
                    if last.cased and not last.capital and not self.whispering:
                        continue  # no name ends in small letters
                    match = self._try(self.tokens[at : at + count])
                    if match:
                        yield match
                        taken = count
                        break
            at += taken or 1

    def _reach(self, at: int) -> int:
        """How many words from here on may form one name."""
        tokens, count = self.tokens, 1
        while count < _LONGEST and at + count < len(tokens) and tokens[at + count].joined:
            token = tokens[at + count]
            if (not token.cased and is_han(token.word.text)) or tokens[at + count - 1].owner:
                break
            count += 1
        return count

    def _try(self, tokens: list[_Token]) -> Match | None:
        first, last = tokens[0], tokens[-1]
        if len(tokens) <= 2 and first.key in _ARTICLES:
            return None
        head = "".join([f"{token.key} " for token in tokens[:-1]])
        forms = [(last.key, last.word.end)]
        if last.owner:
            forms.insert(0, (fold_word(last.word.text[: -last.owner]), last.word.end - last.owner))
        for tail, end in forms:
            key = head + tail
            if len(key) > 1 and self.has(key):
                match = self._match(key, first, len(tokens), end, 0)
                if match:
                    return match
        if len(tokens) == 1 and not first.word.text.isascii():
            for key, skipped in without_endings(first.key):
                if self.has(key):
                    match = self._match(key, first, 1, first.word.end, skipped)
                    if match:
                        return match
        return None

    def _match(self, key: str, first: _Token, count: int, end: int, skipped: int) -> Match | None:
        start = first.word.start + skipped
        text = self.line[start:end]
        # "Columbia, Ky." and "Toronto, ON": such short forms count after a comma only.
        listed = len(text) <= 5 and self.line[max(0, start - 2) : start] == ", "
        stopped = key in never()
        if stopped and not listed and not text.isupper():
            return None
        bent = len(first.key) != len(key) and count == 1 and not text.isascii()
        fitting = tuple(
            candidate
            for candidate in self.named(key)
            if not candidate.typed
            and self._fits(
                candidate, text, count, cased=first.cased, listed=listed, stopped=stopped, bent=bent
            )
        )
        return Match(self.offset + start, self.offset + end, text, fitting) if fitting else None

    def _fits(
        self,
        candidate: Candidate,
        text: str,
        count: int,
        cased: bool,
        listed: bool,
        stopped: bool,
        bent: bool,
    ) -> bool:
        """Whether this candidate may be written so."""
        letters = text.replace(".", "")
        if candidate.name.isupper() and candidate.name.isascii():
            state = candidate.place.kind is PlaceKind.ADMIN1 and candidate.place.country in _ABBREVIATING
            if state and (len(letters) < 3 or not letters.isupper()):
                return listed
            return letters.isupper() and not self.shouting
        if stopped:
            return False
        if not cased:
            small = _KNOWN_WELL if bent else _KNOWN
            return count > 1 or candidate.weight >= small or candidate.place.id.startswith("x:")
        if self.whispering or self.shouting or bent:
            return candidate.weight >= _KNOWN_WELL
        if letters.isupper() and len(letters) <= 4:
            # BLA, PPP, ISIS are no towns; ROME and LIMA are.
            return candidate.weight >= _KNOWN_WELL and len(letters) > 3
        return len(letters) > 2 or candidate.weight >= _KNOWN

    def _han(self, word: Word) -> Iterator[Match]:
        text, at, stops = word.text, 0, never()
        while at < len(text) - 1:
            taken = 1
            for length in range(min(_LONGEST_HAN, len(text) - at), 1, -1):
                key = text[at : at + length]
                if key in stops:
                    taken = length
                    break
                if self.has(key):
                    known = tuple(
                        c for c in self.named(key) if not c.typed and (length > 2 or c.weight >= _KNOWN)
                    )
                    if known:
                        start = self.offset + word.start + at
                        yield Match(start, start + length, key, known)
                        taken = length
                        break
            at += taken


def _tokens(line: str) -> list[_Token]:
    tokens: list[_Token] = []
    last_end = 0
    before: _Token | None = None
    for word in words(line):
        first = word.text[0]
        gap = line[last_end : word.start]
        joined = before is not None and (
            gap == " "
            or (len(gap) < 4 and bool(_GAP.fullmatch(gap)))
            or (gap in (". ", ".") and (gap == "." or before.key in _SHORT_FORMS))
        )
        capital = first.isupper()
        before = _Token(word, capital or first.islower(), capital, joined)
        tokens.append(before)
        last_end = word.end
    return tokens
