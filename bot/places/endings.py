"""Forms of a name inside a sentence, where a language bends names: Russian cases, Arabic prefixes."""

from collections.abc import Iterator

_ARABIC_PREFIXES = ("وبال", "وال", "بال", "لل", "ول", "وب", "و", "ب", "ل", "ف", "ک")
_RUSSIAN = (
    ("ии", "ия"),
    ("ию", "ия"),
    ("ией", "ия"),
    ("ого", "ое"),
    ("ой", "а"),
    ("ом", ""),
    ("ем", "ь"),
    ("е", "а"),
    ("е", ""),
    ("у", "а"),
    ("у", ""),
    ("ы", "а"),
    ("и", "ь"),
    ("и", "а"),
    ("и", "я"),
    ("а", ""),
    ("ю", "ь"),
    ("я", "ь"),
    ("ой", "ая"),
    ("ую", "ая"),
)
_SHORTEST = 4


def without_endings(key: str) -> Iterator[tuple[str, int]]:
    """Yield likely basic forms of a folded word and how many of its first letters are no part of the name."""
    if not key:  # a mark without its letter folds to nothing
        return
    first = key[0]
    if "\u0600" <= first <= "\u06ff":
        for prefix in _ARABIC_PREFIXES:
            if key.startswith(prefix) and len(key) - len(prefix) >= _SHORTEST:
                yield key[len(prefix) :], len(prefix)
                if prefix.endswith("ال"):
                    yield "ال" + key[len(prefix) :], len(prefix) - 2
                if prefix == "لل":
                    yield "ال" + key[len(prefix) :], 1
    elif "\u0400" <= first <= "\u04ff":
        for ending, basic in _RUSSIAN:
            if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST - 1:
                yield key[: len(key) - len(ending)] + basic, 0
