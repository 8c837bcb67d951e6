"""One spelling for the many ways a name is written: case, accents, letter variants, hyphens, apostrophes.

``fold("Wazīristān") == fold("waziristan")``, ``fold("كراچي") == fold("کراچی")``. Chinese stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_APOSTROPHES = "'’‘ʼʻʿʾ`´"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u097f\u0640\u200c\u200d"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
# Dotted letters are one word (U.S.), an apostrophe joins (Sana'a), a hyphen parts (Port-au-Prince).
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?"
    rf"|[{HAN}]+"
    rf"|(?:(?![{HAN}_])[\w{_MARKS}])+(?:[{_APOSTROPHES}](?:(?![{HAN}_])[\w{_MARKS}])+)*"
)
# Marks that are part of the letter in Indian scripts stay; these only help to read or pronounce.
_REMOVED = re.compile(
    rf"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c{_APOSTROPHES}\u0640\u200c\u200d.]"
)
_LETTERS = str.maketrans(
    {
        "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a",
        "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ګ": "گ",
        "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ه", "ۂ": "ه",
    }
)  # fmt: skip


class Word(NamedTuple):
    """A word of a text: code points [start, end) of the unmodified text."""

    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """Yield the words; a run of Chinese characters is one word."""
    for found in _WORD.finditer(text):
        yield Word(*found.span(), found[0])


def fold_word(word: str) -> str:
    """Return the folded form of one word, "" if nothing is left of it."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").replace(".", "").lower()
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = _REMOVED.sub("", unicodedata.normalize("NFKD", plain)).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain)


def fold(text: str) -> str:
    """Return the key under which a name is stored and looked up: folded words with single spaces."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(filter(None, (fold_word(word.text) for word in words(plain))))


def is_han(text: str) -> bool:
    """Whether the text begins with a Chinese character."""
    return bool(text) and ("\u3400" <= text[0] <= "\u9fff" or "\uf900" <= text[0] <= "\ufaff")
