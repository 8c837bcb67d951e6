"""What groups are called, and which words are words of incidents (``events.toml``)."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.matching.words import Pattern, pattern, split, stem
from bot.model.groups import armed_groups
from bot.model.kinds import coarse_kinds, fine_kinds

# Names that are also the commonest words of a language: they stand for the group's other names only.
_TOO_COMMON = frozenset({"is", "let"})


def _key(text: str) -> str:
    return " ".join(stem(word) for word in split(text))


@cache
def _table() -> dict[str, list[object]]:
    return tomllib.loads(files("bot.matching").joinpath("events.toml").read_text("utf-8"))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {_key(name): row for row in armed_groups().values() for name in row}


@cache
def _events() -> frozenset[str]:
    tokens = [*coarse_kinds(), *fine_kinds()]
    own = [str(word) for word in _table()["events"]]
    return frozenset(map(_key, [*own, *(token.replace("_", " ") for token in tokens)]))


def is_group(text: str) -> bool:
    """Whether this is what an armed group is called."""
    return _key(text) in _groups()


def is_event_word(text: str) -> bool:
    """Whether this is a word of incidents ("blast", "protests")."""
    return _key(text) in _events()


@cache
def alternatives(text: str) -> tuple[Pattern, ...]:
    """Return the patterns that stand for ``text``: itself, and every name of the group that it names."""
    names = _groups().get(_key(text), ())
    if not names and _key(text) == "is" and text == "IS":
        names = _groups()["islamic state"]
    own = () if names and _key(text) in _TOO_COMMON else (pattern(text),)
    return (*own, *(pattern(name) for name in names if _key(name) not in (_key(text), *_TOO_COMMON)))
