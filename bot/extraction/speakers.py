"""Who speaks in a sentence, and which part of it is what they say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.document import Sentence
from bot.extraction.groups import find_groups
from bot.model.mention import Speaker


OFFICIALS = frozenset(
    {"police", "official", "hospital", "military", "government", "agency", "rescue", "embassy"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker with the clause that is theirs; ``start`` and ``end`` count in the sentence."""

    speaker: Speaker
    start: int
    end: int


_VERB = (
    r"(?:said|says|say|told|tells|confirmed|confirms|confirm|stated|states|added|adds|announced|announces|revealed|reveals|"
    r"reported|reports|claimed|claims|explained|disclosed|acknowledged|declared|noted|insisted|maintained|alleged|tweeted|posted)"
)
_SPEECH = re.compile(
    rf"\b(?P<verb>{_VERB})\b(?P<to> (?:to )?(?:reporters|journalists|the media|Reuters|AFP|AP|BBC|CNN|Dawn|Xinhua|the Associated Press|Agence France-Presse|Al Jazeera|a news conference|state media|local media|state television|[A-Z][\w.]+(?: [A-Z][\w.]+){{0,2}}))?(?P<that> that)?"
)
_ACCORDING = re.compile(
    r"\baccording to (?P<who>[^,.;]{2,90})|\b(?P<who2>[^,.;]{2,60}) (?:was|were) quoted as saying",
    re.IGNORECASE,
)
_ROLES = (
    (
        "hospital",
        re.compile(
            r"\b(?:hospital|doctors?|medics?|medical (?:officials?|sources?|staff|superintendent|officer)|surgeons?|health (?:officials?|ministry|department|authorities)|clinic|medical (?:cent(?:er|re)|complex))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "police",
        re.compile(
            r"\b(?:police\w*|ssp|sp|dsp|dig|igp?|sho|superintendent|constable|sheriff|deputy inspector|inspector general|ccpo|cid|detectives?|officer|commissioner of police|investigators?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "military",
        re.compile(
            r"\b(?:army|military|ispr|navy|air force|armed forces|soldiers?|troops|colonel|brigadier|general|defen[cs]e ministry|ministry of defen[cs]e|rangers|paramilitary|idf)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "rescue",
        re.compile(
            r"\b(?:rescue\w*|edhi|fire (?:department|brigade|service|chief|officials?)|firefighters?|civil defen[cs]e|ambulance|red cross|red crescent|chhipa|coast ?guard|emergency services|disaster management)\b",
            re.IGNORECASE,
        ),
    ),
    ("embassy", re.compile(r"\b(?:embassy|consulate|ambassador|consul general)\b", re.IGNORECASE)),
    (
        "witness",
        re.compile(
            r"\b(?:(?:eye)?-?witness(?:es)?|residents?|villagers?|locals?|survivors?|neighbou?rs?|relatives?|passers-?by|shopkeepers?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "agency",
        re.compile(
            r"\b(?:united nations|u\.?n\.?|unhcr|unicef|ocha|who|usgs|geological survey|meteorolog\w+|observatory|amnesty|human rights watch|ngo|monitor(?:ing)?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "government",
        re.compile(
            r"\b(?:government|minist(?:er|ry)|president|prime minister|governor|mayor|foreign office|home department|interior|deputy commissioner|assistant commissioner|cabinet|state media|spokes\w+ for the government|prosecutors?|lawmakers?|senator|senators|council\w*|district administration)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "official",
        re.compile(
            r"\b(?:officials?|authorit(?:y|ies)|spokes(?:man|woman|person|people)|representatives?|sources?|administrator|chief)\b",
            re.IGNORECASE,
        ),
    ),
)
_RANK = re.compile(
    r"\b(?:SSP|SP|DSP|ASP|DIG|IG|IGP|AIG|SHO|CCPO|RPO|DPO|DC|AC|(?:[Ss]enior |[Dd]eputy |[Aa]ssistant )*(?:[Ss]uperintendent(?: of [Pp]olice)?|[Ii]nspector(?:[- ][Gg]eneral)?(?: of [Pp]olice)?|[Cc]ommissioner|[Cc]ommander)|"
    r"[Cc]hief [Mm]inister|[Pp]rime [Mm]inister|[Pp]resident|[Gg]overnor|[Mm]ayor|[Ss]heriff|[Pp]olice [Cc]hief|[Cc]olonel|[Ll]ieutenant|[Mm]ajor|[Bb]rigadier|[Gg]eneral|[Cc]aptain|(?:[A-Z]\w+ )?[Mm]inister|[Aa]mbassador|[Ss]pokes(?:man|woman|person)|[Dd]irector|Dr|[Ss]enator)\b"
)
_SHORT_RANK = {
    "senior superintendent of police": "SSP",
    "senior superintendent": "SSP",
    "deputy superintendent of police": "DSP",
    "superintendent of police": "SP",
    "deputy inspector general": "DIG",
    "deputy inspector general of police": "DIG",
    "inspector general of police": "IGP",
    "inspector general": "IG",
}
_NAME = re.compile(
    r"\b[A-Z][a-z]+(?:[ -](?:[A-Z][a-z'’]+|[A-Z]\.|al|bin|ul|ur|de|van|von|der|el)){0,3}(?: [A-Z][a-z]+)\b"
)
_NOT_A_NAME = re.compile(
    r"\b(?:Police|Hospital|Ministry|Minister|Army|National|General|Medical|University|College|District|Province|City|Department|Office|Force|Forces|"
    r"Government|State|Republic|United|Nations|Al Jazeera|Associated|Press|Agence|Senior|Superintendent|Deputy|Inspector|Commissioner|Chief|Prime|"
    r"President|Governor|Mayor|Interior|Foreign|Health|Defen[cs]e|Red|Crescent|Cross|Rescue|Fire|Civil|Security|Council|Union|Front|Party|Liberation|The|A|On|In|At)\b"
)
_INSTITUTION = re.compile(
    r"\b(?:[A-Z][\w'’.&-]+ ){1,5}(?:Hospital|Medical Cent(?:er|re)|Medical Complex|Clinic|Institute|University|Ministry|Department|Police|Army|Authority|Observatory|Foundation|Office|Centre|Center|Infirmary)\b(?: of [A-Z]\w+)?"
    r"|\b(?:Ministry of [A-Z]\w+(?: and [A-Z]\w+)?|Inter-Services Public Relations|ISPR|Rescue 1122|Edhi Foundation|USGS|Foreign Office|Interior Ministry|Defen[cs]e Ministry)\b"
)
_ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|not (?:be )?(?:named|authori[sz]ed|identified)|unnamed|sources?|declined to be named|requested anonymity)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:the |an? |some |local |senior |security |according to )*(?P<noun>he|she|they|the official|official|the officer|officer|the spokes\w+|spokes\w+|it)$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"(?:, |; | )(?:though|although|but|while|whereas|even though|however)\b|;|\. ", re.IGNORECASE
)


def speakers_of(sentence: Sentence, last: Speaker | None) -> list[Said]:
    """Speakers of one sentence with their clauses. ``last`` is who "he" or "the official" is."""
    text = sentence.text
    found: list[Said] = []
    match = _ACCORDING.search(text)
    if match:
        who = match["who"] or match["who2"]
        speaker = identify(who, last)
        if speaker:
            rest = (match.end(), len(text)) if match.start() < 3 else (0, match.start())
            return [Said(speaker, *_trim(text, *rest))]
    for match in _SPEECH.finditer(text):
        before = text[: match.start()]
        subject = before[max(0, before.rfind(";") + 1) :][-220:]
        after = text[match.end() :]
        direct = identify(subject.strip(" ,\"'"), last)
        if direct is None and before.rstrip().endswith((",", '"')):
            inverted = re.match(r"\s*(?P<who>[^,.;]{2,80})", after)
            direct = identify(inverted["who"], last) if inverted else None
            if direct:
                found.append(Said(direct, 0, match.start()))
                continue
        if direct is None:
            continue
        trailing = before.rfind(", ", 0, max(0, len(before) - 3))
        if not match["that"] and len(after.strip(" .\"'")) < 25 and trailing > 20:
            # "three people were killed, police said on Monday"
            found.append(Said(identify(before[trailing + 2 :].strip(), last) or direct, 0, trailing))
            continue
        end = _CLAUSE_END.search(text, match.end())
        found.append(Said(direct, match.end(), end.start() if end else len(text)))
        break
    return found


def identify(who: str, last: Speaker | None) -> Speaker | None:
    """A speaker from the words that stand for them, None when they are none we know."""
    who = who.strip()
    if not who:
        return None
    if _BARE.match(who) and last is not None:
        return last
    groups = find_groups(who)
    role = next((name for name, pattern in _ROLES if pattern.search(who)), None)
    if groups and role in (None, "official"):
        return Speaker("group", institution=groups[0].name, named=True)
    anonymous = bool(_ANONYMOUS.search(who))
    name = None if anonymous else _person(who)
    if role is None:
        return None
    institution = None
    match = _INSTITUTION.search(who)
    if match:
        institution = re.sub(r"^(?:The|A|An|At|From) ", "", match.group())
    rank = _rank(who)
    named = not anonymous and bool(
        name
        or (institution and role in ("hospital", "agency", "government", "rescue", "embassy", "military"))
    )
    return Speaker(role, institution=institution, named=named, rank=rank, name=name)


def _rank(who: str) -> str | None:
    ranks = [match.group() for match in _RANK.finditer(who)]
    if not ranks:
        return None
    best = max(ranks, key=len)
    short = next((rank for rank in ranks if rank.isupper()), None)
    return short or _SHORT_RANK.get(best.lower(), best[0].upper() + best[1:])


def _person(who: str) -> str | None:
    for match in _NAME.finditer(who):
        if not _NOT_A_NAME.search(match.group()):
            return match.group()
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,":
        start += 1
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


def last_of(found: Sequence[Said], last: Speaker | None) -> Speaker | None:
    """Who "he" is in the next sentence."""
    return found[-1].speaker if found else last
