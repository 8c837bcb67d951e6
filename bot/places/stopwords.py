"""Words that are also names of places, from ``stopwords.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from bot.places.folding import fold


@cache
def _groups() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("stopwords.toml").read_text("utf-8"))
    return {
        kind: frozenset(fold(word) for group in by_language.values() for word in group["words"].split())
        for kind, by_language in data.items()
    }


def never() -> frozenset[str]:
    """Folded words that are no places in a text, in every language that is read."""
    return _groups()["never"]


def weighed() -> frozenset[str]:
    """Folded words that are places only where the words around them say so."""
    return _groups()["weigh"]


def people() -> frozenset[str]:
    """Folded given and family names."""
    return _groups()["people"]
