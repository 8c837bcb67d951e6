"""Whether a text without a headline tells of an incident: the most concrete deed anywhere in it decides."""

from collections.abc import Sequence

from bot.extraction.decision import SURE, Decision
from bot.extraction.deed import concreteness, talks
from bot.extraction.document import Document
from bot.extraction.evidence import counted_harm
from bot.extraction.glance import other_role
from bot.extraction.signs import Signs, Standing
from bot.extraction.stories import looks_back
from bot.extraction.time import local_day, reference
from bot.model.kinds import fine_kinds
from bot.model.mention import Role

# Up to how many sentences a text without a headline is a brief, from how many its lead alone no longer makes
# an incident of it, and how many are looked at.
ARTICLE, LONG, MOST_READ = 4, 5, 40
# How concrete the deed of an article must be; how much more that takes where the lead tells of courts, and
# where every sentence is somebody's own speech; how much less a deed of an earlier time counts.
DEED, TALK, SPEECH, OLD_DEED = 1.9, 1.0, 0.5, 0.6
# The sum of weights that the lead of a brief needs.
BRIEF = -0.7
_NO_DEED_NEEDED = frozenset({Role.ANNOUNCEMENT, Role.THREAT, Role.CORRECTION})


def of_article(document: Document, signs: Sequence[Signs], lead: Decision) -> Decision:
    """The decision on a text without a headline of which ``lead`` was decided by its first sentences.

    The lead may only set the scene, or be all talk. The most concrete deed anywhere decides, less easily
    where the lead tells of courts or all is somebody's own speech.
    """
    read = signs[:MOST_READ]
    published = reference(document)
    today = local_day(published, "") if published else None
    worth = [concreteness(s, document.lang) - OLD_DEED * looks_back(s, document.lang, today) for s in read]
    best = max(range(len(worth)), key=worth.__getitem__)
    talk = TALK * (lead.role in SURE)
    talk += SPEECH * sum(talks(s, document.lang) for s in read) / len(read)
    enough = worth[best] >= DEED + talk
    told = [t for t in signs[0].triggers if t.standing is Standing.TOLD and t.weight >= 2.0]
    # Words for armed people ("rebels", "terrorists") make a sum high and tell of no deed.
    harmed = counted_harm(signs[0])
    firm = any(not fine_kinds()[t.kind].violent for t in told) or (bool(told) and harmed)
    firm = firm or ((bool(told) or harmed) and len(signs) < LONG)
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
        return Decision(other_role(signs[0]), False, "tells of no one deed", lead.score)
    return lead
