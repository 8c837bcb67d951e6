"""How much a sentence's words sound like the news of an incident: one number, a prior that never decides
alone.

A linear model over single words and pairs, trained by ``tools/train/prior.py`` on the Wikipedia Current
Events sentences of 2011-2017 (CC BY-SA 4.0; see ``prior.LICENSE``). Names are left out of its words, so it
can't learn that a country means war.
"""

import lzma
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from bot.extraction.words import words_of

BITS = 16
SIZE = 1 << BITS
LONGEST = 60


def features(text: str, without: frozenset[str] = frozenset()) -> Iterator[int]:
    """The hashed words and pairs of neighbours of a sentence, each once; those with a word ``without`` are
    left out.
    """
    seen: set[int] = set()
    before = "^"
    for word in words_of(text).folded[:LONGEST]:
        if not word[0].isalnum():
            before = word
            continue
        if word[0].isdigit():
            word = "#" if len(word) < 4 else "##"
        if word in without:
            before = word
            continue
        for key in (word,) if before in without else (word, f"{before} {word}"):
            at = crc32(key.encode("utf-8", "surrogatepass")) & (SIZE - 1)
            if at not in seen:
                seen.add(at)
                yield at
        before = word


@cache
def _weights() -> tuple[float, float, bytes]:
    data = lzma.decompress(files("bot.extraction").joinpath("prior.xz").read_bytes())
    bias, scale = struct.unpack("<ff", data[:8])
    return bias, scale, data[8:]


@lru_cache(maxsize=256)
def prior(text: str) -> float:
    """Log odds: above 0 it sounds like an incident. English only."""
    bias, scale, weights = _weights()
    total = sum((weights[at] ^ 128) - 128 for at in features(text))
    return bias + scale * total
