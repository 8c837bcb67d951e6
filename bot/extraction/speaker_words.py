"""Who the words stand for: role, institution, rank, name, and whether they speak on record."""

import re

from bot.extraction.group_names import find_groups
from bot.model.mention import Speaker

OFFICIALS = frozenset(
    {"police", "official", "hospital", "military", "government", "agency", "rescue", "embassy"}
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


# In order: the first that is found decides. An army officer is military, an inspector general is police.
_ROLES = (
    (
        "hospital",
        _words(
            r"hospitals?|doctors?|medics?|medical (?:officials?|sources?|staff|superintendent|officer|"
            r"cent(?:er|re)|complex)|surgeons?|nurses?|clinic|physicians?|paramedics?|morgue"
        ),
    ),
    (
        "military",
        _words(
            r"army|military|ispr|navy|air force|armed forces|soldiers?|troops|defen[cs]e (?:ministry|"
            r"minister|officials?)|ministry of defen[cs]e|rangers|paramilitary|idf|frontier corps|"
            r"inter-services"
        ),
    ),
    (
        "police",
        _words(
            r"police\w*|ssp|sp|dsp|asp|dig|igp?|sho|ccpo|rpo|dpo|superintendent|constable|sheriff|"
            r"inspector|cid|ctd|detectives?|investigators?|officers?|law enforcement|gendarmerie"
        ),
    ),
    (
        "military",
        _words(
            r"colonel|brigadier|(?<!attorney )(?<!secretary )(?<!director )(?<!consul )general|major|"
            r"commander|security forces"
        ),
    ),
    (
        "rescue",
        _words(
            r"rescue\w*|edhi|fire (?:department|brigade|service|chief|officials?)|firefighters?|"
            r"civil (?:defen[cs]e|protection)|ambulance|red cross|red crescent|chhipa|coast ?guard|"
            r"emergency services|disaster (?:management|agency)"
        ),
    ),
    ("embassy", _words(r"embassy|consulate|ambassador|consul general|high commission")),
    (
        "agency",
        _words(
            r"united nations|u\.n\.|unhcr|unicef|world health organi[sz]ation|usgs|geological survey|"
            r"meteorolog\w+|observatory|amnesty|human rights watch|monitoring group|seismological"
        ),
    ),
    (
        "government",
        _words(
            r"government|minist(?:er|ry)|president|prime minister|governor|mayor|foreign office|"
            r"home department|interior|deputy commissioner|assistant commissioner|commissioner|cabinet|"
            r"prosecutors?|lawmaker|senator|councillor|district administration|health department|"
            r"attorney general|chief secretary"
        ),
    ),
    (
        "official",
        _words(
            r"officials?|authorit(?:y|ies)|spokes(?:man|woman|person|people)|representatives?|sources?|"
            r"administrator|chief|director|superintendent"
        ),
    ),
    (
        "witness",
        _words(
            r"(?:eye)?-?witness(?:es)?|residents?|villagers?|locals|survivors?|neighbou?rs?|relatives?|"
            r"passers-?by|shopkeepers?|a resident"
        ),
    ),
)
_OUTLETS = _words(
    r"media|television|newspaper|news agency|broadcaster|reuters|afp|xinhua|dawn|geo(?: news)?|channel|"
    r"radio|tv|bbc|cnn|associated press|reporters?|correspondent"
)
_RANK = re.compile(
    r"\b(?:SSP|SP|DSP|ASP|DIG|IG|IGP|AIG|SHO|CCPO|RPO|DPO|DC|AC|(?:[Ss]enior |[Dd]eputy |"
    r"[Aa]ssistant )*(?:[Ss]uperintendent(?: of [Pp]olice)?|"
    r"[Ii]nspector(?:[- ][Gg]eneral)?(?: of [Pp]olice)?|[Cc]ommissioner|[Cc]ommander)|"
    r"[Cc]hief [Mm]inister|[Pp]rime [Mm]inister|[Pp]resident|[Gg]overnor|"
    r"[Mm]ayor|[Ss]heriff|[Pp]olice [Cc]hief|[Cc]olonel|[Ll]ieutenant|[Mm]ajor|[Bb]rigadier|[Gg]eneral|"
    r"[Cc]aptain|(?:(?:[Ii]nterior|[Hh]ealth|[Ff]oreign|[Dd]efen[cs]e|"
    r"[Hh]ome|[Ii]nformation|[Ff]inance) )?[Mm]inister|[Aa]mbassador|[Ss]pokes(?:man|woman|person)|"
    r"[Mm]edical [Ss]uperintendent|[Dd]irector|Dr|[Ss]enator)\b"
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
    r"\b[A-Z][a-zà-ÿ]+(?: (?:[A-Z][a-zà-ÿ'-]+|[A-Z]\.|al|bin|ul|ur|de|van|von|der|el|ud|uz)){0,4}"
)
_NOT_A_NAME = frozenset(
    [
        "Police",
        "Hospital",
        "Ministry",
        "Minister",
        "Army",
        "National",
        "General",
        "Medical",
        "University",
        "College",
        "District",
        "Province",
        "City",
        "Department",
        "Office",
        "Force",
        "Forces",
        "Government",
        "State",
        "Republic",
        "United",
        "Nations",
        "Associated",
        "Press",
        "Agence",
        "Senior",
        "Superintendent",
        "Deputy",
        "Inspector",
        "Commissioner",
        "Chief",
        "Prime",
        "President",
        "Governor",
        "Mayor",
        "Interior",
        "Foreign",
        "Health",
        "Defence",
        "Defense",
        "Red",
        "Crescent",
        "Cross",
        "Rescue",
        "Fire",
        "Civil",
        "Security",
        "Council",
        "Union",
        "Front",
        "Party",
        "Liberation",
        "The",
        "A",
        "An",
        "On",
        "In",
        "At",
        "It",
        "He",
        "She",
        "They",
        "And",
        "Officials",
        "Official",
        "Authorities",
        "Witnesses",
        "Residents",
        "Local",
        "Station",
        "House",
        "Officer",
        "Assistant",
        "Additional",
        "Director",
        "Captain",
        "Major",
        "Colonel",
        "Brigadier",
        "Lieutenant",
        "Commander",
        "Spokesman",
        "Spokeswoman",
        "Spokesperson",
        "Senator",
        "Ambassador",
        "Sheriff",
        "Dr",
        "Doctor",
        "Mr",
        "Mrs",
        "Ms",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Reuters",
        "Hospitals",
        "Centre",
        "Center",
        "Institute",
        "Foundation",
        "Ministry",
    ]
)
_INSTITUTION = re.compile(
    r"\b(?:[A-Z][\w'’.&-]+ ){1,5}(?:Hospital|Medical Cent(?:er|re)|Medical Complex|Clinic|Institute|"
    r"University|Ministry|Department|Police|Army|Authority|"
    r"Observatory|Foundation|Office|Cent(?:er|re)|Infirmary|Agency|Service|Embassy|Consulate|Brigade|"
    r"Guard|Corps)\b(?: of [A-Z]\w+)?"
    r"|\b(?:Ministry of [A-Z]\w+(?: and [A-Z]\w+)?|Inter-Services Public Relations|ISPR|Rescue 1122|"
    r"Edhi Foundation|USGS)\b"
)
_LEADING = re.compile(r"^(?:The|A|An|At|From|In|Of) ")
_ANONYMOUS = _words(
    r"anonym\w+|not (?:be )?(?:named|authori[sz]ed|identified)|unnamed|unidentified|sources?|"
    r"declined to be named|requested anonymity"
)
_PERSONS = _words(
    r"officials?|officers?|sources?|members?|soldiers?|investigators?|commanders?|detectives?|"
    r"inspectors?|workers?|doctors?|medics?|firefighters?|rescuers?|"
    r"constables?|nurses?|paramedics?|surgeons?|prosecutors?|lawmakers?|superintendent|chief|staff|"
    r"representatives?|administrators?|physicians?|authorit(?:y|ies)|troops"
)
_SPOKEN_FOR = _words(r"spokes(?:man|woman|person|people)|statement|representatives?")
_SPEAKS_AS_BODY = frozenset({"police", "military", "government", "rescue", "agency", "embassy", "hospital"})
BARE = re.compile(
    r"^(?:the |same |senior |security |police |army )*(?:he|she|they|official|officer|spokes(?:man|"
    r"woman|person)|officials|minister|sources?|doctor|it)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:he|she|they|it|the (?:same |senior |security |police |army )*(?:official|officer|spokes\w+|"
    r"minister|source|doctor))$",
    re.IGNORECASE,
)


def identify(who: str, last: Speaker | None) -> Speaker | None:
    """The speaker that words stand for; None when they are nobody we know, or the outlet itself."""
    who = who.strip(" ,\"'")
    if not who:
        return None
    if last is not None and (_BACK.match(who) or (last.name and _same_name(who, last.name))):
        return last
    role = next((name for name, pattern in _ROLES if pattern.search(who)), None)
    groups = find_groups(who)
    if groups and role in (None, "official"):
        return Speaker("group", institution=groups[0].name, named=True)
    if role is None or (role == "official" and _OUTLETS.search(who)):
        return None
    anonymous = bool(_ANONYMOUS.search(who))
    institution = _institution(who)
    name = None if anonymous or role == "witness" else _person(who, institution)
    body = role in _SPEAKS_AS_BODY and (bool(_SPOKEN_FOR.search(who)) or not _PERSONS.search(who))
    named = not anonymous and (name is not None or body or (institution is not None and role == "hospital"))
    return Speaker(role, institution=institution, named=named, rank=_rank(who), name=name)


def _same_name(who: str, name: str) -> bool:
    words = who.split()
    return len(words) <= 2 and words[-1] == name.split()[-1]


def _institution(who: str) -> str | None:
    match = _INSTITUTION.search(who)
    if match is None:
        return None
    return _LEADING.sub("", match.group())


def _rank(who: str) -> str | None:
    ranks = [match.group() for match in _RANK.finditer(who)]
    if not ranks:
        return None
    best = max(ranks, key=len)
    short = next((rank for rank in ranks if rank.isupper()), None)
    return short or _SHORT_RANK.get(best.lower(), best[0].upper() + best[1:])


def _person(who: str, institution: str | None) -> str | None:
    text = who.replace(institution, " ") if institution else who
    for match in _NAME.finditer(text):
        words = [word for word in match.group().split() if word not in _NOT_A_NAME]
        if len(words) >= 2 and words[0][0].isupper():
            return " ".join(words)
    return None
