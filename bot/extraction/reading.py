"""Puts the parts of reading together: the document, its role, its stories, and each story's mention."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.extraction.around import sentences_around
from bot.extraction.attribution import certainty_of, read_claims
from bot.extraction.causes import kind_by, read_cause, what_was_caused
from bot.extraction.counts import read_counts
from bot.extraction.decision import WITHDRAWS, Decision
from bot.extraction.document import Document, Sentence, read_document
from bot.extraction.forces import is_force
from bot.extraction.groups import read_responsibility
from bot.extraction.kinds import choose, nature_of
from bot.extraction.lexicon import Lexicon, lexicon
from bot.extraction.people import read_people
from bot.extraction.place import own_place
from bot.extraction.role import decide
from bot.extraction.signs import Signs, read_signs
from bot.extraction.stories import ARTICLE, Story, divide
from bot.extraction.summary import summarise
from bot.extraction.time import Day, days_in, expected, happened_before, local_day, occurred, reference
from bot.extraction.toponyms import Named, as_read, read_adjectives, read_toponyms
from bot.model.item import Item
from bot.model.kinds import fine_kinds
from bot.model.mention import Certainty, Mention, Nature, Reading, Role, TimePrecision
from bot.model.severity import rate

if TYPE_CHECKING:
    from bot.places.gazetteer import Gazetteer


UNDETERMINED = "undetermined"


def read(item: Item, gazetteer: "Gazetteer") -> Reading:
    """Read one item. Whatever its content, a reading comes back."""
    document = read_document(item)
    words = lexicon(document.lang)
    toponyms = read_toponyms(document, gazetteer)
    names = tuple(as_read(named) for named in toponyms)
    if words is None:
        note = f"no lexicon for language {document.lang or 'unknown'}"
        return Reading(item.id, document.lang, Role.OTHER, False, (), names, notes=(note,))
    signs = read_signs(document, words)
    published = reference(document)
    decision = decide(document, signs)
    today = local_day(published, "") if published else None
    own, behind = divide(signs, toponyms, document.lang, today, decision.at)
    adjectives = read_adjectives(document, gazetteer)
    dateline = signs[0] if signs and not signs[0].sentence.in_title and len(signs) >= ARTICLE else None
    reader = _Reader(document, words, toponyms, adjectives, published, decision, gazetteer, dateline)
    mentions: list[Mention] = []
    if decision.is_incident or decision.follows:
        around = sentences_around(signs, own, behind, document.lang, today)
        told = [one.sentence for story in own for one in story.signs] + [s for free in around for s in free]
        for n, story in enumerate((*own, *behind)):
            mention = _mention(reader, story, around[n] if n < len(around) else (), told)
            if mention is not None:
                mentions.append(mention)
    news = [mention for mention in mentions if not mention.background]
    role = Role.ROUNDUP if decision.is_incident and len(news) > 1 else decision.role
    summary = summarise(item, own[0].signs) if own else ""
    return Reading(
        item.id,
        document.lang,
        role,
        decision.is_incident and bool(mentions) and not mentions[0].background,
        tuple(mentions),
        names,
        summary,
        (decision.reason,),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every story of one document is read with."""

    document: Document
    lexicon: Lexicon
    toponyms: Sequence[Named]
    adjectives: Sequence[Named]
    published: datetime | None
    decision: Decision
    gazetteer: "Gazetteer"
    dateline: Signs | None = None


def _mention(
    reader: _Reader, story: Story, around: Sequence[Sentence], told: Sequence[Sentence]
) -> Mention | None:
    document = reader.document
    found = choose(story.signs)
    sentences = [s.sentence for s in story.signs]
    if found is not None:
        kind, fine = found[0], fine_kinds()[found[0]]
        evidence = {"kind": (found[1].start, found[1].end)}
        thing = what_was_caused(kind, story.signs)
        cause = read_cause(sentences, document.lang, thing)
        if cause is not None:
            kind = kind_by(cause, thing)
            fine, evidence = fine_kinds()[kind], {"kind": (cause.start, cause.end)}
            if cause.harmless:
                evidence["nature"] = evidence["kind"]
    elif story.background:
        return None
    else:
        # Harm is told and no word says of what: tell it before the details are clear.
        kind, fine = UNDETERMINED, None
        evidence = {"kind": (sentences[0].start, sentences[0].end)}
    accident = "nature" in evidence
    place = own_place(
        story.signs,
        reader.toponyms,
        reader.adjectives,
        reader.gazetteer,
        reader.lexicon,
        kind,
        reader.dateline,
    )
    days: list[Day] = []
    if reader.published is not None:
        today = local_day(reader.published, place.timezone)
        days = [day for s in sentences for day in days_in(s.text, document.lang, today)]
    begin, end = None, None
    if story.background:
        at, precision = happened_before(days, place.timezone)
    elif reader.decision.role is Role.ANNOUNCEMENT and reader.published is not None:
        at, precision = None, TimePrecision.UNKNOWN
        begin, end = expected(days, reader.published, place.timezone)
    else:
        # The day that a threat names is the day it may come true; what has happened is the warning.
        told_days = [] if reader.decision.role is Role.THREAT else days
        at, precision = occurred(told_days, reader.published, place.timezone)
    counts = read_counts(document, sentences, kind, around)
    people = read_people(document, sentences, kind, around)
    claim, blamed = read_responsibility(document, sentences, around, () if story.background else told)
    nature = Nature.UNKNOWN
    if accident:
        nature = Nature.ACCIDENT
    elif fine:
        owned = claim.claimed is True or any(not is_force(name) for name in blamed)
        who = people.perpetrator
        doer = (who.description or who.type) if who else None
        nature = nature_of(kind, story.signs, owned=owned, doer=doer)
    mention = Mention(
        kind=fine.kind if fine else kind,
        fine_kind=kind if fine else None,
        nature=nature,
        background=story.background,
        place=place,
        occurred_at=at,
        time_precision=precision,
        expected_from=begin,
        expected_until=end,
        killed=counts.killed,
        injured=counts.injured,
        serious=counts.serious,
        missing=counts.missing,
        abducted=counts.abducted,
        attackers_killed=counts.attackers_killed,
        weapon=None if accident else people.weapon or (fine.weapon if fine else None),
        target=people.target,
        perpetrator=people.perpetrator,
        danger=people.danger,
        motive=people.motive,
        claim=claim,
        attributed_to=blamed,
        own_text=" ".join(" ".join(s.text.split()) for s in sentences),
    )
    evidence |= counts.spans
    evidence |= people.spans
    if reader.decision.reason == WITHDRAWS:
        return replace(mention, certainty=Certainty.C0, severity=1)
    claims = read_claims(document, sentences, mention, evidence, around)
    mention = replace(mention, claims=claims, certainty=certainty_of(claims, document.item.tier))
    severity, reasons = rate(mention)
    return replace(mention, severity=severity, severity_reasons=reasons)
