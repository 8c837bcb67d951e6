"""How an English sentence says that a state force did a deed, or is blamed for it. Small letters."""

import re

from bot.extraction.blame_words import DENIED, UNSURE
from bot.extraction.forces import Force, acts_in_person

_NEAR, _REACH = 140, 110
_BLAMED = re.compile(
    # "accused him of plots against the army" accuses him
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing)(?![^.;]* of \w+ing\b))\b"
    r"[^.;]{0,60}?(?:\b(?:to|on|upon|of|by|and|the|against|members|elements|its|country's)\b[^.;]{0,12})?$"
)
_HELD = re.compile(r"\bh(?:olds?|olding|eld) (?:the )?$")
_RESPONSIBLE = re.compile(
    r"\W{0,3}(?:\w+ ){0,2}?responsible (?:--)?(?:for|of)\b(?! guard| security| protect)|\W{0,3}responsible--"
)
_GUILTY = re.compile(
    r"\W{0,3}(?:[\w-]+,? ){0,6}?(?:is|are|was|were|been) (?:\w+ly )?(?:responsible for (?:\w+ ){0,4}"
    r"(?:crime|attack|murder|massacre|killing|bombing|death|disappearance)|guilty of|to blame for|behind the)"
)
_FAILED = re.compile(r"\W{0,3}(?:for|of) (?:their |its |his )?(?:inability|failure|failing|not )")
_HIT_THEM = re.compile(
    r"\b(?:attacks?|assaults?|raids?|war|ambush|offensive|blow|fight\w*|clash\w*|operations?) "
    r"(?:on|against|at|with|between) (?:the |an? )?$|"
    r"\b(?:target(?:s|ed|ing)?|hous(?:es|ing)|host(?:s|ing)) (?:[\w-]+ ){0,3}$"
)
_HARMS = (
    r"kill|murder|massacr|assassinat|execut(?!ive)|tortur|bomb(?!-| ?squad)|straf|shell|abduct|kidnap|burn|"
    r"torch|loot|rap(?:e|ed|ing)\b|slaughter|shot(?! down)|shoot|machine-?gun|open(?:ed|s)? fire|"
    r"fir(?:ed|ing) (?:on|at|into|indiscriminately)|behead|beat(?:en|ing)?\b|perpetrat|wound|injur|"
    r"participat\w+ in (?:the |this |that )?(?:crime|attack|murder|massacre)|attack(?:ed|s|ing)?\b|"
    r"(?:carried out|committed) (?:the |this |that |an? )?(?:\w+ ){0,2}"
    r"(?:crime|attack|murder|massacre|killing|bombing)"
)
_CRIME = r"(?:crime|attack|action|massacre|bombing|murder|killing|aggression)s?"
_BY = re.compile(
    rf"\b(?:(?:{_HARMS})\w*(?: [\w'-]+){{0,3}}|{_CRIME}\b[^.;]{{0,60}}"
    rf"(?:carried out|committed|perpetrated|staged|launched|conducted)(?: [\w'-]+){{0,2}}|"
    rf"{_CRIME}(?: (?:of|on|against) [\w' -]{{2,40}})?),? (?:specifically )?by "
    r"(?:the |a |an |some |alleged |suspected |presumed |members? of |elements of |soldiers (?:of|from) |"
    r"troops (?:of|from) |units? of |men of |agents of |[\w-]+[ -]){0,3}$"
)
_AGENT = re.compile(
    rf"\W{{0,3}}(?:,[^.;,]{{3,90}},\s?)?(?:(?:soldiers?|troops?|members?|personnel|units?|planes?|aircraft|"
    rf"helicopters?|agents?|men|who|which|that|has|have|had|also|reportedly|allegedly|indiscriminately|"
    rf"repeatedly|brutally|patrols?|began|kept|(?:are|is|were|was)(?= (?:\w+ly )?\w+ing\b))\s+){{0,4}}?"
    rf"(?:{_HARMS})\w*\b(?! by\b)"
)
_ARMED = (
    r"(?:guerrillas?|rebels?|militants?|insurgents?|terrorists?|subversives?|fighters?|gunm[ae]n|attackers?|"
    r"assailants?|bandits?|robbers?|suspects?|criminals?|extremists?|hideouts?|separatists?|traffickers?|"
    r"hitm[ae]n|smugglers|gangsters|kidnappers|bombers?|shooters?|armed (?:m[ae]n|individuals|youths))\b"
)
_AGAINST_FIGHTERS = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|shot|bomb(?:ed|s|ing)?|captur\w+|shell(?:ed|s|ing)?|fir\w+ (?:on|at)|strik\w+|"
    rf"struck|deaths? of|bodies of|wound(?:ed|ing)|attack(?:ed|s|ing)?)\b[^.;]{{0,40}}\b{_ARMED}"
    rf"|\b{_ARMED}[^.;]{{0,30}}\b(?:was|were|been|being) (?:\w+ )?"
    r"(?:killed|shot|captured|wounded|hit|attacked)"
)


_SEES_ARMED = re.compile(rf"\b{_ARMED}")


def how_of_force(low: str, force: Force) -> str:
    """How a force stands in a sentence in small letters: "did", "blamed", "denied" or "".

    One that strikes at fighters, or searches, arrests and fights, has done its work, no more.
    """
    before = low[max(0, force.start - _NEAR) : force.start]
    after = low[force.end : force.end + _REACH]
    if DENIED.search(after):
        return "denied"
    if _HIT_THEM.search(before) or _FAILED.match(after):
        return ""
    if UNSURE.search(before):
        return ""
    if _BLAMED.search(before) or _GUILTY.match(after) or (_HELD.search(before) and _RESPONSIBLE.match(after)):
        return "blamed"
    # A gunman whom police shoot may stand anywhere in the sentence.
    if _AGAINST_FIGHTERS.search(low) or ("police" in force.name and _SEES_ARMED.search(low)):
        return ""
    if _BY.search(before) or _AGENT.match(after):
        return "did" if acts_in_person(force.name) else "blamed"
    return ""
