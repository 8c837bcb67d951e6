"""Who was hit: nationality, type and number of those who were killed, hurt, taken, or aimed at."""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.counts import PEACEFUL, hits_of, what_it_is_about
from bot.extraction.document import Sentence
from bot.extraction.gated import small
from bot.extraction.person_phrases import People as Group
from bot.extraction.person_phrases import find_people
from bot.extraction.tokens import Token, tokens_of
from bot.model.mention import Target

Span = tuple[int, int]
# Everybody is one of these, so they say nothing of who was aimed at.
_ANYBODY = frozenset({"people", "family", "militants"})
_MOST = 6
_TARGETED = re.compile(
    r"\s*(?:were|was|been|being|are|has been|have been|had been)\s+(?:\w+\s+)?"
    r"(?:targeted|attacked|shot|ambushed|hit|fired (?:up)?on|besieged|stabbed|beaten|robbed|bombed)\b"
)
_AIMED = re.compile(
    r"\b(?:target(?:s|ed|ing)|attack(?:s|ed|ing)?(?: on| against)?|ambush(?:es|ed|ing)?(?: on)?|"
    r"(?:fir(?:ed|ing|es?)|opened fire) (?:at|on|upon)|"
    r"opens fire (?:at|on)|shooting of|assault on|shot at|storm(?:ed|s)?|raid(?:ed|s)? on|hit|struck|"
    r"bombed)\s+"
    r"(?:(?:a|an|the|two|three|several|group of|\d+)\s+){0,2}$"
)


def targets_of(sentence: Sentence, lang: str, kind: str = "") -> Iterator[tuple[Target, Span]]:
    """Everyone who was hit in a sentence, with the evidence (code points of the document)."""
    text = sentence.text
    for hit in hits_of(text, lang):
        if hit.past or hit.field == "serious":
            continue
        if kind in PEACEFUL and what_it_is_about(
            sentence, (sentence.start + hit.start, sentence.start + hit.end)
        ):
            continue
        for group in hit.people:
            if lang != "en" and not group.side:
                span = (sentence.start + hit.start, sentence.start + hit.end)
                yield Target(group.nationality, group.type, group.amount.best), span
            elif not (group.side or group.named):
                yield _target(group, sentence, tokens_of(text))
    if lang != "en":
        return
    low, tokens = small(text), tokens_of(text)
    for group in find_people(text):
        if group.side in ("attacker", "fighter") or group.j <= group.i:
            continue
        start, end = tokens[group.i].start, tokens[group.j - 1].end
        if _TARGETED.match(low, end) or _AIMED.search(low, max(0, start - 40), start):
            yield _target(group, sentence, tokens)


def targets(own: Sequence[Sentence], lang: str, kind: str = "") -> tuple[tuple[Target, ...], Span | None]:
    """The targets of all sentences, each once with its highest number, and the first evidence."""
    best: dict[tuple[str | None, str | None], Target] = {}
    first: Span | None = None
    for sentence in own:
        for target, span in targets_of(sentence, lang, kind):
            if target.type in _ANYBODY and not target.nationality:
                continue
            key = (target.nationality, target.type)
            old = best.get(key)
            if old is None or (target.count or 0) > (old.count or 0):
                best[key] = target
            first = first or span
    with_nation = {kind for nationality, kind in best if nationality}
    told = (each for (nation, kind), each in best.items() if nation or kind not in with_nation)
    return tuple(told)[:_MOST], first


def tells_who(target: Target) -> bool:
    """Whether a target says more than that people were hit."""
    return bool(target.nationality) or target.type not in _ANYBODY


def _target(group: Group, sentence: Sentence, tokens: Sequence[Token]) -> tuple[Target, Span]:
    one = group.amount.max == 1 and group.side != "thing"
    count = group.amount.best if (group.numbered and not group.vague) or one else None
    kind = "nationals" if group.nationality and group.type == "people" else group.type
    span = (sentence.start + tokens[group.i].start, sentence.start + tokens[max(group.j - 1, group.i)].end)
    return Target(group.nationality, kind, count), span
