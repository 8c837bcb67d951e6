"""How an English sentence says that a group did a deed, is blamed for it, or denies it. Small letters."""

import re

from bot.extraction.gated import gated

DENIED = gated(
    "denied deny denie rejected disclaim",
    r"(?:den(?:y|ied|ies|ying)|rejected|disclaim(?:ed|s))\b[^.;]{0,60}\b(?:responsib\w*|involve\w*|"
    r"role|behind|"
    r"links?|carrying|part in)",
)
_CRIME = (
    r"(?:attack|kill|murder|death|crime|violen|massacre|bomb|blast|assassin|kidnap|abduct|action|incident|"
    r"explo|shoot|deed|raid|ambush|assault)"
)
DEED = (
    r"attack|kill|murder|kidnap|abduct|ambush|storm|bomb|detonat|seiz|raid|destroy|dynamit|burn|launch|stag|"
    r"shell|execut(?!ive)|assassinat|plant|hijack|behead|overr[au]n|target|struck|wound|explod|injur|"
    r"perpetrat|commit(?!tee)|machine-?gun|occup|torch|loot|massacr|tortur|blast|fir(?:ed|ing)|shot|shoot|"
    r"hostage|carried out|set off|set fire|blew up|blown up|opened fire|behind|hurled|threw|aggress|violen|"
    rf"responsib\w+ for (?:[\w'-]+ ){{0,4}}{_CRIME}|terroris(?!ts?\b)|sabotag|gunned|inflict|explosion|"
    r"counterattack|"
    rf"(?:participat\w+|took part) in (?:the |this |that |an? )?{_CRIME}|releas|freed|held|holding|"
    r"set (?:[\w'-]+ ){0,5}(?:on )?fire"
)
_MEN = (
    r"(?:members?|guerrillas?|rebels?|militants?|fighters?|gunmen|men|commandos?|squads?|terrorists|elements|"
    r"faction|branch|front|units?|column|wing)"
)
BLAMED_BEFORE = re.compile(
    r"\b(?:blam(?:ed?|es|ing)|attribut(?:ed?|es|ing)|accus(?:ed?|es|ing)|ascribed|pinned|"
    r"suspect(?:s|ed|ing)?|carried out by|work of|responsib\w+ of|hands of|"
    r"condemn(?:s|ed)?)\b[^.;]{0,45}$|"
    r"\b(?:presum|believ|suspect|thought)\w*\b[^.;]{0,40}\binvolv\w+ [^.;]{0,45}$"
)
# "nobody knows whether X did it"
UNSURE = re.compile(
    r"\b(?:if|whether|rejected|rejects|unclear|no evidence|not rule(?:d)? out)\b[^.;,]{0,60}$"
)
BY = re.compile(
    rf"\b(?:{DEED})\w*\b[^.;]{{0,90}}\bby (?:the |a |an |some |alleged |suspected |presumed |armed |men of |"
    rf"members? (?:of|from) |group of |units? of |(?:guerrillas?|militants?|fighters?|gunmen) (?:of|from) |"
    rf"[\w-]+[ -]){{0,3}}[\"'\[(]?$"
)
# "by alleged members of the 12th front of the X"
BY_MEN_OF = re.compile(
    rf"\b(?:{DEED})\w*\b[^.;]{{0,90}}\bby [^.;]{{0,60}}?\b{_MEN} (?:of|from|belonging to|loyal to) "
    r"(?:the )?(?:so-called |self-styled )?[\"'\[(]?$"
)
# What is only threatened or planned is no deed.
AGENT_AFTER = re.compile(
    rf"\W{{0,3}}(?:,[^,.;]{{3,60}},\s?)?"
    rf"(?:(?!threat|vow|plan(?:s|ned)?\b|warn|may\b|might\b|could\b|would\b|will\b|not\b|never\b)[\w-]+\s+){{0,5}}?"
    rf"(?:{DEED})\w*\b(?! by\b)"
)
# "killed in a Delta Front attack"; what comes "after" it is another deed
IN_ITS = re.compile(
    r"\b(?:in|by|during) (?:an? |the |another )?"
    r"(?:suspected |alleged |presumed )?[\"'\[(]?$"
)
ITS_ATTACK = re.compile(
    r"\W{0,2}(?:guerrilla |rebel |militant |terrorist |rocket |mortar |missile |suicide |car )?"
    r"(?:attacks?|bombings?|raids?|ambush|assaults?|shelling|fire)\b"
)
# "jets struck the port after a Delta Front attack": that one is why, not what happened
ANSWERS = re.compile(
    r"\b(?:struck|strikes?|raid(?:ed|s)?|bombed|attacked|shelled|launch(?:ed|es)|retaliat\w+|responded|fired|"
    r"air ?strikes?)\b[^.;]{0,90}\b(?:after|following) (?:an? |the )?$"
)
# "…, apparently X members, kidnapped"
APPOSED = re.compile(
    r", (?:apparently|allegedly|presumably|reportedly|supposedly|possibly|believed to be|identified as) "
    r"(?:the )?$"
)
APPOSED_AFTER = re.compile(rf" (?:members?|militants|guerrillas|rebels|fighters|men), (?:{DEED})")
REPEATED = re.compile(r"\s{0,2}[\[(\"][^\])\"]{1,60}[\])\"]")
SPEECH_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:said|says|told|stated|added|announced|denied|condemned|warned|vowed)\b"
)
HELD_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:is|are|was|were|be) (?:being )?(?:(?:held|considered|"
    r"believed to be) responsible|to blame|responsible for|guilty|behind)\b|"
    r"\W{0,3}(?:did it|committed it|planned it)\b"
)
NOT_THEM = re.compile(r"\bnot (?:to|by|on|of|the work of) (?:the )?$")
CLAIMS_AFTER = re.compile(r"\W{0,3}(?:has |have |had |also |later |often )*claim(?:ed|s|ing)?\b")
HIT_BEFORE = re.compile(
    r"\b(?:(?:kill(?:ed|s|ing)?|arrest(?:ed|s|ing)?|captur(?:ed|es|ing)|detain(?:ed|s)|fight(?:ing|s)?|"
    r"fought|targeting|raided|neutrali[sz]ed|condemn(?:ed|s)?)\s+(?:\w+\s+){0,3}|"
    r"(?:against|on|between|at|in|into|to|for|from|with)\s+"
    # "on 10 March alleged members of ..." says when, not whom it hit
    r"(?:(?:the|a|an|some|several|two|three|alleged|suspected|so-called|armed|members|group|units?|of|"
    r"an?other|other)\s+){0,3})$"
)
HIT_AFTER = re.compile(
    r"\W{0,3}(?:\w+\s+){0,3}?(?:was|were|is|are|been|have been|had been|has been)\s+(?:\w+\s+){0,2}?"
    r"(?:killed|arrested|captured|wounded|injured|detained|kidnapped|attacked|shot|murdered|gunned|"
    r"assassinated|executed|found dead)\b|"
    # "X commander killed": no object follows, so it happened to them
    r"\W{0,3}(?:[\w'-]+ ){0,2}?(?:commanders?|leaders?|chiefs?|deputy|official|officials|fighters?|members?|"
    r"militants?|operatives?|figures?|spokesm[ae]n|head|founder|cleric|positions?|bases?|camps?|hideouts?)"
    r"(?: [A-Z]?[\w'-]+){0,2}? (?:killed|slain|shot dead|gunned down|assassinated|executed|wounded|injured|"
    r"arrested|captured|targeted|bombed|struck|hit|destroyed|dead)"
    r"(?=\W{0,2}$|[.,;:]| (?:in|by|near|at|on|as|after|during|outside|when|along|amid|over|alongside|while|"
    r"and)\b)"
)
