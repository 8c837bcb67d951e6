"""Words of a sentence, small letters, with phrases of the lexicon joined ("shot dead" → "shot_dead")."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.fact_words import fact_words

_TOKEN = re.compile(r"(?:\b[A-Za-z]\.){2,4}|\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]{1,3}\b)?|[^\w\s]")


class Token(NamedTuple):
    """``start`` and ``end`` count in the sentence. ``low`` has no possessive 's; ``cap`` begins with a capital."""

    start: int
    end: int
    low: str
    cap: bool
    possessive: bool


@lru_cache(maxsize=512)
def tokens_of(text: str, lang: str = "en") -> tuple[Token, ...]:
    """Split a sentence; every reader of facts asks for the same few sentences, so the last ones are kept."""
    phrases = fact_words(lang).phrases
    plain: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.lower()
        possessive = low.endswith("'s") or low.endswith("s'")
        if possessive:
            low = low[:-2] if low.endswith("'s") else low[:-1]
        plain.append(Token(match.start(), match.end(), low, word[:1].isupper(), possessive))
    joined: list[Token] = []
    i, n = 0, len(plain)
    while i < n:
        token = plain[i]
        for phrase in phrases.get(token.low, ()):
            k = len(phrase)
            if i + k <= n and all(plain[i + m].low == phrase[m] for m in range(1, k)):
                last = plain[i + k - 1]
                low = "_".join(phrase).replace("_-_", "-")
                joined.append(Token(token.start, last.end, low, token.cap, last.possessive))
                i += k
                break
        else:
            joined.append(token)
            i += 1
    return tuple(joined)
