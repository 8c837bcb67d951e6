"""Who said what: a fact is a speaker's only when it stands in the speaker's own clause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.extraction.blame import blame_in, names_in
from bot.extraction.counts import counts_of
from bot.extraction.danger import status_of
from bot.extraction.document import READ_AT_MOST, Document, Sentence
from bot.extraction.doers import doer_of
from bot.extraction.groups import claim_in, is_blamed
from bot.extraction.lexicon import lexicon
from bot.extraction.means import motive_of, weapon_of
from bot.extraction.speaker_words import OFFICIALS
from bot.extraction.speakers import speakers_of, warner_of
from bot.extraction.targets import targets_of, tells_who
from bot.extraction.words import words_of
from bot.model.mention import Certainty, Claim, Count, Mention, Speaker

Span = tuple[int, int]
Value = str | int | bool | None
OUTLET = Speaker("outlet")
_RUMOUR = re.compile(
    r"\bunconfirmed\b|\brumou?rs?\b|\b(?:social media|whatsapp|telegram|facebook|twitter) (?:posts?|"
    r"users?|claims?|messages?|reports?|videos?)\b|\bcirculating (?:on|online)\b",
    re.IGNORECASE,
)


class _Clause(NamedTuple):
    """What one speaker says: a piece of a sentence, read as if it were one."""

    speaker: Speaker
    sentence: Sentence


def read_claims(
    document: Document,
    own: Sequence[Sentence],
    mention: Mention,
    evidence: Mapping[str, Span],
    around: Sequence[Sentence] = (),
) -> tuple[Claim, ...]:
    """Return what speakers said of the mention's facts, then the outlet's word for what nobody else said.

    ``evidence`` is field → span (code points of the document), one for every field that was read. A field
    whose span lies in somebody's clause is theirs. Of the sentences ``around`` only who is responsible is
    read. An outlet that passes on a rumour says so by certainty C1.
    """
    clauses = _clauses(own) if document.lang == "en" else []
    claims: dict[tuple[str, Speaker], Claim] = {}

    def add(field: str, value: Value, by: Speaker, span: Span) -> None:
        claims.setdefault((field, by), Claim(field, value, by, certainty_of_speaker(by), span))

    for clause in clauses:
        for field, value, span in _facts(clause.sentence, mention, document.lang):
            add(field, value, clause.speaker, span)
    if mention.kind == "threat_warning" and document.lang == "en":
        for sentence in own:
            # A warning is the word of whoever gives it: "the embassy warns" needs no "said".
            said = warner_of(sentence)
            if said is not None and said.speaker.role in OFFICIALS:
                span = (sentence.start + said.start, sentence.start + said.end)
                add("kind", value_of(mention, "kind"), said.speaker, span)
                break
    for field, value, by, span in _responsibility(document, own, around, mention, clauses):
        add(field, value, by, span)
    told = {field for field, _ in claims}
    for field, span in evidence.items():
        value = value_of(mention, field)
        if value is None or field in told:
            continue
        by = _speaker_at(clauses, span)
        if by is not OUTLET:
            add(field, value, by, span)
        else:
            rumour = any(s.start <= span[0] < s.end and _RUMOUR.search(s.text) for s in own)
            claims[field, by] = Claim(field, value, by, Certainty.C1 if rumour else Certainty.C2, span)
    return tuple(claims.values())


def certainty_of_speaker(speaker: Speaker) -> Certainty:
    """C3 for a named official or an institution on record, else C2."""
    return Certainty.C3 if speaker.named and speaker.role in OFFICIALS else Certainty.C2


def certainty_of(claims: Sequence[Claim], tier: int) -> Certainty:
    """Certainty of one item, C1 to C3: C3 when anyone on record speaks of it.

    C1 for rumours, and for what a source of tier 4 says without an official. C4 takes two publishers.
    """
    if any(claim.certainty is Certainty.C3 for claim in claims):
        return Certainty.C3
    officials = any(claim.said_by.role in OFFICIALS for claim in claims)
    rumour = bool(claims) and all(claim.certainty is Certainty.C1 for claim in claims)
    return Certainty.C1 if rumour or (tier >= 4 and not officials) else Certainty.C2


def _clauses(own: Sequence[Sentence]) -> list[_Clause]:
    found: list[_Clause] = []
    last: Speaker | None = None
    for sentence in own:
        for said in speakers_of(sentence, last):
            start = sentence.start + said.start
            text = sentence.text[said.start : said.end]
            piece = Sentence(sentence.index, start, start + len(text), text, sentence.in_title)
            found.append(_Clause(said.speaker, piece))
            last = said.speaker
    return found


def _speaker_at(clauses: Sequence[_Clause], span: Span) -> Speaker:
    for clause in clauses:
        if clause.sentence.start <= span[0] and span[1] <= clause.sentence.end:
            return clause.speaker
    return OUTLET


def _facts(clause: Sentence, mention: Mention, lang: str) -> Iterator[tuple[str, Value, Span]]:
    """The mention's facts that a clause holds, read again from the clause alone."""
    start = clause.start
    for told in counts_of(clause, lang):
        if getattr(mention, told.field, None) is not None and told.count.best is not None:
            yield told.field, told.count.best, told.span
    for target, span in targets_of(clause, lang):
        if tells_who(target):
            yield "target", target_text(target.nationality, target.type), span
            break
    doer = doer_of(clause)
    if doer and doer.description and mention.perpetrator:
        yield "perpetrator.description", doer.description, doer.span
    status = status_of(clause.text, lang)
    if status:
        yield "perpetrator.status", status[0].value, (start + status[1][0], start + status[1][1])
    motive = motive_of(clause.text, lang)
    if motive:
        yield "motive", motive[0], (start + motive[1][0], start + motive[1][1])
    weapon = weapon_of(clause.text)
    kind = _kind_in(clause, mention, lang)
    if kind:
        yield "kind", mention.fine_kind or mention.kind, kind
    elif weapon and weapon[0] == mention.weapon:
        yield "kind", mention.fine_kind or mention.kind, (start + weapon[1][0], start + weapon[1][1])


def _kind_in(clause: Sentence, mention: Mention, lang: str) -> Span | None:
    """Where the clause names the mention's kind of event."""
    words = lexicon(lang)
    if words is None or mention.fine_kind is None:
        return None
    parts = words_of(clause.text)
    for hit in words.events.find(parts):
        if any(tag.partition(":")[2] == mention.fine_kind for tag in hit.tags):
            return clause.start + parts.starts[hit.first], clause.start + parts.ends[hit.last - 1]
    return None


def _responsibility(
    document: Document,
    own: Sequence[Sentence],
    around: Sequence[Sentence],
    mention: Mention,
    clauses: Sequence[_Clause],
) -> Iterator[tuple[str, Value, Speaker, Span]]:
    """Claims of responsibility are the group's word, blame is whoever's clause it stands in."""
    names = names_in(document.text[:READ_AT_MOST]) if document.lang == "en" else ()
    mine = {sentence.index for sentence in own}
    for sentence in (*own, *around):
        if sentence.index not in mine:
            clauses = _clauses([sentence]) if document.lang == "en" else []
        told = mention.claim.claimed is not None
        found = claim_in(sentence.text, document.lang, names) if told else None
        if found is not None and found[0] is mention.claim.claimed:
            claimed, by, (first, last) = found
            span = (sentence.start + first, sentence.start + last)
            if claimed:
                yield "claim", by, Speaker("group", institution=by, named=by is not None), span
            else:
                yield "claim", False, _speaker_at(clauses, span), span
        if mention.attributed_to and document.lang == "en":
            for blame in blame_in(sentence.text, names):
                group = blame.group
                if is_blamed(blame) and group.name in mention.attributed_to:
                    span = (sentence.start + group.start, sentence.start + group.end)
                    yield "attributed_to", group.name, _speaker_at(clauses, span), span


def target_text(nationality: str | None, kind: str | None) -> str:
    """ "Chinese nationals", "police"."""
    return " ".join(part for part in (nationality, (kind or "").replace("_", " ")) if part)


def value_of(mention: Mention, field: str) -> Value:
    """A mention's value as a claim tells it ("perpetrator.status", "injured"); None when it has none."""
    base, _, part = field.partition(".")
    if base == "kind":
        return mention.fine_kind or mention.kind
    if base == "target":
        first = mention.target[0] if mention.target else None
        return target_text(first.nationality, first.type) if first else None
    if base == "perpetrator":
        who = mention.perpetrator
        return None if who is None else who.status.value if part == "status" else who.description
    if base == "place":
        return mention.place.name
    value = getattr(mention, base, None)
    if isinstance(value, Count):
        return value.best
    if isinstance(value, StrEnum):
        return str(value.value)
    return value if isinstance(value, str | int | bool) else None
