"""Who said what: a fact is a speaker's only when it stands in the speaker's own clause."""

from collections.abc import Mapping, Sequence

from bot.extraction.counts import counts_of
from bot.extraction.document import Document, Sentence
from bot.extraction.people import doer_of, motive_of, status_of, targets_of, weapon_of
from bot.extraction.speakers import OFFICIALS, Said, speakers_of
from bot.model.mention import Certainty, Claim, Mention, Speaker

Span = tuple[int, int]
OUTLET = Speaker("outlet")
OFFICIALS = frozenset(
    {"police", "official", "hospital", "military", "government", "agency", "rescue", "embassy"}
)


def read_claims(
    document: Document, own: Sequence[Sentence], mention: Mention, evidence: Mapping[str, Span]
) -> tuple[Claim, ...]:
    """Return what speakers said of the mention's facts, then the outlet's word for what nobody else said.

    ``evidence`` is field → span (code points of the document), one for every field that was read.
    """
    claims: dict[tuple[str, Speaker], Claim] = {}
    last: Speaker | None = None
    for sentence in own:
        said = speakers_of(sentence, last)
        for one in said:
            for field, value, span in _facts(sentence, one, mention, document.lang):
                certainty = certainty_of_speaker(one.speaker)
                claims.setdefault((field, one.speaker), Claim(field, value, one.speaker, certainty, span))
            last = one.speaker
    told = {field for field, _ in claims}
    for field, span in evidence.items():
        value = value_of(mention, field)
        if value is not None and field not in told:
            claims[field, OUTLET] = Claim(field, value, OUTLET, Certainty.C2, span)
    return tuple(claims.values())


def certainty_of_speaker(speaker: Speaker) -> Certainty:
    """C3 for a named official or an institution on record, else C2."""
    return Certainty.C3 if speaker.named and speaker.role in OFFICIALS else Certainty.C2


def certainty_of(claims: Sequence[Claim], tier: int) -> Certainty:
    """Certainty of one item: C3 when anyone on record speaks of it, C1 for an unattributed report of tier 4."""
    if any(claim.certainty is Certainty.C3 for claim in claims):
        return Certainty.C3
    if tier >= 4 and all(claim.said_by.role in ("outlet", "witness") for claim in claims):
        return Certainty.C1
    return Certainty.C2


def _facts(
    sentence: Sentence, said: Said, mention: Mention
) -> list[tuple[str, str | int | bool | None, Span]]:
    """The facts that a clause holds, read again from the clause alone."""
    text = sentence.text[said.start : said.end]
    start = sentence.start + said.start
    clause = Sentence(sentence.index, start, start + len(text), text, sentence.in_title)
    found: list[tuple[str, str | int | bool | None, Span]] = []
    for told in counts_of(clause, lang):
        if getattr(mention, told.field) is not None and told.count.best is not None:
            found.append((told.field, told.count.best, told.span))
    for target, span in targets_of(clause, lang):
        if target.nationality or target.type not in ("people", "family"):
            found.append(("target", target_text(target.nationality, target.type), span))
            break
    doer = doer_of(clause)
    if doer and mention.perpetrator:
        found.append(("perpetrator.description", doer.description, doer.span))
    status = status_of(text, lang)
    if status:
        found.append(("perpetrator.status", status[0].value, (start + status[1][0], start + status[1][1])))
    motive = motive_of(text, lang)
    if motive:
        found.append(("motive", motive[0], (start + motive[1][0], start + motive[1][1])))
    weapon = weapon_of(text)
    if weapon and weapon[0] == mention.weapon:
        span = (start + weapon[1][0], start + weapon[1][1])
        found.append(("kind", mention.fine_kind or mention.kind, span))
    return found


def target_text(nationality: str | None, kind: str | None) -> str:
    """ "Chinese nationals", "police"."""
    return " ".join(part for part in (nationality, (kind or "").replace("_", " ")) if part)


def value_of(mention: Mention, field: str) -> str | int | bool | None:
    """A mention's value as a claim tells it; None when it has none."""
    base, _, part = field.partition(".")
    if base == "kind":
        return mention.fine_kind or mention.kind
    if base == "target":
        first = mention.target[0] if mention.target else None
        return target_text(first.nationality, first.type) if first else None
    if base == "perpetrator":
        who = mention.perpetrator
        if who is None:
            return None
        return who.status.value if part == "status" else who.description
    if base == "place":
        return mention.place.name
    if base == "claim":
        return mention.claim.by if mention.claim.claimed else mention.claim.claimed
    if base == "attributed_to":
        return ", ".join(mention.attributed_to) or None
    value = getattr(mention, base, None)
    if value is None or isinstance(value, str | int | bool):
        return value if not hasattr(value, "value") else str(value.value)
    best = getattr(value, "best", None)
    return best if isinstance(best, int) else None
