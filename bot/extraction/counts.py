"""How many were killed or injured, are serious, missing or abducted in the item's own incident."""

import re
from collections import Counter as Frequencies
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.extraction.count_patterns import read_patterns
from bot.extraction.document import Document, Sentence
from bot.extraction.fact_words import fact_words
from bot.extraction.harm_phrases import SHOT, Hit, read_hits
from bot.extraction.person_phrases import People
from bot.extraction.speaker_words import OFFICIALS
from bot.extraction.speakers import speakers_of
from bot.extraction.tokens import tokens_of
from bot.model.mention import Count

_GROUP = frozenset({"group"})
_OTHER_SIDE = frozenset({"attacker", "fighter"})
FIELDS = ("killed", "injured", "serious", "missing", "abducted")


PEACEFUL = frozenset({"protest", "road_blockade", "strike_action"})
_HARM_NOUN = re.compile(
    r"(?:(?:killing|death|murder|abduction|kidnapping|assassination|shooting|lynching|slaying|injur(?:y|ie)|rape)s?"
    r"|massacre)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:over|against|at|about|after|following|condemn\w*|denounc\w*|demand\w*|for|into)\b "
    r"(?:[\w'-]+ ){0,4}$",
    re.IGNORECASE,
)
_ABOUT_ONE_THAT = re.compile(
    r"\b(?:over|against|about|after|following|at|demand\w*)\b[^,;]{0,80}\b(?:that|which|who|where|when)\b[^,;]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Casualties:
    """None where nothing is said. ``spans`` by field, code points of the document."""

    killed: Count | None = None
    injured: Count | None = None
    serious: Count | None = None
    missing: Count | None = None
    abducted: Count | None = None
    attackers_killed: int | None = None
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A count with where it stands; ``rank`` small is better."""

    field: str
    count: Count
    span: tuple[int, int]
    sentence: Sentence
    hit: Hit


def read_counts(
    document: Document, own: Sequence[Sentence], kind: str = "", around: Sequence[Sentence] = ()
) -> Casualties:
    """Choose one count a field from the item's own sentences.

    Where these only say "the priests were killed", a number of priests told ``around`` them is taken.

    Those whose death a protest, strike or blockade is about are not its own.
    """
    year = (document.item.published_at or document.item.seen_at).year
    told = [count for sentence in own for count in counts_of(sentence, document.lang, year)]
    if kind in PEACEFUL:
        told = [one for one in told if not what_it_is_about(one.sentence, one.span)]
    chosen: dict[str, Told] = {}
    if not any(one.field in ("killed", "injured") for one in told):
        told = [replace(one, field="injured") if one.field == SHOT else one for one in told]
    elif all(one.hit.more for one in told if one.field in ("killed", "injured")):
        # "A senator was shot. Two others were hurt": the senator is the third.
        told = [_as_hurt(one) if one.field == SHOT and one.count.best == 1 else one for one in told]
    for name in (*FIELDS, "attackers_killed"):
        of_it = [one for one in told if one.field == name]
        best = _choose(of_it)
        if best:
            chosen[name] = _numbered(_with_others(best, of_it), name, document, around)
    attackers = chosen.pop("attackers_killed", None)
    spans = {name: one.span for name, one in chosen.items()}
    if attackers:
        spans["attackers_killed"] = attackers.span
    return Casualties(
        **{name: one.count for name, one in chosen.items()},
        attackers_killed=attackers.count.best if attackers else None,
        spans=spans,
    )


def _as_hurt(one: Told) -> Told:
    return replace(one, field="injured", hit=replace(one.hit, also=True, more=True))


def counts_of(sentence: Sentence, lang: str, year: int | None = None) -> list[Told]:
    """Every count of a sentence that is not of another, older incident."""
    found: list[Told] = []
    side = ""
    for hit in hits_of(sentence.text, lang):
        if hit.past or (year is not None and hit.year is not None and hit.year < year):
            continue
        people = [
            person._replace(side=side)
            if lang == "en" and _without_noun(person, hit, sentence.text)
            else person
            for person in hit.people
        ]
        side = people[-1].side
        victims = [person for person in people if not person.side]
        others = [person for person in people if person.side in _OTHER_SIDE]
        span = (sentence.start + hit.start, sentence.start + hit.end)
        if victims:
            found.append(Told(hit.field, _sum(victims), span, sentence, hit))
        if others and hit.field == "killed":
            found.append(Told("attackers_killed", _sum(others), span, sentence, hit))
    return found


def what_it_is_about(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether harm is why people protest: "over the killing of four", "after a blast that killed four"."""
    at = span[0] - sentence.start
    before = sentence.text[max(0, at - 140) : at]
    if _HARM_NOUN.match(sentence.text, at) and _ABOUT.search(before):
        return True
    return _ABOUT_ONE_THAT.search(before) is not None


def _without_noun(person: People, hit: Hit, text: str) -> bool:
    """ "784 rebels were killed and 527 wounded", "… 60 others": who they are was said before.

    Not so for what a deed did: "the bomber killed himself and wounded 12".
    """
    tokens = tokens_of(text)
    if person.side or not person.numbered or tokens[person.i].start != hit.start:
        return False
    noun = tokens[max(person.j - 1, person.i)].low
    return noun in ("others", "more") or noun not in fact_words("en").nouns


def hits_of(text: str, lang: str) -> tuple[Hit, ...]:
    """Statements of harm in a sentence; a language without words of its own gives none."""
    return read_hits(text) if lang == "en" else read_patterns(text, lang)


def _sum(people: Sequence[People]) -> Count:
    least = [person.amount.min for person in people]
    best = [person.amount.best for person in people]
    most = [person.amount.max for person in people]
    return Count(
        sum(n or 0 for n in least) if any(n is not None for n in least) else None,
        sum(n or 0 for n in best) if all(n is not None for n in best) else None,
        None if any(n is None for n in most) else sum(n or 0 for n in most),
    )


def _choose(told: Sequence[Told]) -> Told | None:
    """Choose one count of a field.

    A stated toll, else the headline, else what most sentences say, else the first. An exact number goes
    before "dozens", a number before "civilians", an addition ("three more") only where nothing else is
    told. What a named official or a hospital says of people as such, the last time, goes before all but a
    stated toll.
    """
    some = [one for one in told if one.count.best or one.count.max] or list(told)
    some = [one for one in some if not one.hit.implied] or some
    some = [one for one in some if not one.hit.also] or some
    if not some:
        return None
    pool = [one for one in some if not one.hit.more] or some
    if len({one.count.best for one in pool}) > 1:
        # An armed group's toll is its claim.
        pool = [one for one in pool if not _told_by(one, _GROUP)] or pool
    totals = [one for one in pool if one.hit.total]
    titles = [one for one in totals or pool if one.sentence.in_title]
    first = _exact(titles or totals or pool)
    if titles and _is_vague(first) and not _is_vague(_exact(pool)):
        first = _exact(pool)
    others = {one.count.best for one in pool if one.count.best != first.count.best and _whole(one)}
    if not others:
        return first
    official = [one for one in pool if _whole(one) and not _is_vague(one) and _on_record(one)]
    if official and not totals and official[-1].count.best != first.count.best:
        return _widened(official[-1], first)
    return first


def _numbered(base: Told, name: str, document: Document, around: Sequence[Sentence]) -> Told:
    """A number for people of whom the story itself tells none ("the priests")."""
    people = base.hit.people
    if base.count.max is not None or any(person.numbered for person in people):
        return base
    for sentence in around:
        for one in counts_of(sentence, document.lang):
            same = one.field == name and one.hit.people[0].type == people[0].type
            if same and all(person.numbered for person in one.hit.people) and not one.hit.also:
                return one
    return base


def _with_others(base: Told, told: Sequence[Told]) -> Told:
    """The count with those who were "also" hit: "A judge was shot dead. Her two guards were also killed."

    To a number of people only further ones ("ten others were also hurt") are added; that number else holds
    them already.
    """
    if base.hit.total or base.hit.also or base.count.best is None:
        return base
    single = base.count.best == 1
    added: dict[tuple[str, int], Count] = {}
    for one in told:
        apart = one.span[1] <= base.span[0] or base.span[1] <= one.span[0]
        if one.hit.also and apart and one.count.best and (single or (one.hit.more and _is_counted(base))):
            added.setdefault((one.hit.people[0].type, one.count.best), one.count)
    if not added:
        return base
    parts = [base.count, *added.values()]
    least = sum(part.min or 0 for part in parts)
    most = None if any(part.max is None for part in parts) else sum(part.max or 0 for part in parts)
    return replace(base, count=Count(least, sum(part.best or 0 for part in parts), most))


def _exact(pool: Sequence[Told]) -> Told:
    """The first of the count that is told most often, among the most precise."""
    precise = [one for one in pool if not _is_vague(one)]
    numbered = [one for one in pool if any(person.numbered for person in one.hit.people)]
    chosen = precise or numbered or pool
    often = Frequencies(one.count.best for one in chosen)
    most = max(often.values())
    return next(one for one in chosen if often[one.count.best] == most)


def _is_vague(one: Told) -> bool:
    return any(person.vague or not (person.numbered or person.amount.max) for person in one.hit.people)


def _is_counted(one: Told) -> bool:
    return all(person.numbered and not person.vague for person in one.hit.people)


def _whole(one: Told) -> bool:
    """Whether people as such are counted, not the policemen or children among them."""
    return one.hit.total or all(
        person.numbered and not person.part and person.type in ("people", "passengers")
        for person in one.hit.people
    )


def _on_record(one: Told) -> bool:
    return _told_by(one, OFFICIALS, named=True)


def _told_by(one: Told, roles: frozenset[str], named: bool = False) -> bool:
    at = one.span[0] - one.sentence.start
    return any(
        said.start <= at < said.end and said.speaker.role in roles and (said.speaker.named or not named)
        for said in speakers_of(one.sentence, None)
    )


def _widened(one: Told, other: Told) -> Told:
    """The official's count, its bounds wide enough to hold what the headline says."""
    values = [n for n in (one.count.best, other.count.best) if n is not None]
    least = one.count.min if one.count.min is None else min([*values, one.count.min])
    most = one.count.max if one.count.max is None else max([*values, one.count.max])
    return replace(one, count=Count(least, one.count.best, most))
