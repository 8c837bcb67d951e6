"""Target, perpetrator, danger, motive and weapon of the item's own incident. Never a name of a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.extraction.danger import danger_of, settle, status_of
from bot.extraction.document import Document, Sentence
from bot.extraction.doers import who_did_it
from bot.extraction.means import motive_of, weapon_of
from bot.extraction.targets import targets
from bot.model.mention import Danger, Perpetrator, PerpetratorStatus, Target

Span = tuple[int, int]
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class People:
    """Who was hit, who did it, whether it goes on, why, with what. ``spans``: code points of the document."""

    target: tuple[Target, ...] = ()
    perpetrator: Perpetrator | None = None
    danger: Danger | None = None
    motive: str | None = None
    weapon: str | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


def read_people(
    document: Document, own: Sequence[Sentence], kind: str = "", around: Sequence[Sentence] = ()
) -> People:
    """Read the item's own sentences in order: the first to tell a thing tells it, of custody the last.

    Of the sentences ``around`` it only a state force that did it is taken.
    """
    lang, spans = document.lang, dict[str, Span]()
    hit, where = targets(own, lang, kind)
    if where:
        spans["target"] = where
    perpetrator, status = _perpetrator(own, around, lang, spans)
    danger = _danger(own, lang, status, spans)
    motive = _first(own, lambda text: motive_of(text, lang), "motive", spans)
    weapon = _first(own, weapon_of, "weapon", spans) if lang == "en" else None
    return People(hit, perpetrator, danger, motive, weapon, spans)


def _first(
    own: Sequence[Sentence],
    read: Callable[[str], tuple[_Found, Span] | None],
    name: str,
    spans: dict[str, Span],
) -> _Found | None:
    for sentence in own:
        found = read(sentence.text)
        if found:
            value, (start, end) = found
            spans[name] = (sentence.start + start, sentence.start + end)
            return value
    return None


def _perpetrator(
    own: Sequence[Sentence], around: Sequence[Sentence], lang: str, spans: dict[str, Span]
) -> tuple[Perpetrator | None, PerpetratorStatus | None]:
    doer = who_did_it(own, around) if lang == "en" else None
    told = []
    for sentence in own:
        custody = status_of(sentence.text, lang)
        if custody:
            status, (start, end) = custody
            told.append((status, sentence.text))
            spans["perpetrator.status"] = (sentence.start + start, sentence.start + end)
    settled = settle(told)
    if doer and doer.description:
        spans["perpetrator.description"] = doer.span
    if doer is None and settled is None:
        return None, None
    known = settled or PerpetratorStatus.UNKNOWN
    return Perpetrator(doer.description if doer else None, doer.type if doer else None, known), settled


def _danger(
    own: Sequence[Sentence], lang: str, status: PerpetratorStatus | None, spans: dict[str, Span]
) -> Danger | None:
    """What is said outright, the last word first; else what follows from where the perpetrator is."""
    if lang == "en":
        for sentence in reversed(own):
            found = danger_of(sentence.text)
            if found:
                danger, (start, end) = found
                spans["danger"] = (sentence.start + start, sentence.start + end)
                return danger
    if status is None or status is PerpetratorStatus.UNKNOWN:
        return None
    spans["danger"] = spans["perpetrator.status"]
    free = status in (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING)
    return Danger.AT_LARGE if free else Danger.CONTAINED
