"""Who is blamed for a deed, sentence by sentence: a group, or a state force. Speakers and deniers are not."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.forces import acts_in_person, forces_in
from bot.extraction.gated import gated, small
from bot.extraction.group_names import GroupMatch, find_groups
from bot.extraction.group_shapes import shapes_in

Names = tuple[tuple[str, str], ...]
_NEAR = 140
_SHORT = 8
_AT_ONCE = 60

DENIED = gated(
    "denied deny denie rejected disclaim",
    r"(?:den(?:y|ied|ies|ying)|rejected|disclaim(?:ed|s))\b[^.;]{0,60}\b(?:responsib\w*|involve\w*|"
    r"role|behind|"
    r"links?|carrying|part in)",
)

_DEED = (
    r"attack|kill|murder|kidnap|abduct|ambush|storm|bomb|detonat|seiz|raid|destroy|dynamit|burn|launch|stag|"
    r"shell|execut(?!ive)|assassinat|plant|hijack|behead|overr[au]n|target|struck|wound|explod|injur|"
    r"perpetrat|commit(?!tee)|"
    r"machine-?gun|occup|torch|loot|massacr|tortur|blast|fir(?:ed|ing)|shot|shoot|hostage|carried out|"
    r"set off|"
    r"set fire|blew up|blown up|opened fire|responsib\w+ for (?:[\w'-]+ ){0,4}(?:attack|kill|murder|death|crime|violen|massacre|bomb|blast|assassin|kidnap|abduct|action|incident|explo|shoot|deed|raid|ambush|assault)|behind|hurled|threw|aggress|violen|terroris(?!ts?\b)|"
    r"sabotag|gunned|participat\w+ in (?:the |this |that |an? )?(?:crime|attack|murder|kill|massacre|ambush|assault|raid)|took part in (?:the |this |that |an? )?(?:crime|attack|murder|kill|massacre|ambush|assault|raid)|releas|freed|held|holding|set (?:[\w'-]+ ){0,5}(?:on )?fire"
)
_BLAMED_BEFORE = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing)|ascribed|pinned|suspect(?:s|"
    r"ed|ing)?|"
    r"carried out by|belong(?:s|ing)? to|work of|responsib\w+ of|hands of|condemn(?:s|ed)?)\b"
    r"[^.;]{0,45}$"
)
_BY = re.compile(
    rf"\b(?:{_DEED})\w*\b[^.;]{{0,90}}\bby (?:the |a |an |some |alleged |suspected |presumed |armed |men of |"
    rf"members? (?:of|from) |group of |units? of |(?:guerrillas?|militants?|fighters?|gunmen) (?:of|from) |"
    rf"[\w-]+[ -]){{0,3}}[\"'\[(]?$"
)
# "by alleged members of the 12th front of the X"
_BY_MEN_OF = re.compile(
    rf"\b(?:{_DEED})\w*\b[^.;]{{0,90}}\bby [^.;]{{0,60}}?\b(?:members?|guerrillas?|rebels?|militants?|fighters?|gunmen|men|"
    r"commandos?|squads?|terrorists|elements|faction|branch|front|units?|column|wing) "
    r"(?:of|from|belonging to|loyal to) (?:the )?(?:so-called |self-styled )?[\"'\[(]?$"
)
_AGENT_AFTER = re.compile(rf"\W{{0,3}}(?:,[^,.;]{{3,60}},\s?)?(?:[\w-]+\s+){{0,4}}?(?:{_DEED})\w*\b(?! by\b)")
# "killed in a Delta Front attack"
_ITS_ATTACK = re.compile(
    r"\W{0,2}(?:guerrilla |rebel |militant |terrorist |rocket |mortar |missile |suicide |car )?(?:attacks?|bombings?|raids?|ambush|assaults?|shelling|"
    r"fire)\b"
)
_IN_ITS = re.compile(r"\b(?:in|by|after|from|during|following) (?:an? |the |another )?(?:suspected |alleged |presumed )?[\"'\[(]?$")
_REPEATED = re.compile(r"\s{0,2}[\[(\"][^\])\"]{1,60}[\])\"]")
_SPEECH_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:said|says|told|stated|added|announced|denied|condemned|warned|vowed)\b"
)
_HELD_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:is|are|was|were|be) (?:being )?(?:(?:held|considered|"
    r"believed to be) responsible|to blame|responsible for|guilty|behind)\b|\W{0,3}(?:did it|committed it|planned it)\b"
)
_NOT_THEM = re.compile(r"\bnot (?:to|by|on|of|the work of) (?:the )?$")
_CLAIMS_AFTER = re.compile(r"\W{0,3}(?:has |have |had |also |later |often )*claim(?:ed|s|ing)?\b")
_HIT_BEFORE = re.compile(
    r"\b(?:(?:kill(?:ed|s|ing)?|arrest(?:ed|s|ing)?|captur(?:ed|es|ing)|detain(?:ed|s)|fight(?:ing|s)?|"
    r"fought|targeting|raided|neutrali[sz]ed|condemn(?:ed|s)?)\s+(?:\w+\s+){0,3}|"
    r"(?:against|on|between|at|in|into|to|for|from|with)\s+"
    # "on 10 March alleged members of ..." says when, not whom it hit
    r"(?:(?:the|a|an|some|several|two|three|alleged|suspected|so-called|armed|members|group|units?|of|"
    r"an?other|other)\s+){0,3})$"
)
_HIT_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:was|were|been|have been|had been|has been)\s+(?:\w+\s+){0,2}?"
    r"(?:killed|arrested|captured|wounded|injured|detained|kidnapped|attacked|shot|murdered|gunned|assassinated|executed|found dead)\b"
)
_FORCE_BLAMED = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing))\b"
    r"[^.;]{0,60}?(?:\b(?:to|on|upon|of|by|and|the|against|members|elements|its|country's)\b[^.;]{0,12})?$"
)
_HELD = re.compile(r"\bh(?:olds?|olding|eld) (?:the )?$")
_HIT_THEM = re.compile(
    r"\b(?:attacks?|assaults?|raids?|war|ambush|offensive|blow|fight\w*|clash\w*|operations?) "
    r"(?:on|against|at|with|between) (?:the |an? )?$"
)
_HARMS = (
    r"kill|murder|massacr|assassinat|execut(?!ive)|tortur|bomb(?!-| ?squad)|straf|shell|abduct|kidnap|burn|torch|loot|"
    r"rap(?:e|ed|ing)\b|slaughter|shot|shoot|machine-?gun|open(?:ed|s)? fire|"
    r"fir(?:ed|ing) (?:on|at|into|indiscriminately)|behead|beat(?:en|ing)?\b|perpetrat|wound|injur|participat\w+ in (?:the |this |that )?(?:crime|attack|murder|massacre)"
)
_FORCE_BY = re.compile(
    rf"\b(?:(?:{_HARMS})\w*(?: [\w'-]+){{0,3}}|(?:crime|attack|action|massacre|bombing|murder|killing|aggression)s?\b[^.;]{{0,60}}"
    rf"(?:carried out|committed|perpetrated|staged|launched|conducted)(?: [\w'-]+){{0,2}}|"
    rf"(?:crime|attack|action|massacre|bombing|aggression)s?(?: (?:of|on|against) [\w' -]{{2,40}})?),? (?:specifically )?by "
    r"(?:the |a |an |some |alleged |suspected |presumed |members? of |elements of |soldiers (?:of|from) |"
    r"troops (?:of|from) |units? of |men of |agents of |[\w-]+[ -]){0,3}$"
)
_FORCE_AGENT = re.compile(
    rf"\W{{0,3}}(?:,[^.;,]{{3,90}},\s?)?(?:(?:soldiers?|troops?|members?|personnel|units?|planes?|aircraft|helicopters?|"
    rf"agents?|men|who|which|that|has|have|had|also|reportedly|allegedly|indiscriminately|repeatedly|brutally|patrols?|"
    rf"(?:are|is|were|was)(?= (?:\w+ly )?\w+ing\b))\s+){{0,4}}?(?:{_HARMS})\w*\b(?! by\b)"
)
_FAILED = re.compile(r"\W{0,3}(?:for|of) (?:their |its |his )?(?:inability|failure|failing|not )")
_RESPONSIBLE = re.compile(r"\W{0,3}(?:\w+ ){0,2}?responsible (?:--)?(?:for|of)\b(?! guard| security| protect)|\W{0,3}responsible--")
_ARMED = (
    r"(?:guerrillas?|rebels?|militants?|insurgents?|terrorists?|subversives?|fighters?|gunm[ae]n|attackers?|"
    r"assailants?|bandits?|robbers?|suspects?|criminals?|extremists?|hideouts?|separatists?|traffickers?|hitm[ae]n|"
    r"smugglers|gangsters|kidnappers|bombers?|armed (?:m[ae]n|individuals|youths))\b"
)
_AGAINST_FIGHTERS = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|shot|bomb(?:ed|s|ing)?|captur\w+|shell(?:ed|s|ing)?|fir\w+ (?:on|at)|strik\w+|struck|deaths? of|"
    rf"bodies of|wound(?:ed|ing)|attack(?:ed|s|ing)?)\b[^.;]{{0,40}}\b{_ARMED}"
    rf"|\b{_ARMED}[^.;]{{0,30}}\b(?:was|were|been|being) (?:\w+ )?(?:killed|shot|captured|wounded|hit|attacked)"
)


class Blame(NamedTuple):
    """A group or force in a sentence: ``how`` is "did", "blamed" (somebody says so) or "denied"."""

    group: GroupMatch
    how: str
    force: bool = False


@lru_cache(maxsize=128)
def organisations_in(text: str, names: Names = ()) -> tuple[GroupMatch, ...]:
    """Every armed group of a sentence: the known ones, those known by their shape, and ``names``, the
    short names ("DLF") that the document gives of such.
    """
    found = list(find_groups(text))
    shown = dict(names)
    for shape in shapes_in(text):
        # "the Delta Front (DLF)": what stands in brackets is the same one
        if not any(one.start <= shape.end + 3 and shape.start < one.end for one in found):
            found.append(GroupMatch(shape.start, shape.end, shown.get(shape.name, shape.name)))
    for short, name in names:
        at = text.find(short) if len(short) <= _SHORT else -1
        if at >= 0 and not any(one.start <= at < one.end for one in found):
            end = at + len(short)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                found.append(GroupMatch(at, end, name))
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def names_in(text: str) -> Names:
    """Short names and unadorned ones of the groups that a document introduces: "DLF", "Delta Liberation
    Front" → "Delta Liberation Front (DLF)".
    """
    found: dict[str, str] = {}
    for shape in shapes_in(text):
        if shape.short:
            found[shape.short] = found[shape.name.removesuffix(f" ({shape.short.upper()})")] = shape.name
    return tuple(found.items())


@lru_cache(maxsize=128)
def blame_in(text: str, names: Names = ()) -> tuple[Blame, ...]:
    """The groups and forces that an English sentence blames, or that deny it; others are only spoken of."""
    groups = organisations_in(text, names)
    forces = forces_in(text)
    if not groups and not forces:
        return ()
    low = small(text)
    found = [Blame(group, how) for group in groups if (how := how_of(low, group))]
    for force in forces:
        match = GroupMatch(*force)
        if not any(one.start < force.end and force.start < one.end for one in groups):
            fights = any(force.end <= one.start < force.end + _AT_ONCE for one in groups)
            how = "" if fights else _how_force(low, match)
            if how:
                found.append(Blame(match, how, True))
    return tuple(found)


def how_of(low: str, group: GroupMatch) -> str:
    """How a group stands at ``group`` in a sentence in small letters: "did", "blamed", "denied" or ""."""
    before = low[max(0, group.start - _NEAR) : group.start]
    repeated = _REPEATED.match(low, group.end)
    after = low[repeated.end() if repeated else group.end :][:80]
    if DENIED.search(after):
        return "denied"
    if _NOT_THEM.search(before) or _HIT_AFTER.match(after) or _SPEECH_AFTER.match(after) or _CLAIMS_AFTER.match(after):
        return ""
    if _BLAMED_BEFORE.search(before) or _HELD_AFTER.match(after):
        return "blamed"
    if _BY.search(before) or _BY_MEN_OF.search(before):
        return "did"
    if (_IN_ITS.search(before) and _ITS_ATTACK.match(after)) or (_AGENT_AFTER.match(after) and not _HIT_BEFORE.search(before)):
        return "did"
    return ""


def _how_force(low: str, force: GroupMatch) -> str:
    """A force that strikes at fighters, or searches, arrests and fights, has done its work, no more."""
    before = low[max(0, force.start - _NEAR) : force.start]
    after = low[force.end : force.end + 110]
    if DENIED.search(after):
        return "denied"
    if _HIT_THEM.search(before):
        return ""
    if _FAILED.match(after):
        return ""
    if _FORCE_BLAMED.search(before) or (_HELD.search(before) and _RESPONSIBLE.match(after)):
        return "blamed"
    if _AGAINST_FIGHTERS.search(low):
        return ""
    if _FORCE_BY.search(before) or _FORCE_AGENT.match(after):
        return "did" if acts_in_person(force.name) else "blamed"
    return ""
