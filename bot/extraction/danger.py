"""Where the perpetrator is and whether the danger goes on, as one sentence tells it."""

import re
from collections.abc import Sequence

from bot.extraction.count_patterns import find_phrase
from bot.extraction.gated import Gated, gated, small
from bot.model.mention import Danger, PerpetratorStatus

Span = tuple[int, int]
Status = PerpetratorStatus

_WHO = (
    r"(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?|killers?|perpetrators?|culprits?|"
    r"bombers?|guards?|accused|robbers?|kidnappers?|"
    r"abductors?|terrorists?|militants?|hijackers?|murderers?|assassins?|arsonists?|knifem[ae]n|"
    r"dacoits?|bandits?|drivers?|armed m[ae]n|men|man|"
    r"he|she|they|youth|teenager|person of interest|others|accomplices?|mastermind|raiders|thieves)"
)
_ARREST = (
    r"(?:arrested|arrests?|detained|detains?|apprehended|taken into custody|in (?:police )?custody|"
    r"surrendered|overpowered|under arrest|captured|"
    r"nabbed|in detention|rounded up)"
)
_AT_LARGE = gated(
    "large run loose manhunt unarrested free fled flee escap got_away ran_away sped drove_off getaway "
    "arrest caught captured detained apprehended search hunt looking sought",
    r"at large|on the run|on the loose|manhunt|unarrested|remains? free|still free|"
    rf"{_WHO}\b[^.;]{{0,90}}\b(?:fled|flee|flees|escaped|escapes|got away|ran away|managed to (?:flee|"
    rf"escape)|sped away|sped off|drove off|"
    r"made (?:his|her|their|good) (?:escape|getaway))|"
    r"(?:not|n't|yet to|not yet|never|no one|nobody|none|no \w+) (?:yet )?(?:been |be |was |were |"
    r"has been |have been )?(?:arrested|caught|captured|detained|apprehended)|"
    r"(?:no|without) (?:immediate )?arrests?|"
    rf"(?:search(?:ing)?|hunt(?:ing|ed)?|hunts|looking) for (?:the |a |an |two |three |his |her |"
    rf"their )?(?:\w+ ){{0,2}}{_WHO}|"
    rf"{_WHO} (?:is|are|was|were|being) (?:still )?(?:being )?(?:hunted|sought)",
)
_DETAINED = gated(
    "arrest detain apprehend custody surrender overpower captured nabbed detention rounded",
    rf"{_WHO}\b[^.;]{{0,50}}\b{_ARREST}|{_ARREST}\b[^.;]{{0,30}}\b{_WHO}|"
    r"(?:arrest(?:ed|s)?|detain(?:ed|s)?)\b[^.;]{0,60}\b(?:in connection|over the|suspected of|"
    r"for the (?:attack|shooting|killing|murder|bombing))",
)
_DEAD = gated(
    "dead killed killing shot himself herself themselves own_life suicide_bomber died gunned",
    r"(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?|bombers?|hijackers?|knifem[ae]n|"
    r"perpetrators?)\b[^.;,]{0,25}\b"
    r"(?:(?:was|were|been) (?:later |also |then |themselves |himself |all )?(?:shot dead|killed|"
    r"shot and killed|gunned down)|"
    r"(?:shot dead|killed) by (?:police|security|officers|soldiers|troops|guards)|(?:is|was|are|were|"
    r"among the) dead|died at the scene)|"
    r"(?:police|officers|troops|soldiers|security forces|guards|commandos)\b[^.;]{0,20}\b(?:shot|"
    r"killed|shot dead|shot and killed) (?:the |all )?(?:\w+ )?"
    r"(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?)|"
    r"(?:killed|shot|kills|shoots|killing|shooting) (?:himself|herself|themselves)(?! in the (?:leg|"
    r"foot))|blew (?:himself|herself|themselves) up|"
    r"turned the gun on (?:himself|herself)|took (?:his|her) own life|suicide bombers?",
)
_CONFLICT = gated(
    "conflicting contradict disputed denied",
    r"(?:conflicting (?:reports|accounts|statements)|contradict\w+|disputed|"
    r"denied)\b[^.;]{0,60}\b(?:arrest\w*|custody|caught|at large|in detention)",
)
_NEGATED = re.compile(r"\b(?:not|yet to|never|no|nobody|none|denied|denies)\b[^.;]{0,40}$|n't[^.;]{0,40}$")
_LATER = re.compile(r"\b(?:later|but|before being|eventually|since been)\b")
_OTHERS = re.compile(r"\b(?:others?|another|accomplices?|remaining|second|third|one of|two of)\b")
_KNOWN = (
    (_CONFLICT, Status.CONFLICTING),
    (_AT_LARGE, Status.AT_LARGE),
    (_DEAD, Status.DEAD),
    (_DETAINED, Status.DETAINED),
)

_DANGERS: tuple[tuple[Danger, Gated], ...] = (
    (
        Danger.OVER,
        gated(
            "clear over ended ends lifted completed concluded",
            r"all[- ]clear|operation\b[^.;,]{0,50}\b(?:is|was|are|has been|now) (?:now )?(?:over|ended|"
            r"completed|concluded)|operation (?:at|in) [^.;,]{0,50} (?:over|ends|ended|concluded)|"
            r"(?:siege|standoff|stand-off|(?:military|security|clearance|"
            r"police) operation|hostage crisis|lockdown|gunfight|gun ?battle|battle) "
            r"(?:is |was |has |had )?(?:now )?(?:been )?(?:ended|over|lifted|completed|concluded|ends)",
        ),
    ),
    (
        Danger.SECOND_DEVICE,
        gated(
            "second another third unexploded undetonated more",
            r"(?:second|another|third|undetonated|more) (?:suspected )?(?:bomb|device|explosive|ied|"
            r"explosives|package)s?\b[^.;]{0,40}\b"
            r"(?:found|discovered|defused|feared|disposal|search\w*)|unexploded (?:bomb|device|shell|"
            r"ordnance)s?",
        ),
    ),
    (
        Danger.FIGHTING,
        gated(
            "continu under ongoing going still rag progress active held hold siege inside holed barricad",
            r"(?:gun ?fire|gun ?battle|gunfight|firefight|fighting|clashes|siege|battle|"
            r"exchange of fire|standoff|stand-off|hostage situation|"
            r"(?:military|security|clearance|police|army) operation)\b[^.;]{0,30}\b(?:continu(?:es|ed|"
            r"ing)|under ?way|ongoing|going on|still|raging|rages|in progress)|"
            r"ongoing (?:shooting|attack|siege|gunfight|standoff|battle)|active shooter|"
            r"hostages? (?:are|were) (?:still )?being held|"
            r"holding (?:\w+ ){0,3}hostages?|under siege|attackers? (?:are|were|is|"
            r"was) (?:still )?inside|holed up|barricaded",
        ),
    ),
    (
        Danger.CONTAINED,
        gated(
            "control contained situation secured cleared threat danger",
            r"under control|(?:is|was|been) contained|situation (?:is|was) (?:stable|calm)|"
            r"area (?:has been |was )?(?:secured|cleared)|"
            r"no (?:further|ongoing|longer any|more) (?:threat|danger)",
        ),
    ),
)


def status_of(text: str, lang: str = "en") -> tuple[Status, Span] | None:
    """Where the perpetrator is and where the sentence says so. One who is free outweighs one who is not."""
    if lang != "en":
        for other in (Status.DEAD, Status.AT_LARGE, Status.DETAINED):
            span = find_phrase(text, lang, "status", other.value)
            if span:
                return other, span
        return None
    low = small(text)
    for sign, status in _KNOWN:
        match = sign.search(low)
        if match is None:
            continue
        if status is Status.AT_LARGE:
            later = _DETAINED.search(low, match.start())
            if later and later.end() > match.end() and _LATER.search(low, match.start(), later.end()):
                return Status.DETAINED, later.span()
        if status is Status.DETAINED and _NEGATED.search(low[max(0, match.end() - 68) : match.end() - 8]):
            return Status.AT_LARGE, match.span()
        return status, match.span()
    return None


def settle(told: Sequence[tuple[Status, str]]) -> Status | None:
    """One status from what the sentences say, in order: (status, the words that say it).

    The last word counts, but others who are still free outweigh one who is not.
    """
    if not told:
        return None
    if any(status is Status.CONFLICTING for status, _ in told):
        return Status.CONFLICTING
    if any(status is Status.AT_LARGE and _OTHERS.search(words.lower()) for status, words in told):
        return Status.AT_LARGE
    return told[-1][0]


def danger_of(text: str) -> tuple[Danger, Span] | None:
    """Whether it goes on, where an English sentence says so outright."""
    low = small(text)
    for danger, sign in _DANGERS:
        match = sign.search(low)
        if match:
            return danger, match.span()
    return None
