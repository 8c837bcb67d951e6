"""Target, perpetrator, danger, motive and weapon of the item's own incident. Never a name of a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.extraction.person_phrases import People as Group
from bot.extraction.count_patterns import find_phrase
from bot.extraction.harm_phrases import read_hits
from bot.extraction.person_phrases import find_people
from bot.extraction.counts import hits_of
from bot.extraction.document import Document, Sentence
from bot.extraction.tokens import tokens_of
from bot.model.mention import Danger, Perpetrator, PerpetratorStatus, Target

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class People:
    """Who was hit, who did it, whether it goes on, why and with what. ``spans``: code points of the document."""

    target: tuple[Target, ...] = ()
    perpetrator: Perpetrator | None = None
    danger: Danger | None = None
    motive: str | None = None
    weapon: str | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it as one sentence tells it."""

    description: str
    type: str
    span: Span


def read_people(document: Document, own: Sequence[Sentence]) -> People:
    """Read the item's own sentences in order; the first to say a thing says it, the last word on custody counts."""
    spans: dict[str, Span] = {}
    target = _targets(own, document.lang, spans)
    doer = _first(own, doer_of, spans, "perpetrator.description", lambda found: found.span)
    statuses = [(found, sentence) for sentence in own if (found := status_of(sentence.text, document.lang))]
    status = _settle([found[0] for found, _ in statuses])
    if statuses:
        (_, span), sentence = statuses[-1]
        spans["perpetrator.status"] = (sentence.start + span[0], sentence.start + span[1])
    perpetrator = None
    if doer or status:
        perpetrator = Perpetrator(
            doer.description if doer else None,
            doer.type if doer else None,
            status or PerpetratorStatus.UNKNOWN,
        )
    danger = _danger(own, status, spans)
    motive = _motive(own, document.lang, spans)
    weapon = _weapon(own, spans)
    return People(target, perpetrator, danger, motive, weapon, spans)


def _first(own, read, spans, name, span_of):  # type: ignore[no-untyped-def]
    for sentence in own:
        found = read(sentence)
        if found is not None:
            spans[name] = span_of(found)
            return found
    return None


_PLAIN_TYPES = frozenset({"people", "family"})
_TARGETED = re.compile(
    r"\b(?:were|was|been|being|are)\s+(?:\w+\s+)?(?:targeted|attacked|shot|ambushed|hit|fired (?:up)?on|besieged|stabbed|beaten)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:target(?:s|ed|ing)|attack(?:s|ed|ing)?(?: on| against)?|ambush(?:es|ed|ing)?|fir(?:ed|ing|e) (?:at|on|upon)|shooting of|assault on|shot at)\s+"
    r"(?:(?:a|an|the|two|three|several|group of|\d+)\s+){0,2}$",
    re.IGNORECASE,
)


def targets_of(sentence: Sentence, lang: str) -> list[tuple[Target, Span]]:
    """Who was hit in a sentence, most telling first."""
    found: list[tuple[Target, Span]] = []
    if lang != "en":
        for hit in hits_of(sentence.text, lang):
            span = (sentence.start + hit.start, sentence.start + hit.end)
            found += [
                (Target(who.nationality, who.type, who.count.best), span)
                for who in hit.people
                if not who.side
            ]
        return found
    tokens = tokens_of(sentence.text)
    for hit in read_hits(sentence.text):
        if hit.past or hit.field == "serious":
            continue
        found += [
            _target(group, sentence, tokens) for group in hit.people if not group.side and not group.named
        ]
    for group in find_people(sentence.text):
        if group.side in ("attacker", "fighter") or not group.j > group.i:
            continue
        start, end = tokens[group.i].start, tokens[group.j - 1].end
        after = sentence.text[end : end + 40]
        before = sentence.text[max(0, start - 40) : start]
        if _TARGETED.match(after.lstrip()) or _AIMED.search(before):
            found.append(_target(group, sentence, tokens))
    return found


def _target(group: Group, sentence: Sentence, tokens) -> tuple[Target, Span]:  # type: ignore[no-untyped-def]
    one = group.count.max == 1 and group.side != "thing"
    count = group.count.best if group.numbered or one else None
    span = (sentence.start + tokens[group.i].start, sentence.start + tokens[max(group.j - 1, group.i)].end)
    return Target(group.nationality, group.type, count), span


def _targets(own: Sequence[Sentence], lang: str, spans: dict[str, Span]) -> tuple[Target, ...]:
    best: dict[tuple[str | None, str | None], Target] = {}
    for sentence in own:
        for target, span in targets_of(sentence, lang):
            if target.type in _PLAIN_TYPES and not target.nationality:
                continue
            key = (target.nationality, target.type)
            old = best.get(key)
            if old is None or (target.count or 0) > (old.count or 0):
                best[key] = target
            spans.setdefault("target", span)
    nations = {kind for nationality, kind in best if nationality}
    return tuple(
        target for (nationality, kind), target in best.items() if nationality or kind not in nations
    )[:6]


_DID = re.compile(
    r"(?:opened fire|opens fire|open fire|fired (?:at|on|upon|shots|into|several)|shot|shoots|stabbed|stabs|attacked|attacks|killed|kills|kill|wounded|wounds|"
    r"blew (?:himself|herself|themselves)|detonated|detonates|rammed|rams|drove|ploughed|plowed|hurled|threw|lobbed|"
    r"stormed|storm|kidnapped|kidnap|abducted|abduct|ambushed|ambush|seized|hijacked|murdered|set fire|torched|beheaded|"
    r"(?:was|were|is|are) (?:responsible for|behind) the|carried out|went on a|gunned down|gun down|burst into|barged|injured|injures)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:shot|killed|stabbed|attacked|kidnapped|abducted|murdered|injured|wounded|hit|ambushed|fire|opened|carried out|committed|shooting|attack)\s+(?:dead\s+|down\s+)?by\s+(?:suspected\s+|unidentified\s+|unknown\s+)*$",
    re.IGNORECASE,
)
_ATTACKER_DIES = re.compile(
    r"\b(?:kills?|killed) (?:himself|herself|themselves)|blew (?:himself|herself|themselves) up|turned the gun on|suicide bomber\b",
    re.IGNORECASE,
)


def doer_of(sentence: Sentence) -> Doer | None:
    """Who did it, by description: the people right before a deed, or after "shot by"."""
    tokens = tokens_of(sentence.text)
    for group in find_people(sentence.text):
        if group.state or group.j <= group.i:
            continue
        start, end = tokens[group.i].start, tokens[group.j - 1].end
        after = sentence.text[end : end + 70]
        before = sentence.text[max(0, start - 60) : start]
        agent = re.match(
            r"^(?:\s+(?:on (?:a )?motor(?:cycles?|bikes?)|who|has|have|had|also|reportedly|allegedly|riding \w+|in \w+ uniforms?)){0,2}\s*",
            after,
        )
        rest = after[agent.end() :] if agent else after
        if _BY.search(before) or (
            _DID.match(rest) and not _passive(rest) and not _is_victim(group, sentence)
        ):
            words = [
                token.low.replace("_", " ")
                for token in tokens[group.i : group.j]
                if not token.cap or token.low in _KEPT or token is tokens[0] or group.i == group.j - 1
            ]
            text = " ".join(words)
            text = re.sub(r"^(?:a|an|the|his|her|their|its|one|another|this|that)\s+", "", text)
            if text and text not in ("others", "people", "victim", "victims"):
                return Doer(text, _doer_type(group, text), (sentence.start + start, sentence.start + end))
    return None


def _doer_type(group: Group, text: str) -> str:
    if "gunm" in text:
        return "gunman"
    return _ONE.get(group.type, group.type.removesuffix("s"))


_ONE = {"police": "police", "people": "person", "family": "relative", "clergy": "cleric", "children": "child"}
_KEPT = frozenset("security guard gunman gunmen".split())


def _passive(rest: str) -> bool:
    return bool(
        re.match(
            r"(?:shot|killed|wounded|stabbed|injured|attacked|kidnapped|abducted|ambushed|murdered)\s*(?:[,.;]|$|dead\b|in\b|by\b|at\b|near\b|after\b|on\b|and\b)",
            rest,
            re.IGNORECASE,
        )
    )


def _is_victim(group: Group, sentence: Sentence) -> bool:
    return any(group in hit.people for hit in read_hits(sentence.text) if not hit.past)


_WHO = (
    r"(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?|killers?|perpetrators?|culprits?|bombers?|guards?|accused|robbers?|"
    r"kidnappers?|abductors?|terrorists?|militants?|hijackers?|murderers?|assassins?|arsonists?|knifem[ae]n|dacoits?|bandits?|"
    r"drivers?|armed m[ae]n|men|man|he|she|they|youth|teenager|person of interest|two others|accomplices?|mastermind|raiders|thieves)"
)
_AT_LARGE = re.compile(
    rf"\b(?:at large|on the run|on the loose|manhunt|unarrested|remains? free|still free|"
    rf"{_WHO}\b[^.;]{{0,40}}\b(?:fled|flee|flees|escaped|escapes|got away|ran away|managed to (?:flee|escape)|sped away|sped off|drove off|"
    rf"made (?:his|her|their|good) (?:escape|getaway))|"
    rf"(?:not|n't|yet to|not yet|never|no one|nobody|none|no \w+)\s+(?:yet\s+)?(?:been\s+|be\s+|was\s+|were\s+|has been\s+|have been\s+)?(?:arrested|caught|captured|detained|apprehended)|"
    rf"(?:no|without) (?:immediate )?arrests?|(?:search(?:ing)?|hunt(?:ing|ed)?|hunts|looking) for (?:the |a |an |two |three |his |her |their )?(?:\w+ ){{0,2}}{_WHO}|"
    rf"{_WHO} (?:is|are|was|were|being) (?:still )?(?:being )?(?:hunted|sought))\b",
    re.IGNORECASE,
)
_ARREST = r"(?:arrested|arrests?|detained|detains?|apprehended|taken into custody|in (?:police )?custody|surrendered|overpowered|under arrest|captured|nabbed|in detention|rounded up)"
_DETAINED = re.compile(
    rf"\b{_WHO}\b[^.;]{{0,50}}\b{_ARREST}\b|\b{_ARREST}\b[^.;]{{0,30}}\b{_WHO}\b|\b(?:arrest(?:ed|s)?|detain(?:ed|s)?)\b[^.;]{{0,60}}\b(?:in connection|over the|suspected of|for the (?:attack|shooting|killing|murder|bombing))",
    re.IGNORECASE,
)
_NOT_CAUGHT = re.compile(
    r"\b(?:not|n't|yet to|never|no|nobody|none|denied|denies)\b[^.;]{0,40}$", re.IGNORECASE
)
_DEAD = re.compile(
    r"\b(?:(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?|bombers?|hijackers?|knifem[ae]n|perpetrators?)\b[^.;,]{0,25}\b(?:(?:was|were|been) (?:later |also |then |themselves |himself |all )?(?:shot dead|killed|shot and killed|gunned down)|(?:shot dead|killed) by (?:police|security|officers|soldiers|troops|guards)|(?:is|was|are|were|among the) dead\b|died at the scene)"
    r"|(?:police|officers|troops|soldiers|security forces|guards|commandos)\b[^.;]{0,20}\b(?:shot|killed|shot dead|shot and killed) (?:the |all )?(?:\w+ )?(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?)"
    r"|(?:killed|shot|kills|shoots) (?:himself|herself|themselves)\b(?! in the (?:leg|foot))|blew (?:himself|herself|themselves) up|turned the gun on (?:himself|herself)|took (?:his|her) own life|before (?:killing|shooting) (?:himself|herself)"
    r"|suicide bomber)\b",
    re.IGNORECASE,
)
_CONFLICT = re.compile(
    r"\b(?:conflicting (?:reports|accounts|statements)|contradict\w+|disputed|denied)\b[^.;]{0,60}\b(?:arrest\w*|custody|caught|at large|in detention)\b",
    re.IGNORECASE,
)


def status_of(text: str, lang: str = "en") -> tuple[PerpetratorStatus, Span] | None:
    """Where the perpetrator is, as one sentence tells it."""
    if lang != "en":
        for other in (PerpetratorStatus.DEAD, PerpetratorStatus.AT_LARGE, PerpetratorStatus.DETAINED):
            span = find_phrase(text, lang, "status", other.value)
            if span:
                return other, span
        return None
    for pattern, status in (
        (_CONFLICT, PerpetratorStatus.CONFLICTING),
        (_DEAD, PerpetratorStatus.DEAD),
        (_AT_LARGE, PerpetratorStatus.AT_LARGE),
        (_DETAINED, PerpetratorStatus.DETAINED),
    ):
        match = pattern.search(text)
        if not match:
            continue
        if status is PerpetratorStatus.AT_LARGE:
            later = _DETAINED.search(text, match.start())
            if later and re.search(r"\b(?:later|but)\b", text[match.start() : later.end()]):
                return PerpetratorStatus.DETAINED, later.span()
        if status is PerpetratorStatus.DETAINED and _NOT_CAUGHT.search(text[: match.end() - 8][-60:]):
            return PerpetratorStatus.AT_LARGE, match.span()
        return status, match.span()
    return None


def _settle(told: Sequence[PerpetratorStatus]) -> PerpetratorStatus | None:
    if PerpetratorStatus.CONFLICTING in told:
        return PerpetratorStatus.CONFLICTING
    return told[-1] if told else None


_DANGERS = (
    (
        Danger.OVER,
        re.compile(
            r"\b(?:all[- ]clear|(?:siege|standoff|stand-off|operation|clearance operation|hostage crisis|lockdown|gunfight|battle) (?:is |was |has |had )?(?:now )?(?:been )?(?:ended|over|lifted|completed|concluded|ends))\b",
            re.IGNORECASE,
        ),
    ),
    (
        Danger.SECOND_DEVICE,
        re.compile(
            r"\b(?:second|another|third|unexploded|undetonated|more) (?:suspected )?(?:bomb|device|explosive|ied|explosives|package)s?\b[^.;]{0,40}\b(?:found|discovered|defused|feared|reported|disposal|search)|\bunexploded (?:bomb|device|shell|ordnance)",
            re.IGNORECASE,
        ),
    ),
    (
        Danger.FIGHTING,
        re.compile(
            r"\b(?:(?:gun ?fire|gun ?battle|gunfight|firefight|fighting|clashes|shooting|siege|battle|exchange of fire|standoff|stand-off|operation|hostage situation)\b[^.;]{0,30}\b(?:continu(?:es|ed|ing)|under ?way|ongoing|is going on|still|raging|rages|in progress|erupting)|ongoing (?:shooting|attack|siege|gunfight|standoff|battle)|active shooter|hostages? (?:are|were) (?:still )?being held|holding (?:\w+ ){0,3}hostages?|under siege|still inside|holed up|barricaded)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Danger.CONTAINED,
        re.compile(
            r"\b(?:under control|contained|situation (?:is|was) (?:stable|calm)|area (?:has been |was )?(?:secured|cleared)|no (?:further|ongoing|longer any|more) (?:threat|danger))\b",
            re.IGNORECASE,
        ),
    ),
)


def _danger(
    own: Sequence[Sentence], status: PerpetratorStatus | None, spans: dict[str, Span]
) -> Danger | None:
    for danger, pattern in _DANGERS:
        for sentence in own:
            match = pattern.search(sentence.text)
            if match:
                spans["danger"] = (sentence.start + match.start(), sentence.start + match.end())
                return danger
    if status in (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING):
        spans["danger"] = spans["perpetrator.status"]
        return Danger.AT_LARGE
    if status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD):
        spans["danger"] = spans["perpetrator.status"]
        return Danger.CONTAINED
    return None


_MOTIVE_UNKNOWN = re.compile(
    r"\b(?:(?:motives?|reasons?|cause)\b[^.;]{0,50}\b(?:unclear|unknown|not (?:immediately |yet |been )*(?:known|clear|established|determined|disclosed)|under investigation|challenging|difficult|hard|mystery|undetermined)|"
    r"(?:no|unknown|unclear) (?:clear |apparent |known |immediate )?motive|(?:unclear|not (?:immediately )?(?:known|clear)) (?:why|what (?:prompted|led|motivated))|(?:determin|establish|ascertain)\w* (?:the |a )?motive\b[^.;]{0,60})",
    re.IGNORECASE,
)
_MOTIVES = (
    (
        "robbery",
        re.compile(
            r"\b(?:resist(?:ing|ed|ance)?[^.;]{0,15}robbery|robbery (?:attempt|bid|gone wrong)|during a robbery|attempted robbery|mugging)\b",
            re.IGNORECASE,
        ),
    ),
    ("ransom", re.compile(r"\bransom\b", re.IGNORECASE)),
    (
        "personal dispute",
        re.compile(
            r"\b(?:personal (?:enmity|dispute|grudge|feud|vendetta)|old enmity|enmity|family (?:dispute|feud)|domestic dispute|land dispute|property dispute|blood feud|tribal feud|money dispute|grudge)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "honour",
        re.compile(r"\b(?:hono[u]?r killing|name of (?:so-called )?hono[u]?r|karo-kari)\b", re.IGNORECASE),
    ),
    (
        "revenge",
        re.compile(
            r"\b(?:in (?:revenge|retaliation)|to avenge|revenge (?:attack|killing)|reprisal)\b", re.IGNORECASE
        ),
    ),
    ("sectarian", re.compile(r"\bsectarian\b", re.IGNORECASE)),
    (
        "hate crime",
        re.compile(
            r"\b(?:hate crime|racially motivated|racist attack|anti-?semitic attack|islamophobi\w+)\b",
            re.IGNORECASE,
        ),
    ),
    ("political", re.compile(r"\bpolitically motivated\b|\bpolitical motives?\b", re.IGNORECASE)),
)


def motive_of(text: str, lang: str = "en") -> tuple[str, Span] | None:
    """The motive as one sentence tells it; "unknown" when it says that nobody knows."""
    if lang != "en":
        span = find_phrase(text, lang, "motive", "unknown")
        return ("unknown", span) if span else None
    match = _MOTIVE_UNKNOWN.search(text)
    if match:
        return "unknown", match.span()
    for motive, pattern in _MOTIVES:
        match = pattern.search(text)
        if match:
            return motive, match.span()
    return None


def _motive(own: Sequence[Sentence], lang: str, spans: dict[str, Span]) -> str | None:
    for sentence in own:
        found = motive_of(sentence.text, lang)
        if found:
            spans["motive"] = (sentence.start + found[1][0], sentence.start + found[1][1])
            return found[0]
    return None


_WEAPONS = (
    (
        "suicide",
        re.compile(
            r"\bsuicide (?:bomb\w*|attack\w*|blast|vest|car)|\bblew (?:himself|herself|themselves) up\b",
            re.IGNORECASE,
        ),
    ),
    (
        "acid",
        re.compile(r"\bacid (?:attack|on|at)\b|\b(?:threw|throwing|hurled|poured) acid\b", re.IGNORECASE),
    ),
    ("drone", re.compile(r"\bdrones?\b|\bunmanned aerial|\bquadcopters?\b|\buav\b", re.IGNORECASE)),
    ("missile", re.compile(r"\bmissiles?\b", re.IGNORECASE)),
    (
        "air",
        re.compile(
            r"\bair ?strikes?\b|\bair-strikes?\b|\bair raids?\b|\bwarplanes?\b|\bfighter jets?\b|\bhelicopter gunship|\baerial bombard",
            re.IGNORECASE,
        ),
    ),
    (
        "artillery",
        re.compile(r"\bartillery\b|\bmortars?\b|\bshell(?:ing|ed|s)\b|\brockets?\b", re.IGNORECASE),
    ),
    (
        "explosive",
        re.compile(
            r"\bbomb(?:s|ing|ings|ed|er|ers)?\b|\bgrenades?\b|\bi\.?e\.?d\.?s?\b|\bland ?mines?\b|\bexplosives?\b|\bexplosive device|\bdynamite\b|\bcar-bomb|\bdetonat\w+",
            re.IGNORECASE,
        ),
    ),
    (
        "firearm",
        re.compile(
            r"\bopen(?:ed|s|ing)? fire\b|\bgun(?:m[ae]n|fire|shots?|s|ned|ning|point)?\b|\bshoot(?:s|ing|ings|er|ers|out)?\b|\bshot(?! put)\b|\bfiring\b|\brifles?\b|\bpistols?\b|\bak-?47|\bbullets?\b|\bfirefight\b|\bfirearms?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "blade",
        re.compile(
            r"\bkni(?:fe|ves|fed|fing)\b|\bstab(?:s|bed|bing|bings)?\b|\bmachetes?\b|\baxes?\b|\bswords?\b|\bhacked\b|\bbehead\w*|\bknifem[ae]n\b|\bthroats? slit\b",
            re.IGNORECASE,
        ),
    ),
    (
        "vehicle",
        re.compile(
            r"\b(?:ramm(?:ed|ing)|ploughed|plowed|drove|driven|drives) (?:\w+ ){0,6}?into (?:a |the )?(?:\w+ )?(?:crowd|people|pedestrians|group|market|parade)\b|\b(?:car|truck|vehicle|van)[- ]ramming\b",
            re.IGNORECASE,
        ),
    ),
    (
        "fire",
        re.compile(
            r"\bmolotov\b|\bpetrol bombs?\b|\barson\w*\b|\bset (?:\w+ ){0,4}(?:on fire|ablaze|alight)\b|\btorched\b",
            re.IGNORECASE,
        ),
    ),
    (
        "chemical",
        re.compile(
            r"\b(?:sarin|chlorine|nerve agent|nerve gas|chemical weapon|poison gas|mustard gas)s?\b",
            re.IGNORECASE,
        ),
    ),
)


def weapon_of(text: str) -> tuple[str, Span] | None:
    """The weapon a text speaks of, the most telling first."""
    for weapon, pattern in _WEAPONS:
        match = pattern.search(text)
        if match:
            return weapon, match.span()
    return None


def _weapon(own: Sequence[Sentence], spans: dict[str, Span]) -> str | None:
    for sentence in own:
        found = weapon_of(sentence.text)
        if found:
            spans["weapon"] = (sentence.start + found[1][0], sentence.start + found[1][1])
            return found[0]
    return None
