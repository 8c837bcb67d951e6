"""What a blast, a fire or a crash is said to have come from: an accident, or a deed after all.

Whoever says so may correct what everybody was told, so a verdict needs plain words: what "may have been" a
leak, or has "not been ruled out", is none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.extraction.document import Sentence
from bot.extraction.gated import gated, small
from bot.extraction.signs import Signs, Standing

# What breaks by itself.
_THING = (
    r"(?:(?:a|an|the|its|their|some|exploding|leaking|faulty|burst|bursting|ruptured|overheated|old|stored|"
    r"domestic|cooking|natural|liquefied|lpg|electrical|an? accidental) ){0,3}"
    r"(?:gas(?:[- ](?:cylinders?|leak(?:age)?s?|pipe(?:line)?s?|explosion|heaters?|stoves?|canisters?|tanks?|"
    r"mains?|build-?up))?|cylinders?|short[- ]circuit\w*|electrical (?:fault|short|failure)|boilers?|"
    r"transformers?|fire ?(?:crackers?|works)|(?:tyre|tire) burst|generators?|pressure cookers?|compressors?|"
    r"batter(?:y|ies)|chemical reaction|lightning|methane|technical fault|human error|negligence|accident)"
)
_CAUSED = (
    r"(?:(?:caused|triggered|sparked|set off|touched off|started|produced) by|blamed on|"
    r"(?:as )?(?:a |the )?results? of|due to|owing to|because of|turn(?:ed|s) out to (?:be|have been)|"
    r"(?:came|come|comes|originated|resulted|stemmed) from|"
    r"(?:was|were|is) (?:in fact |actually |only |just )?)"
)
_DEED = (
    r"(?:(?:a|an|any|the|acts? of|kind of|result of|caused by|due to|to be|possibility of|involvement of|"
    r"suicide|bomb|terror|terrorist|militant|deliberate|suspected|car) ){0,4}"
    r"(?:attacks?|bombs?|bomb ?blasts?|bombings?|explosives?|explosive devices?|devices?|ieds?|terrorism|"
    r"terror(?:[- ]related)?|terrorist|sabotage|foul play|arson|deliberate|intentional|militants?|missiles?|"
    r"drones?)"
)
_ACCIDENT = gated(
    "caus trigger spark set_off touched start produced blame result due_to owing because turn came come "
    "originat stem was_ were_ is_ not_ n't rule ruling evidence sign indication trace accident",
    rf"{_CAUSED} ?{_THING}|"
    rf"{_THING} (?:was |were |is |are )?(?:blamed|to blame|caused|causes|behind|triggered|sparked|set off)|"
    rf"(?:not|n't|never|nor) (?:been )?{_DEED}|"
    rf"(?:rul(?:es?|ed|ing)|rules) out {_DEED}|"
    rf"no (?:evidence|signs?|indications?|traces?|question) (?:of|that it was) {_DEED}|"
    r"(?:was|were|is|been|be) (?:an accident|accidental)",
)
_DELIBERATE = gated(
    "not_ n't no_accident",
    rf"(?:not|n't|never) (?:caused by |due to |the result of )?{_THING}|was no accident",
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|whether|if|possibly|perhaps|probably|suspect(?:ed|s)?|appears?|appeared|seems?|"
    r"unclear|too early|premature|not|n't|never|cannot|yet to|denied|denies|refused to|declined to)\b"
    r"[^.;,]{0,40}$"
)
_BUT_A_DEED = re.compile(rf"^[,]? ?but (?:rather )?{_DEED}\b")
_DENIES = re.compile(r"\b(?:not|n't|never|no|nor|rul(?:es?|ed|ing) out)\b")

_AS_ACCIDENT: Mapping[str, str] = {
    **dict.fromkeys(
        ("explosion", "bombing", "ied", "grenade", "suicide_bombing", "missile", "explosion_accident"),
        "explosion_accident",
    ),
    **dict.fromkeys(("fire", "arson"), "fire"),
    "vehicle_attack": "transport_accident",
    **dict.fromkeys(("transport_accident", "train_crash", "plane_crash", "building_collapse"), ""),
}
_AS_DEED: Mapping[str, str] = {
    "explosion": "bombing",
    "explosion_accident": "bombing",
    "fire": "arson",
    "bombing": "",
    "arson": "",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """``denies``: it sets right what was thought. ``start`` and ``end`` count in the document."""

    harmless: bool
    denies: bool
    start: int
    end: int


def cause_of(sentence: Sentence) -> Cause | None:
    """The cause that an English sentence gives outright."""
    low = small(sentence.text)
    for harmless, sign in ((False, _DELIBERATE), (True, _ACCIDENT)):
        match = sign.search(low)
        while match is not None:
            if not _HEDGED.search(low, 0, match.start()) and not (
                harmless and _BUT_A_DEED.match(low[match.end() : match.end() + 60])
            ):
                denies = bool(_DENIES.search(low, match.start()))
                return Cause(harmless, denies, sentence.start + match.start(), sentence.start + match.end())
            match = sign.search(low, match.end())
    return None


def read_cause(own: Sequence[Sentence], lang: str, kind: str) -> Cause | None:
    """The first cause that the own sentences of such a kind of event give."""
    if lang != "en" or kind not in _AS_ACCIDENT:
        return None
    for sentence in own:
        cause = cause_of(sentence)
        if cause is not None and (cause.harmless or kind in _AS_DEED):
            return cause
    return None


def what_was_caused(kind: str, own: Sequence[Signs]) -> str:
    """The blast or fire of a story that was read as an "attack", perhaps because it says that it was none."""
    if kind != "attack":
        return kind
    firm = [t for s in own for t in s.triggers if t.weight >= 2.0 and t.standing is not Standing.POSSIBLE]
    return next((t.kind for t in firm if may_have_a_cause(t.kind)), kind)


def kind_by(cause: Cause, kind: str) -> str:
    """The kind of event that one of ``kind`` is, given its cause."""
    return (_AS_ACCIDENT if cause.harmless else _AS_DEED).get(kind, "") or kind


def may_have_a_cause(kind: str) -> bool:
    """Whether an event of this kind may be an accident or a deed."""
    return kind in _AS_ACCIDENT


def sets_right(signs: Signs, lang: str) -> Cause | None:
    """The cause that a headline or first sentence gives of a blast or fire it names; None for what else
    speaks of such causes (courts, days of remembrance, drills, films).
    """
    if lang != "en" or signs.has(
        "legal", "anniversary", "drill", "culture", "sport", "statistics", "business"
    ):
        return None
    if not any(may_have_a_cause(trigger.kind) for trigger in signs.triggers):
        return None
    return cause_of(signs.sentence)
