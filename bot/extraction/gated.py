"""Patterns behind a gate: a pattern is only tried on a text that holds one of its stems.

Looking for a few stems is many times cheaper than a pattern with fifty branches, and most sentences hold
none.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gated:
    """``pattern`` is for small letters; every match of it holds one of the ``stems`` (parts of words)."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, low: str, start: int = 0) -> re.Match[str] | None:
        """The first match in a text in small letters."""
        for stem in self.stems:
            if stem in low:
                return self.pattern.search(low, start)
        return None


def gated(stems: str, pattern: str) -> Gated:
    """Stems separated by spaces ("_" stands for a space in one); the pattern matches whole words."""
    return Gated(tuple(stem.replace("_", " ") for stem in stems.split()), re.compile(rf"\b(?:{pattern})\b"))


def small(text: str) -> str:
    """The text in small letters, one for one, so that offsets stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
