"""Weapon and motive, as one sentence tells them."""

from bot.extraction.count_patterns import find_phrase
from bot.extraction.gated import gated, small

Span = tuple[int, int]
UNKNOWN = "unknown"

# The most telling first: a suicide bomb is also an explosive.
_WEAPONS = (
    (
        "suicide",
        gated(
            "suicide blew",
            r"suicide (?:bomb\w*|attack\w*|blast|vest|car)|blew (?:himself|herself|themselves) up",
        ),
    ),
    ("acid", gated("acid", r"acid (?:attacks?|on|at)|(?:threw|throwing|hurled|poured) acid")),
    (
        "chemical",
        gated(
            "sarin chlorine nerve chemical_ poison_gas mustard_gas",
            r"sarin|chlorine gas|nerve (?:agent|gas)|chemical (?:weapons?|attack)|poison gas|mustard gas",
        ),
    ),
    ("drone", gated("drone unmanned quadcopter uav", r"drones?|unmanned aerial|quadcopters?|uavs?")),
    ("missile", gated("missile", r"missiles?")),
    (
        "air",
        gated(
            "air warplane jet gunship aerial",
            r"air ?strikes?|air-strikes?|air raids?|warplanes?|(?:fighter )?jets? (?:bombed|struck|hit|"
            r"pounded)|helicopter gunships?|aerial bombard\w+",
        ),
    ),
    (
        "artillery",
        gated(
            "artillery mortar shell rocket",
            r"artillery|mortars?|shell(?:ing|ed)|shells (?:hit|landed|fell|struck)|rockets?",
        ),
    ),
    (
        "explosive",
        gated(
            "bomb grenade ied i.e.d mine explosive dynamite detonat",
            r"bomb(?:s|ing|ings|ed|er|ers)?|grenades?|ieds?|i\.e\.d\.?s?|land ?mines?|explosives?|"
            r"explosive device|dynamite|detonat\w+",
        ),
    ),
    (
        "firearm",
        gated(
            "fire gun shoot shot firing rifle pistol ak-47 bullet",
            r"open(?:ed|s|ing)? fire|gun(?:m[ae]n|fire|shots?|s|ned|ning|point|battle|fight)?|"
            r"shoot(?:s|ing|ings|er|ers|out)?|shot(?! put| of | film)|firing|rifles?|pistols?|ak-?47s?|"
            r"bullets?|firefight|firearms?|shots (?:were|rang)|fired (?:at|on|upon|shots|several)",
        ),
    ),
    (
        "blade",
        gated(
            "kni stab machete axe sword hacked behead throat",
            r"kni(?:fe|ves|fed|fing)|stab(?:s|bed|bing|bings)?|machetes?|axes?|swords?|hacked|"
            r"behead\w*|knifem[ae]n|throats? slit",
        ),
    ),
    (
        "vehicle",
        gated(
            "ramm plough plow drove drive",
            r"(?:ramm(?:ed|ing)|ploughed|plowed|drove|driven|drives) (?:\w+ ){0,6}?into (?:a |"
            r"the )?(?:\w+ )?(?:crowd|people|pedestrians|group|market|parade)|(?:car|truck|vehicle|"
            r"van)[- ]ramming",
        ),
    ),
    (
        "fire",
        gated(
            "molotov petrol_bomb arson set_ torched",
            r"molotov|petrol bombs?|arson\w*|set (?:\w+ ){0,4}(?:on fire|ablaze|alight)|torched",
        ),
    ),
)
_MOTIVE_UNKNOWN = gated(
    "motive reason unclear known clear",
    r"(?:motives?|reasons?) (?:[^.;]{0,50}\b)?(?:unclear|unknown|not (?:immediately |yet |"
    r"been )*(?:known|clear|established|determined|disclosed)|"
    r"under investigation|challenging|difficult|hard to|a mystery|undetermined)|(?:no|unknown|"
    r"unclear) (?:clear |apparent |known |immediate )?motive|"
    r"(?:unclear|not (?:immediately )?(?:known|clear)) (?:why|what (?:prompted|led|motivated))|"
    r"(?:determin|establish|ascertain|investigat)\w* (?:the |a |"
    r"possible )?motives?(?: [^.;]{0,60}(?:challenging|difficult|hard|under ?way|continu\w+))?",
)
_MOTIVES = (
    (
        "robbery",
        gated(
            "robbery mugging",
            r"resist(?:ing|ed|ance)?[^.;]{0,15} robbery|robbery (?:attempt|bid|gone wrong)|"
            r"during a robbery|attempted robbery|mugging",
        ),
    ),
    ("ransom", gated("ransom", r"for ransom|ransom (?:demand|of)|demand(?:ed|ing)? (?:a )?ransom")),
    (
        "personal dispute",
        gated(
            "enmity dispute grudge feud vendetta",
            r"(?:personal|old|long-standing|tribal|family) (?:enmity|disputes?|grudge|feuds?|vendetta)|"
            r"enmity|(?:domestic|land|property|money|marital|business) disputes?|blood feud|grudge",
        ),
    ),
    (
        "honour",
        gated(
            "honour_ honor_ name_of karo", r"hono[u]?r killings?|name of (?:so-called )?hono[u]?r|karo-kari"
        ),
    ),
    (
        "revenge",
        gated(
            "revenge retaliat avenge reprisal",
            r"in (?:revenge|retaliation)|to avenge|revenge (?:attack|killing)s?|reprisals?",
        ),
    ),
    ("sectarian", gated("sectarian", r"sectarian")),
    (
        "hate crime",
        gated(
            "hate_crime racially racist semitic islamophob",
            r"hate crimes?|racially motivated|racist attack|anti-?semitic attack|islamophobic attack",
        ),
    ),
    ("political", gated("politically political_motive", r"politically motivated|political motives?")),
)


def weapon_of(text: str) -> tuple[str, Span] | None:
    """The weapon that an English sentence speaks of (the taxonomy's words) and where."""
    low = small(text)
    for weapon, sign in _WEAPONS:
        match = sign.search(low)
        if match:
            return weapon, match.span()
    return None


def motive_of(text: str, lang: str = "en") -> tuple[str, Span] | None:
    """The motive and where it stands; UNKNOWN when the sentence says that nobody knows."""
    if lang != "en":
        span = find_phrase(text, lang, "motive", UNKNOWN)
        return (UNKNOWN, span) if span else None
    low = small(text)
    match = _MOTIVE_UNKNOWN.search(low)
    if match:
        return UNKNOWN, match.span()
    for motive, sign in _MOTIVES:
        match = sign.search(low)
        if match:
            return motive, match.span()
    return None
