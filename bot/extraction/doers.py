"""Who did it, by description and never by name: the people right before a deed, or after "shot by"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.extraction.blame import blame_in
from bot.extraction.document import Sentence
from bot.extraction.fact_words import fact_words, nationalities
from bot.extraction.forces import is_force
from bot.extraction.gated import small
from bot.extraction.harm_phrases import Hit, read_hits
from bot.extraction.person_phrases import People as Group
from bot.extraction.person_phrases import find_people
from bot.extraction.tokens import Token, tokens_of

Span = tuple[int, int]
_DEED = re.compile(
    r"(?:opened fire|opens fire|open fire|fired(?! from| by| her| his)|fires (?:at|on)|shot|"
    r"shoots?|stabbed|stabs?|attacked|attacks?|killed|kills?|wounded|wounds?|"
    r"injured|injures?|blew (?:himself|herself|themselves)|detonated|detonates?|rammed|rams|drove|"
    r"ploughed|plowed|hurled|threw|lobbed|stormed|storm|kidnapped|"
    r"kidnaps?|abducted|abducts?|ambushed|ambush(?:es)?|seized|seizes?|hijacked|murdered|set fire|"
    r"torched|beheaded|(?:was|were|is|are) (?:responsible for|behind) the|"
    r"carried out|went on a|gunned down|guns? down|burst into|barged|massacred|hacked|took \w+ hostage)\b"
)
_BETWEEN = re.compile(
    r"\s*(?:(?:who|has|have|had|also|reportedly|allegedly|on (?:a )?motor(?:cycles?|bikes?)|"
    r"on (?:two )?motor(?:cycles?|bikes?)|riding (?:a )?\w+|in \w+ uniforms?|"
    r"armed with \w+(?: \w+)?|at (?:a|the) (?:\w+ ){1,3}in [\w' ]{2,40}(?:, [\w' ]{2,40}){0,2},?)\s+){0,3}"
)
_PASSIVE = re.compile(
    r"(?:shot|killed|wounded|stabbed|injured|attacked|kidnapped|abducted|ambushed|murdered)(?:\s+dead)?\s*"
    r"(?:[,.;]|$|(?:in|by|at|near|after|on|and|when|while|during|as|outside|inside|over|to|this|last|yesterday|today)\b)"
)
_BY = re.compile(
    r"\b(?:shot|killed|stabbed|attacked|kidnapped|abducted|murdered|injured|wounded|hit|ambushed|"
    r"committed|carried out|shooting|attack|dead|down|fire|assault|robbed|beaten|taken) "
    r"by (?:suspected |unidentified |unknown |armed |at least |about )*$"
)
_LEAD = re.compile(
    r"^(?:a|an|the|his|her|their|its|one|another|this|that|at least|about|around|some|several)\s+"
)
_NOBODY = frozenset(
    {
        "others",
        "people",
        "person",
        "victim",
        "victims",
        "member",
        "members",
        "head",
        "body",
        "bodies",
        "officials",
    }
)
_FORCES = frozenset(
    {"army", "military", "navy", "air", "force", "guard", "national", "security", "border", "rangers"}
)
_SELF = (" himself", " herself", " themselves")
_OFFICIAL_TYPES = frozenset({"police", "soldiers", "security_forces"})
# Who is called so is not described; the word is one side's.
_LOADED = frozenset(
    [
        "terrorist",
        "terrorists",
        "criminal",
        "criminals",
        "subversive",
        "subversives",
        "miscreant",
        "miscreants",
        "delinquent",
        "delinquents",
        "thug",
        "thugs",
    ]
)
_ANYBODY = frozenset(
    [
        "people",
        "person",
        "persons",
        "individual",
        "individuals",
        "group",
        "of",
        "unidentified",
        "unknown",
        "other",
        "others",
        "alleged",
        "member",
        "members",
        "several",
        "past",
        "more",
        "two",
        "three",
        "four",
        "five",
        "six",
        "number",
    ]
)
_NEVER = frozenset({"so", "the", "minor", "minors", "consul", "children", "victims"})
_OF_A_FORCE = frozenset({"police", "soldiers", "soldier", "security_forces", "security_force"})
_ONE = {
    "police": "police",
    "people": "person",
    "family": "relative",
    "clergy": "cleric",
    "children": "child",
    "militants": "militant",
}


class Doer(NamedTuple):
    """Who did it: "security guard", "two gunmen"; ``type`` in the singular; ``span`` in the document.

    ``description`` is None where the text has only a word of abuse for them.
    """

    description: str | None
    type: str
    span: Span


def who_did_it(own: Sequence[Sentence], around: Sequence[Sentence]) -> Doer | None:
    """The first doer of the sentences; a state force goes before "soldiers" and before nobody."""
    doer = next((found for sentence in own if (found := doer_of(sentence))), None)
    if doer is not None and doer.type not in _OF_A_FORCE and not is_force(doer.description or ""):
        return doer
    return next((found for sentence in (*own, *around) if (found := force_of(sentence))), doer)


def force_of(sentence: Sentence) -> Doer | None:
    """The state force that did the deed: "air force", "Utopian army"."""
    for blame in blame_in(sentence.text):
        if blame.force and blame.how == "did":
            group = blame.group
            kind = "police" if "police" in group.name else "soldiers"
            return Doer(group.name, kind, (sentence.start + group.start, sentence.start + group.end))
    return None


def doer_of(sentence: Sentence) -> Doer | None:
    """Who did it as one English sentence tells it. Police who kill attackers are no perpetrators."""
    text = sentence.text
    low, tokens, hits = small(text), tokens_of(text), read_hits(text)
    for group in find_people(text):
        if group.state or group.bare or group.side == "thing" or group.j <= group.i:
            continue
        start, end = tokens[group.i].start, tokens[group.j - 1].end
        if not _BY.search(low, max(0, start - 60), start):
            between = _BETWEEN.match(low, end)
            at = between.end() if between else end
            if _is_modifier(group, tokens, low, at):
                continue
            if not _DEED.match(low, at) or _PASSIVE.match(low, at) or _is_victim(group, hits, low):
                continue
        if _no_perpetrator(group, hits):
            continue
        description = _describe(group, tokens)
        named = set(description.replace("-", " ").split())
        if named <= _ANYBODY or named & _NEVER:
            continue
        if named & _LOADED:
            return Doer(None, "militant", (sentence.start + start, sentence.start + end))
        if description:
            kind = "gunman" if "gunm" in description else _ONE.get(group.type, group.type.removesuffix("s"))
            return Doer(description, kind, (sentence.start + start, sentence.start + end))
    return None


def _is_modifier(group: Group, tokens: Sequence[Token], low: str, at: int) -> bool:
    """ "rebel attacks" are attacks, not a rebel who attacks."""
    single = group.amount.max == 1 and group.j - group.i == 1 and group.i > 0
    return single and low.startswith(("attack", "raid", "storm", "ambush"), at)


def _is_victim(group: Group, hits: Sequence[Hit], low: str) -> bool:
    return any(group == other and not low.startswith(_SELF, hit.end) for hit in hits for other in hit.people)


def _no_perpetrator(group: Group, hits: Sequence[Hit]) -> bool:
    """Police or guards who kill attackers; police of whom no victim is told."""
    sides = [person.side for hit in hits if hit.field != "missing" for person in hit.people]
    if group.type == "guards":
        return bool(sides) and all(side in ("attacker", "fighter") for side in sides)
    return group.type in _OFFICIAL_TYPES and all(side in ("attacker", "fighter") for side in sides)


def _describe(group: Group, tokens: Sequence[Token]) -> str:
    """The phrase without its article and without any word that may be a name."""
    words = fact_words("en")
    kept = [
        token.low.replace("_", " ")
        for n, token in enumerate(tokens[group.i : group.j], group.i)
        if not token.cap
        or n == 0
        or token.low in words.nouns
        or token.low in words.any_of("adjectives")
        or token.low in nationalities()
        or token.low in _FORCES
    ]
    text = " ".join(kept).replace(" - ", "-")
    for _ in range(2):
        text = _LEAD.sub("", text)
    text = " ".join(
        nationalities()[word].replace("_", " ") if word in nationalities() else word for word in text.split()
    )
    known = any(token.low in words.nouns for token in tokens[group.i : group.j])
    return "" if text in _NOBODY or len(text) > 60 or not known else text
