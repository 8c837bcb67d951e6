"""Where in an incident the words of a subscription stand: what /why shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching.expression import parse
from bot.matching.facts import Facts, own_text
from bot.matching.lexicon import alternatives
from bot.matching.tree import And, Filter, Node, Not, Or, Phrase, Prefix, Word
from bot.matching.words import Pattern, Text, pattern
from bot.model.errors import UserError
from bot.model.subscription import Subscription

_AROUND = 6
_LONGEST = 2000
# Punctuation and hyphens make several words of one between spaces.
_SLACK = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """``word`` as it was asked for; ``snippet`` where it stands, with the words around it.

    ``family`` is the publisher whose text that is, "" for a fact of the record. A word that was found in
    neither (people of a nationality, 中国公民) has no snippet.
    """

    word: str
    snippet: str = ""
    family: str = ""


def evidence(subscription: Subscription, facts: Facts) -> tuple[Evidence, ...]:
    """Return one for each word of the subscription that the incident has, in the subscription's order."""
    found = []
    for word, patterns in dict(_wanted(subscription)).items():
        if any(text.has(each) for each in patterns for text in facts.texts):
            found.append(_located(word, patterns, facts))
        elif facts.mentions(word):
            found.append(Evidence(word))
    return tuple(found)


def _wanted(subscription: Subscription) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
    for term in subscription.terms:
        yield term.text, alternatives(term.text)
    if subscription.expression:
        try:
            yield from _words(parse(subscription.expression))
        except UserError:
            return


def _words(node: Node) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
    match node:
        case Word(text) | Phrase(text):
            yield text, alternatives(text)
        case Prefix(text):
            yield text, (pattern(text, prefix=True),)
        case And(of) | Or(of):
            for each in of:
                yield from _words(each)
        case Filter() | Not():
            return


def _located(word: str, patterns: tuple[Pattern, ...], facts: Facts) -> Evidence:
    for report in facts.live:
        told = own_text(report)[:_LONGEST]
        for each in patterns:
            if Text(told).has(each):
                return Evidence(word, _snippet(told, each), report.family)
    return Evidence(word, next(text.text for text in facts.texts if any(map(text.has, patterns))))


def _snippet(told: str, wanted: Pattern) -> str:
    """The words about the first place where the pattern stands."""
    words = told.split()
    size = max(1, len(wanted.stems) + bool(wanted.prefix))
    for length in range(1, size + _SLACK + 1):
        for at in range(len(words) - length + 1):
            if Text(" ".join(words[at : at + length])).has(wanted):
                start, end = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
                before, after = "… " * (start > 0), " …" * (end < len(words))
                return f"{before}{' '.join(words[start:end])}{after}"
    return told
