"""The words that facts about people are read by, by language, from ``lexicons/<lang>_facts.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "body": "bodies",
    "life": "lives",
    "attache": "attaches",
    "police": "police",
    "personnel": "personnel",
    "security_personnel": "security_personnel",
    "crew": "crews",
    "corporal": "corporals",
}


class Noun(NamedTuple):
    """A noun for people. ``side``: "" victims, "attacker", or "fighter" (a combatant)."""

    type: str
    plural: bool
    side: str


class Predicate(NamedTuple):
    """A word of harm. ``field`` of a mention; ``mode``: active (may take an object), passive or noun."""

    field: str
    mode: str


@dataclass(frozen=True, slots=True)
class FactWords:
    """Look-up tables of one language; phrases are keyed with "_" between their words."""

    nouns: Mapping[str, Noun]
    predicates: Mapping[str, Predicate]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    digits: Mapping[str, int]
    vague: Mapping[str, int]
    exact: Mapping[str, int]
    before: Mapping[str, str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def any_of(self, name: str) -> frozenset[str]:
        """The words of a plain list of the file; empty when the language has none."""
        return self.lists.get(name, frozenset())


def lexicon_table(name: str) -> dict[str, Any]:
    """A lexicon file as a table; empty when there is no such file."""
    file = files("bot.extraction").joinpath("lexicons", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def fact_words(lang: str) -> FactWords:
    """The words of ``lang``; tables are empty for a language without a file."""
    table = lexicon_table(f"{lang}_facts")
    nouns: dict[str, Noun] = {}
    for kind, words in table.get("persons", {}).items():
        _add_nouns(nouns, words, kind, "")
    for side, words in table.get("attackers", {}).items():
        _add_nouns(nouns, words, "militants", "attacker" if side == "always" else "fighter")
    casualties = table.get("casualties", {})
    predicates = {
        word: Predicate(name, mode)
        for name, mode, key in _PREDICATES
        for word in casualties.get(key, "").split()
    }
    numbers = table.get("numbers", {})
    before = {word: sign for sign, words in numbers.get("before", {}).items() for word in words.split()}
    lists = {
        key: frozenset(words.split())
        for section in ("casualties", "people", "grammar", "scope")
        for key, words in table.get(section, {}).items()
        if isinstance(words, str)
    }
    exact = numbers.get("exact", {})
    everything = [
        *nationalities(),
        *_digits(numbers),
        *numbers.get("vague", {}),
        *nouns,
        *predicates,
        *before,
        *exact,
        *(word for words in lists.values() for word in words),
    ]
    return FactWords(
        nouns=nouns,
        predicates=predicates,
        phrases=_phrases(everything),
        digits=_digits(numbers),
        vague=numbers.get("vague", {}),
        exact=exact,
        before=before,
        lists=lists,
    )


_PREDICATES = (
    ("killed", "active", "kill_active"),
    ("killed", "passive", "kill_passive"),
    ("killed", "noun", "kill_noun"),
    ("killed", "passive", "lost_lives"),
    ("injured", "active", "injure_active"),
    ("injured", "passive", "injure_passive"),
    ("injured", "noun", "injure_noun"),
    ("missing", "passive", "missing"),
    ("abducted", "active", "abduct_active"),
    ("abducted", "passive", "abduct_passive"),
    ("abducted", "noun", "abduct_noun"),
)


@cache
def nationalities() -> dict[str, str]:
    """English forms (small letters, "_" between words) → the adjective that is shown."""
    found: dict[str, str] = {}
    for forms in lexicon_table("nationalities").get("en", {}).values():
        shown, *_ = forms.split()
        for form in forms.split():
            found[form.lower()] = shown.replace("_", " ")
    return found


def _add_nouns(nouns: dict[str, Noun], words: str, kind: str, side: str) -> None:
    for word in words.split():
        nouns.setdefault(
            word,
            Noun(kind, word in {"people", "children", "police", "personnel", "security_personnel"}, side),
        )
        nouns.setdefault(plural_of(word), Noun(kind, True, side))


def plural_of(word: str) -> str:
    """The English plural of a noun or of the last word of a phrase."""
    head, join, last = word.rpartition("_")
    if last in _IRREGULAR:
        plural = _IRREGULAR[last]
    elif last.endswith("man") and last != "human":
        plural = last[:-3] + "men"
    elif last.endswith("child"):
        plural = last + "ren"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    elif last.endswith(("s", "sh", "ch", "x")):
        plural = last + "es"
    elif last.endswith("thief"):
        plural = last[:-1] + "ves"
    else:
        plural = last + "s"
    return head + join + plural


def _phrases(words: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the phrases that begin with it, longest first, each as its words."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for word in words:
        if "_" in word or "-" in word:
            parts = tuple(word.replace("-", "_-_").split("_"))
            found.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(rest, key=lambda p: (-len(p), p))) for first, rest in found.items()}


def _digits(numbers: Mapping[str, Any]) -> dict[str, int]:
    values = {word: n for n, word in enumerate(numbers.get("digits", "").split(), 1)}
    values |= {word: n * 10 for n, word in enumerate(numbers.get("tens", "").split(), 2)}
    values |= dict.fromkeys(numbers.get("zero", "").split(), 0)
    for key, value in (
        ("hundred", 100),
        ("thousand", 1000),
        ("million", 1_000_000),
        ("dozen", 12),
        ("score", 20),
    ):
        values |= dict.fromkeys(numbers.get(key, "").split(), value)
    return values
