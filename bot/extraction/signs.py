"""What one sentence shows: triggers of events with how they stand, and the cues around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.extraction.document import Document, Sentence
from bot.extraction.lexicon import NOTHING, STRENGTHS, Lexicon, lexicon
from bot.extraction.words import Hit, Words, words_of


class Standing(StrEnum):
    """TOLD: it happened, says this sentence. REFERRED: it is spoken of. POSSIBLE: planned, feared, denied."""

    TOLD = "told"
    REFERRED = "referred"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names a kind of event. ``start`` and ``end`` count in the document."""

    kind: str
    weight: float
    standing: Standing
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one sentence. ``cues`` are hits by the name of their list."""

    sentence: Sentence
    words: Words
    triggers: tuple[Trigger, ...]
    cues: Mapping[str, tuple[Hit, ...]]

    def has(self, *names: str) -> bool:
        """Whether a cue of one of these lists occurs."""
        return any(name in self.cues for name in names)

    def count(self, name: str) -> int:
        """How many cues of the list occur."""
        return len(self.cues.get(name, ()))

    def strongest(self, standing: Standing = Standing.TOLD) -> float:
        """The weight of the strongest trigger that stands so, 0 without one."""
        return max((t.weight for t in self.triggers if t.standing is standing), default=0.0)


# What stands later in a long text is background or another matter.
MOST_SENTENCES = 80
_CLOSE, _FAR = 2, 6
_DOUBTED = frozenset(["suspected", "alleged", "presumed"])
_BREAKS = frozenset(",;:\"()'")


@dataclass(frozen=True, slots=True)
class _Around:
    """Phrases by their last word, for looking backwards from a trigger."""

    before: Mapping[str, list[tuple[str, ...]]]
    close: Mapping[str, list[tuple[str, ...]]]
    cause: Mapping[str, list[tuple[str, ...]]]
    after: Mapping[str, list[tuple[str, ...]]]


@cache
def _around(lang: str) -> _Around:
    words = lexicon(lang)
    if words is None:
        return _Around({}, {}, {}, {})
    before, close, cause = (_table(words.words("around", name), -1) for name in ("before", "close", "cause"))
    return _Around(before, close, cause, _table(words.words("around", "after"), 0))


def read_signs(document: Document, words: Lexicon) -> tuple[Signs, ...]:
    """The signs of every sentence, in order."""
    around = _around(words.lang)
    return tuple(_signs(sentence, words, around) for sentence in document.sentences[:MOST_SENTENCES])


def _signs(sentence: Sentence, lexicon_: Lexicon, around: _Around) -> Signs:
    words = words_of(sentence.text)
    cues = lexicon_.cues.find_each(words)
    triggers: list[Trigger] = []
    for hit in lexicon_.events.find(words):
        if NOTHING in hit.tags:
            continue
        standing = _standing(words, hit, around, cues)
        for tag in hit.tags:
            strength, kind = tag.split(":")
            start = sentence.start + words.starts[hit.first]
            end = sentence.start + words.ends[hit.last - 1]
            triggers.append(Trigger(kind, STRENGTHS[strength], standing, hit.first, hit.last, start, end))
    return Signs(sentence, words, tuple(triggers), cues)


def _standing(words: Words, hit: Hit, around: _Around, cues: Mapping[str, tuple[Hit, ...]]) -> Standing:
    folded = words.folded
    if hit.last < len(folded) and any(
        folded[hit.last : hit.last + len(phrase)] == phrase
        for phrase in around.after.get(folded[hit.last], ())
    ):
        return Standing.REFERRED
    # Only words between the trigger and the nearest break may speak for it.
    for at in range(hit.first - 1, max(-1, hit.first - 1 - _FAR), -1):
        word = folded[at]
        if word in _BREAKS:
            break
        if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20") and folded[at - 1 : at] != ("in",):
            return Standing.REFERRED
        if hit.first - at <= _CLOSE and _ends(around.close, folded, at) and not _of_the_doer(hit, at, word):
            return Standing.POSSIBLE
        if _ends(around.before, folded, at):
            return Standing.REFERRED
        if _ends(around.cause, folded, at):
            return _caused(at, cues)
    return Standing.TOLD


def _of_the_doer(hit: Hit, at: int, word: str) -> bool:
    """ "Suspected militants kill five": who did it is not sure, that it happened is."""
    told = hit.last - hit.first > 1 and all(tag.startswith("verb:") for tag in hit.tags)
    return word in _DOUBTED and told and hit.first - at == 1


def _caused(at: int, cues: Mapping[str, tuple[Hit, ...]]) -> Standing:
    """A cause of harm told before it is told too; a cause of trials, visits and words is only spoken of."""
    for name in ("legal", "arrest", "mourning", "statement", "anniversary"):
        if any(hit.first < at for hit in cues.get(name, ())):
            return Standing.REFERRED
    harm = cues.get("casualty", ())
    if any(hit.first < at or at == 0 for hit in harm):
        return Standing.TOLD
    return Standing.REFERRED


def _ends(table: Mapping[str, list[tuple[str, ...]]], folded: tuple[str, ...], at: int) -> bool:
    return any(
        folded[max(0, at + 1 - len(phrase)) : at + 1] == phrase for phrase in table.get(folded[at], ())
    )


def _table(phrases: frozenset[str], key: int) -> Mapping[str, list[tuple[str, ...]]]:
    """Phrases as folded words, by their first (0) or last (-1)."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = words_of(phrase).folded
        table.setdefault(parts[key], []).append(parts)
    return table
