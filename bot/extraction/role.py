"""What part a report plays, decided before anything else is believed.

First what a reader would see at a glance decides: a trial, an anniversary, an opinion, a match, a drill.
Only what is left is weighed (``evidence``), and a sum of weights never makes an incident of an item that
tells of no deed.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from bot.extraction.causes import sets_right
from bot.extraction.deed import concreteness, has_deed_words, talks
from bot.extraction.document import Document
from bot.extraction.evidence import before_verb, counted_harm, lead_of, weigh
from bot.extraction.signs import Signs, Standing
from bot.extraction.stories import looks_back
from bot.extraction.time import local_day, reference
from bot.model.kinds import fine_kinds
from bot.model.mention import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """From which sum of weights what is taken for a deed: any told one; one told by a weak word; a word of
    harm or a trigger only spoken of; a mere word of armed forces or dangers; what somebody is quoted with.
    """

    told: float
    weak_word: float
    harm: float
    danger: float
    speech: float


# A feed's title may be about anything. A bare sentence without a headline was picked as news by somebody, so
# the sum decides there, except about courts and anniversaries.
TITLED = Limits(told=0.0, weak_word=0.8, harm=2.0, danger=4.0, speech=6.0)
BARE = Limits(told=-1.8, weak_word=-1.8, harm=-1.8, danger=-1.8, speech=-1.8)
_SECTIONS: Mapping[str, Role] = {
    **dict.fromkeys(
        (
            "opinion",
            "opinions",
            "comment",
            "commentisfree",
            "editorial",
            "editorials",
            "columns",
            "blogs",
            "blog",
            "analysis",
            "explainer",
            "review",
            "reviews",
            "letters",
            "perspectives",
            "podcasts",
        ),
        Role.ANALYSIS,
    ),
    **dict.fromkeys(
        (
            "sport",
            "sports",
            "football",
            "cricket",
            "entertainment",
            "culture",
            "arts",
            "movies",
            "film",
            "music",
            "lifestyle",
            "style",
            "fashion",
            "food",
            "travel",
            "business",
            "markets",
            "money",
            "tech",
            "technology",
            "books",
            "tv-and-radio",
            "games",
            "celebrity",
            "recipes",
            "property",
            "autos",
        ),
        Role.OTHER,
    ),
    **dict.fromkeys(("obituaries", "obituary"), Role.OTHER),
}
_OPINION = re.compile(
    r"^\W*(?:opinion|editorial|comment|analysis|review|explainer|podcast|quiz|letters?|interview|in pictures"
    r"|photos?|watch|video|q&a|factbox|timeline|obituary|profile|column)\s*[:|–-]"
    r"|[|–-]\s*(?:opinion|editorial|review|letters|[A-Z][a-z]+ [A-Z][a-z]+)\s*$",
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
_ANNOUNCED = frozenset(
    [
        "strike_action",
        "protest",
        "road_blockade",
        "curfew",
        "airport_closure",
        "border_closure",
        "airspace_closure",
        "network_shutdown",
    ]
)


# The reason where a paper takes back its own report.
WITHDRAWS = "takes back its report"
# What a glance finds there stands, whatever the sum.
_SURE = frozenset({Role.LEGAL, Role.ANNIVERSARY})
# Up to how many sentences a text without a headline is a brief, from how many its lead alone no longer makes
# an incident of it, and how many are looked at.
ARTICLE, LONG, MOST_READ = 4, 5, 40
# How concrete the deed of an article must be; how much more that takes where the lead tells of courts, and where
# every sentence is somebody's own speech; how much less a deed of an earlier time counts.
DEED, TALK, SPEECH, OLD_DEED = 1.9, 1.0, 0.5, 0.6
# The sum of weights that the lead of a brief needs.
BRIEF = -0.7
_NO_DEED_NEEDED = frozenset({Role.ANNOUNCEMENT, Role.THREAT, Role.CORRECTION})


@dataclass(frozen=True, slots=True)
class Decision:
    """``reason`` names what decided; ``score`` is the sum of weights (0 where none were weighed).

    ``follows``: it tells what came of a deed (an arrest, an inquiry): it may join an incident and opens none.
    ``at``: the sentence from which it is told, where that is not the lead.
    """

    role: Role
    is_incident: bool
    reason: str
    score: float = 0.0
    follows: bool = False
    at: int = 0


@cache
def weights() -> Mapping[str, float]:
    """The weights by feature name."""
    table = tomllib.loads(files("bot.extraction").joinpath("role.toml").read_text("utf-8"))
    return {name: float(value) for name, value in table["weights"].items()}


def decide(document: Document, signs: Sequence[Signs]) -> Decision:
    """The role of an item and whether its own subject is an incident."""
    lead = lead_of(signs)
    if not lead:
        return Decision(Role.OTHER, False, "empty")
    decision = _of_lead(document, signs, lead)
    if not lead[0].sentence.in_title and len(signs) > 2 and has_deed_words(document.lang):
        return _of_article(document, signs, decision)
    return decision


def _of_article(document: Document, signs: Sequence[Signs], lead: Decision) -> Decision:
    """A text without a headline: its lead may only set the scene, or be all talk. The most concrete deed
    anywhere decides, less easily where the lead tells of courts or all is somebody's own speech.
    """
    read = signs[:MOST_READ]
    published = reference(document)
    today = local_day(published, "") if published else None
    worth = [concreteness(s, document.lang) - OLD_DEED * looks_back(s, document.lang, today) for s in read]
    best = max(range(len(worth)), key=worth.__getitem__)
    talk = TALK * (lead.role in _SURE)
    talk += SPEECH * sum(talks(s, document.lang) for s in read) / len(read)
    enough = worth[best] >= DEED + talk
    told = [t for t in signs[0].triggers if t.standing is Standing.TOLD and t.weight >= 2.0]
    # Words for armed people ("rebels", "terrorists") make a sum high and tell of no deed.
    firm = any(not fine_kinds()[t.kind].violent for t in told)
    firm = (bool(told) or counted_harm(signs[0])) and (firm or len(signs) < LONG)
    # A few sentences are still a brief, whose lead was picked as its news.
    firm = firm or (len(signs) < ARTICLE and lead.score > BRIEF)
    if lead.is_incident and (enough or firm or lead.role in _NO_DEED_NEEDED):
        return lead
    if enough:
        # Who is named before the deed may stand in the lead, which then belongs to the story.
        at = 0 if best <= 1 else best
        return Decision(
            Role.NEW_INCIDENT, True, "a text without a headline tells of a deed", lead.score, at=at
        )
    if lead.is_incident:
        return Decision(_other_role(signs[0]), False, "tells of no one deed", lead.score)
    return lead


def _of_lead(document: Document, signs: Sequence[Signs], lead: Sequence[Signs]) -> Decision:
    head = lead[0]
    told, harmed = head.strongest(), counted_harm(head)
    fresh_deed, titled = told >= 2 and harmed, head.sentence.in_title
    limits = TITLED if titled else BARE
    if titled and any(each.has("withdrawal") for each in lead):
        return Decision(Role.CORRECTION, False, WITHDRAWS, follows=True)
    cause = sets_right(head, document.lang) if titled and not fresh_deed else None
    if cause is not None:
        role = Role.CORRECTION if cause.denies else Role.UPDATE
        return Decision(role, True, "tells the cause")
    seen = _at_a_glance(document, lead, fresh_deed)
    if seen is not None and (titled or seen.role in _SURE):
        return seen
    found = weigh(signs, with_prior=document.lang == "en")
    table = weights()
    score = table.get("bias", 0.0) + sum(table.get(name, 0.0) * value for name, value in found.items())
    if seen is not None and score < limits.speech:
        return seen
    spoken = _first(head, "statement") and told < 2 and not harmed
    if spoken and score < limits.speech:
        return Decision(Role.STATEMENT, False, "statement", score)
    ahead = _ahead(head, lead)
    if ahead is not None:
        return Decision(ahead, True, ahead.value, score)
    if not _tells_of_a_deed(lead, score, limits):
        return Decision(_other_role(head), False, "tells of no deed", score)
    if score <= limits.told:
        return Decision(_other_role(head), False, "more speaks against it", score)
    if head.has("correction"):
        return Decision(Role.CORRECTION, True, "corrects", score)
    if head.has("toll") or (head.has("update") and not fresh_deed):
        return Decision(Role.UPDATE, True, "running update", score)
    return Decision(Role.NEW_INCIDENT, True, "tells of a deed", score)


def _at_a_glance(document: Document, lead: Sequence[Signs], fresh_deed: bool) -> Decision | None:
    head = lead[0]
    told, harmed = head.strongest(), counted_harm(head)
    section = section_of(document.item.url)
    if section is not None and not fresh_deed:
        return Decision(section, False, "section of the address")
    title = head.sentence.text
    words = head.words.folded
    if _OPINION.search(title) and not fresh_deed:
        return Decision(Role.ANALYSIS, False, "opinion")
    if head.sentence.in_title and words[:1] and words[0] in _ASKING and not fresh_deed:
        return Decision(Role.ANALYSIS, False, "asks")
    if head.has("legal") and not (fresh_deed and not _first(head, "legal")):
        return Decision(Role.LEGAL, False, "courts")
    if len(lead) > 1 and lead[1].has("legal") and head.strongest() < 2:
        return Decision(Role.LEGAL, False, "courts")
    if (head.has("fiction") and told < 3 and not fresh_deed) or _first(head, "fiction"):
        return Decision(Role.OTHER, False, "a made-up story")
    if (head.has("anniversary") and not fresh_deed) or _first(head, "anniversary"):
        return Decision(Role.ANNIVERSARY, False, "anniversary")
    if head.has("mourning") and (told < 3 or _first(head, "mourning")) and not fresh_deed:
        return Decision(Role.STATEMENT, False, "mourning")
    if head.has("drill") and not harmed:
        return Decision(Role.OTHER, False, "drill")
    if head.has("statistics") and not harmed and told < 3:
        return Decision(Role.ANALYSIS, False, "statistics")
    for name, role in (("statistics", Role.ANALYSIS), ("recovery", Role.OTHER), ("obituary", Role.OTHER)):
        if _first(head, name) and not fresh_deed:
            return Decision(role, False, name)
    if head.has("sport", "culture") and head.strongest() < 3 and not harmed:
        return Decision(Role.OTHER, False, "sport or culture")
    if sum(s.count("sport") for s in lead) >= 2 and not harmed:
        return Decision(Role.OTHER, False, "sport")
    if (
        head.has("background")
        and not harmed
        and not head.has("toll")
        and (told < 2 or _first(head, "background"))
    ):
        return Decision(Role.BACKGROUND, False, "looks back")
    deed_told = fresh_deed or head.has("toll") or (harmed and bool(head.triggers))
    if head.has("arrest") and not deed_told and (_first(head, "arrest") or head.strongest() < 3):
        follows = any(fine_kinds()[t.kind].violent or t.weight >= 2 for t in head.triggers)
        return Decision(Role.UPDATE if follows else Role.OTHER, False, "arrest or inquiry", follows=follows)
    return None


def _first(signs: Signs, name: str) -> bool:
    return before_verb(signs, signs.cues.get(name, ()))


def _tells_of_a_deed(lead: Sequence[Signs], score: float, limits: Limits) -> bool:
    """Whether the lead holds what no weight can replace: a deed told, or a toll. Where words are weak, the
    whole lead must sound like one (``score``).
    """
    head, rest = lead[0], lead[1:]
    told = head.strongest()
    harmed = head.has("casualty")
    if told >= 2 or (told and (harmed or counted_harm(head))):
        return True
    if head.has("toll") and head.triggers:
        return True
    if any(s.strongest() >= 2 and counted_harm(s) for s in rest) and (bool(head.triggers) or harmed):
        return True
    if (told and score >= limits.weak_word) or ((harmed or head.triggers) and score >= limits.harm):
        return True
    if counted_harm(head) and score >= limits.weak_word:
        return True
    if head.has("trouble") and score >= limits.danger:
        return True
    spoken = head.strongest(Standing.REFERRED) >= 2 or any(s.strongest() >= 3 for s in rest)
    return spoken and counted_harm(head)


def _ahead(head: Signs, lead: Sequence[Signs]) -> Role | None:
    """Announcement or threat: a deed still to come, told by those who will do it or by an authority."""
    kinds = {t.kind for t in head.triggers}
    called = head.has("announced") and not counted_harm(head)
    if kinds & _ANNOUNCED and (called or (head.has("announcement") and head.strongest() < 2)):
        return Role.ANNOUNCEMENT
    if "threat" in kinds and head.has("threat") and any(s.has("threat") for s in lead):
        told = [
            t for t in head.triggers if t.kind == "threat" and t.weight >= 2 and t.standing is Standing.TOLD
        ]
        return Role.THREAT if told else None
    return None


def _other_role(head: Signs) -> Role:
    for name, role in (
        ("legal", Role.LEGAL),
        ("anniversary", Role.ANNIVERSARY),
        ("statement", Role.STATEMENT),
        ("analysis", Role.ANALYSIS),
    ):
        if head.has(name):
            return role
    return Role.BACKGROUND if head.triggers else Role.OTHER


def section_of(url: str) -> Role | None:
    """What the section in an address says the item is, None where it says nothing."""
    try:
        parts = urlsplit(url)
        path, host = parts.path.lower(), (parts.hostname or "").split(".")
    except ValueError:
        return None
    for part in (*path.split("/")[1:-1], *host[:1]):
        if part in _SECTIONS:
            return _SECTIONS[part]
    return None
