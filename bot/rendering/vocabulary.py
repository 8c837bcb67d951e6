"""English words of a report (who fired, what kind of site) in the reader's language.

Extraction describes people and sites by the report's own lower-case words. English shows them as they are;
other languages show what the locale files have a word for ("word-…", "rank-…"), and nothing where they have
none: half a sentence in another language helps nobody.
"""

import re

from bot.i18n import FALLBACK, Translator

# What follows one of these only places the people or the site.
_REST = re.compile(r" (?:on|in|with|of|at|from|near|outside|who|for|wearing|riding|and|by)\b.*$")
_LEADS = re.compile(
    r"^(?:(?:a|an|the|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|few|other|another"
    r"|local|\d+) )+"
)
# "A former policeman" is no policeman: such a description is shown whole or not at all.
_TURNS = frozenset(
    [
        *("former", "ex", "retired", "fake", "suspected", "alleged", "off-duty", "would-be", "disguised"),
        *("toy", "mock", "presumed", "accused", "so-called", "pseudo", "impersonating", "unarmed", "non"),
        *("anti", "abandoned", "disused", "derelict", "under-construction"),
    ]
)
_SLUG = re.compile(r"[^a-z0-9]+")


def is_own(t: Translator) -> bool:
    """Whether the report's English words may be shown as they are."""
    return t.lang.split("-")[0] == FALLBACK


def in_words(t: Translator, english: str) -> str:
    """Return a description in the language of ``t``; "" where it has no word for it.

    A longer phrase is told by its last noun ("textile factory" as "factory"), unless a word before it turns
    its meaning.
    """
    if is_own(t) or not english:
        return english
    text = english.lower().strip()
    if found := _word(t, text):
        return found
    text = _LEADS.sub("", _REST.sub("", text))
    words = text.split()
    if any(word in _TURNS or word.startswith("ex-") for word in words):
        return _word(t, text)
    for first in range(len(words)):
        if found := _word(t, " ".join(words[first:])):
            return found
    return ""


def rank(t: Translator, english: str) -> str:
    """Return an office ("SSP", "Governor") in the language of ``t``; "" where it has no word for it."""
    if is_own(t) or not english:
        return english
    name = f"rank-{_slug(english)}"
    return t.text(name) if t.has(name) else ""


def _word(t: Translator, text: str) -> str:
    for form in (text, text.removesuffix("s"), text.removesuffix("es"), re.sub(r"men\b", "man", text)):
        name = f"word-{_slug(form)}"
        if form and t.has(name):
            return t.text(name)
    return ""


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-")
