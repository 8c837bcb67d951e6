"""Words of a sentence, small letters, with phrases of the lexicon joined ("shot dead" → "shot_dead")."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.fact_words import fact_words

_TOKEN = re.compile(r"(?:\b[A-Za-z]\.){2,4}|\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]{1,3}\b)?|[^\w\s]")


class Token(NamedTuple):
    """``start`` and ``end`` count in the sentence; ``low`` is without a possessive 's."""

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
    firsts: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.lower()
        possessive = False
        if "'" in low and low.endswith(("'s", "s'")):
            low, possessive = (low[:-2] if low[-1] == "s" else low[:-1]), True
        if low in phrases:
            firsts.append(len(plain))
        plain.append(Token(match.start(), match.end(), low, word[0].isupper(), possessive))
    joined: list[Token] = []
    done = 0
    for i in firsts:
        if i < done:
            continue
        for phrase in phrases[plain[i].low]:
            end = i + len(phrase)
            if tuple(token.low for token in plain[i:end]) == phrase:
                low = "_".join(phrase).replace("_-_", "-")
                joined += plain[done:i]
                joined.append(
                    Token(plain[i].start, plain[end - 1].end, low, plain[i].cap, plain[end - 1].possessive)
                )
                done = end
                break
    return (*joined, *plain[done:])
