"""What part a report plays, decided before anything else is believed.

First what a reader would see at a glance decides: a trial, an anniversary, an opinion, a match, a drill.
Only what is left is weighed (``evidence``), and a sum of weights never makes an incident of an item that
tells of no deed.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.extraction.article import of_article
from bot.extraction.causes import sets_right
from bot.extraction.decision import SURE, WITHDRAWS, Decision
from bot.extraction.deed import has_deed_words
from bot.extraction.document import Document
from bot.extraction.evidence import counted_harm, lead_of, weigh
from bot.extraction.glance import at_a_glance, first, other_role
from bot.extraction.signs import Signs, Standing
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
        return of_article(document, signs, decision)
    return decision


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
    seen = at_a_glance(document, lead, fresh_deed)
    if seen is not None and (titled or seen.role in SURE):
        return seen
    found = weigh(signs, with_prior=document.lang == "en")
    table = weights()
    score = table.get("bias", 0.0) + sum(table.get(name, 0.0) * value for name, value in found.items())
    if seen is not None and score < limits.speech:
        return seen
    spoken = first(head, "statement") and told < 2 and not harmed
    if spoken and score < limits.speech:
        return Decision(Role.STATEMENT, False, "statement", score)
    ahead = _ahead(head, lead)
    if ahead is not None:
        return Decision(ahead, True, ahead.value, score)
    if not _tells_of_a_deed(lead, score, limits):
        return Decision(other_role(head), False, "tells of no deed", score)
    if score <= limits.told:
        return Decision(other_role(head), False, "more speaks against it", score)
    if head.has("correction"):
        return Decision(Role.CORRECTION, True, "corrects", score)
    if head.has("toll") or (head.has("update") and not fresh_deed) or _only_claims(head, told):
        return Decision(Role.UPDATE, True, "running update", score)
    return Decision(Role.NEW_INCIDENT, True, "tells of a deed", score)


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


def _only_claims(head: Signs, told: float) -> bool:
    """Whether its news is a claim of responsibility; one told after the deed goes with its news."""
    return head.has("claims") and (told < 2 or first(head, "claims"))


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
