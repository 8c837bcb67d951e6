"""Words of any script, forgiving case, accents and plural forms; no regular expression sees a person's text.

Words end at word borders. Scripts written without spaces (Chinese, Japanese, Thai …) are looked for as parts.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

# Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs, tatweel, joiners. Marks of Indic
# scripts are letters of their own and stay.
_DROPPED = (
    *range(0x0300, 0x0370),
    *range(0x0591, 0x05C8),
    *range(0x064B, 0x0660),
    0x0670,
    0x0640,
    *range(0x200B, 0x2010),
    0x2060,
    0xFEFF,
    0xAD,
)
_ONE_WAY = {
    **dict.fromkeys(_DROPPED, None),
    **{ord(char): "ا" for char in "أإآٱ"},
    **{ord(char): "ی" for char in "يىئ"},
    **{ord(char): "ہ" for char in "هةھۀ"},
    ord("ك"): "ک",
    ord("ؤ"): "و",
    ord("’"): "'",
    ord("ʼ"): "'",
    ord("`"): "'",
}
# First and last character of each script that puts no space between words.
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "policemen": "policeman",
    "gunmen": "gunman",
    "buses": "bus",
    "gases": "gas",
    "news": "news",
    "people": "person",
    "persons": "person",
}


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return ``text`` with what does not tell words apart taken away: case, accents, letter variants."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", flat.translate(_ONE_WAY))


def unspaced(text: str) -> bool:
    """Whether a script without spaces between words occurs."""
    if text.isascii():
        return False
    return any(first <= char <= last for char in text for first, last in _UNSPACED)


def split(text: str) -> list[str]:
    """Return the folded words. "Al-Shabaab" is two, "guard's" is guard, "B.L.A." is bla."""
    found: list[str] = []
    letters: list[str] = []
    skip = False
    folded = fold(text)
    for at, char in enumerate(folded):
        if skip:
            skip = False
        elif char.isalnum() or unicodedata.category(char)[0] == "M":
            letters.append(char)
        elif char == "." and _in_abbreviation(folded, at, letters):
            continue
        elif letters:
            found.append("".join(letters))
            letters = []
            possessive = char == "'" and folded[at + 1 : at + 2] == "s"
            skip = possessive and not folded[at + 2 : at + 3].isalnum()
    if letters:
        found.append("".join(letters))
    return found


def _in_abbreviation(text: str, at: int, letters: list[str]) -> bool:
    """A dot between single letters: the text before and after it is one letter long."""
    if not letters or not text[at - 1].isalpha():
        return False
    before = text[at - 2] if at >= 2 else " "
    following = text[at + 1] if at + 1 < len(text) else ""
    after = text[at + 2] if at + 2 < len(text) else " "
    return not before.isalnum() and following.isalpha() and not after.isalnum()


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a folded word without its plural ending, as far as English and its like go."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    word = word[:-1]
    return word[:-1] if word.endswith(("che", "she", "xe", "sse", "ze")) else word


@dataclass(frozen=True)
class Pattern:
    """One thing looked for: words in a row, the start of a word, or a part of unspaced text."""

    stems: tuple[str, ...]
    part: str = ""
    prefix: str = ""


@lru_cache(maxsize=16_384)
def pattern(text: str, *, prefix: bool = False) -> Pattern:
    """Return what to look for. A text without a letter or figure finds nothing."""
    words = split(text)
    if unspaced(text):
        return Pattern((), part="".join(words))
    if prefix:
        return Pattern(tuple(map(stem, words[:-1])), prefix=words[-1] if words else "")
    return Pattern(tuple(map(stem, words)))


class Text:
    """A text that is searched often: split once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> list[str]:
        return split(self.text)

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(word) for word in self._words]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._stems)

    @cached_property
    def _joined(self) -> str:
        return "".join(self._words)

    def has(self, wanted: Pattern) -> bool:
        """Whether the pattern occurs."""
        if wanted.part:
            return wanted.part in self._joined
        if wanted.prefix:
            return self._has_prefix(wanted)
        if not wanted.stems or not self._known.issuperset(wanted.stems):
            return False
        if len(wanted.stems) == 1:
            return True
        size, first = len(wanted.stems), wanted.stems[0]
        return any(
            word == first and tuple(self._stems[at : at + size]) == wanted.stems
            for at, word in enumerate(self._stems)
        )

    def _has_prefix(self, wanted: Pattern) -> bool:
        size = len(wanted.stems)
        return any(
            word.startswith(wanted.prefix) and tuple(self._stems[max(0, at - size) : at]) == wanted.stems
            for at, word in enumerate(self._words)
        )
