"""What a reader sees at a glance: a trial, an anniversary, an opinion, a match, a drill."""

import re
from collections.abc import Sequence

from bot.extraction.decision import Decision
from bot.extraction.document import Document
from bot.extraction.evidence import before_verb, counted_harm
from bot.extraction.sections import section_of
from bot.extraction.signs import Signs
from bot.model.kinds import fine_kinds
from bot.model.mention import Role

_OPINION = re.compile(
    r"^\W*(?:opinion|editorial|comment|analysis|review|explainer|podcast|quiz|letters?|interview|in pictures"
    r"|photos?|watch|video|q&a|factbox|timeline|obituary|profile|column)\s*[:|–-]"
    r"|\s[|–-]\s*(?:opinion|editorial|review|letters)\s*$"
    # a columnist; but "… | Valley News" is the paper
    r"|\s\|\s*(?-i:[A-Z][a-z]+ (?!News|Times|Post|Herald|Today|Press|Wire|World)[A-Z][a-z]+)\s*$",
    re.IGNORECASE,
)
_SPORTS_PAGE = re.compile(
    r"^\W*(?:\w+ derby|cricket|football|soccer|rugby|tennis|golf|boxing|basketball|athletics|hockey|cycling"
    r"|formula one|f1|nba|nfl|ipl|premier league|champions league|world cup|transfer news"
    r"|match report)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_ASKING = frozenset(
    [
        "why",
        "how",
        "what",
        "who",
        "when",
        "should",
        "is",
        "are",
        "can",
        "could",
        "does",
        "do",
        "did",
        "will",
        "has",
        "inside",
    ]
)


def at_a_glance(document: Document, lead: Sequence[Signs], fresh_deed: bool) -> Decision | None:
    """The decision of the first rule that holds, None where a closer look is needed.

    ``fresh_deed``: the first sentence tells a deed together with the harm it did.
    """
    head = lead[0]
    told, harmed = head.strongest(), counted_harm(head)
    section = section_of(document.item.url)
    if section is not None and not fresh_deed:
        return Decision(section, False, "section of the address")
    title = head.sentence.text
    words = head.words.folded
    if _OPINION.search(title) and not fresh_deed:
        return Decision(Role.ANALYSIS, False, "opinion")
    if head.sentence.in_title and not harmed and _SPORTS_PAGE.search(title):
        return Decision(Role.OTHER, False, "sport")
    if head.sentence.in_title and words[:1] and words[0] in _ASKING and not fresh_deed:
        return Decision(Role.ANALYSIS, False, "asks")
    if head.sentence.in_title and not harmed:
        if head.has("denied_reports"):
            # It says that nothing happened: joined to what others told, it would seem to confirm it.
            return Decision(Role.CORRECTION, False, "denies reports")
        if head.has("measure_ends"):
            return Decision(Role.UPDATE, False, "a measure ends", follows=True)
    if head.has("legal") and not (fresh_deed and not first(head, "legal")):
        return Decision(Role.LEGAL, False, "courts")
    if len(lead) > 1 and lead[1].has("legal") and head.strongest() < 2:
        return Decision(Role.LEGAL, False, "courts")
    if (head.has("fiction") and told < 3 and not fresh_deed) or first(head, "fiction"):
        return Decision(Role.OTHER, False, "a made-up story")
    if (head.has("anniversary") and not fresh_deed) or first(head, "anniversary"):
        return Decision(Role.ANNIVERSARY, False, "anniversary")
    if head.has("mourning") and (told < 3 or first(head, "mourning")) and not fresh_deed:
        return Decision(Role.STATEMENT, False, "mourning")
    if head.has("drill") and not harmed:
        return Decision(Role.OTHER, False, "drill")
    if head.has("statistics") and not harmed and told < 3:
        return Decision(Role.ANALYSIS, False, "statistics")
    for name, role in (("statistics", Role.ANALYSIS), ("recovery", Role.OTHER), ("obituary", Role.OTHER)):
        if first(head, name) and not fresh_deed:
            return Decision(role, False, name)
    if head.has("sport", "culture") and head.strongest() < 3 and not harmed:
        return Decision(Role.OTHER, False, "sport or culture")
    if sum(s.count("sport") for s in lead) >= 2 and not harmed:
        return Decision(Role.OTHER, False, "sport")
    if (
        head.has("background")
        and not harmed
        and not head.has("toll")
        and (told < 2 or first(head, "background"))
    ):
        return Decision(Role.BACKGROUND, False, "looks back")
    deed_told = fresh_deed or head.has("toll") or (harmed and bool(head.triggers))
    if head.has("arrest") and not deed_told and (first(head, "arrest") or head.strongest() < 3):
        follows = any(fine_kinds()[t.kind].violent or t.weight >= 2 for t in head.triggers)
        return Decision(Role.UPDATE if follows else Role.OTHER, False, "arrest or inquiry", follows=follows)
    return None


def first(signs: Signs, name: str) -> bool:
    """Whether a cue of the list stands before every trigger."""
    return before_verb(signs, signs.cues.get(name, ()))


def other_role(head: Signs) -> Role:
    """The role of what is no incident, by the cues of its first sentence."""
    for name, role in (
        ("legal", Role.LEGAL),
        ("anniversary", Role.ANNIVERSARY),
        ("statement", Role.STATEMENT),
        ("analysis", Role.ANALYSIS),
    ):
        if head.has(name):
            return role
    return Role.BACKGROUND if head.triggers else Role.OTHER
