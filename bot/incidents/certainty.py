"""How sure: C0 taken back, C1 rumour, C2 nobody by name, C3 on record, C4 two families and an official."""

from bot.incidents.statements import OFFICIAL, ON_RECORD, Telling
from bot.model.incident import Report
from bot.model.mention import Certainty
from bot.model.takeback import LOWEST_TIER


def certainty_of(story: Telling) -> Certainty:
    """Rate the incident by everything that tells of it; copies of one text are one voice."""
    reports = story.reports
    # A rumour beside it neither confirms nor weakens what others tell.
    if all(each.withdrawn for each in reports):
        return Certainty.C0
    official = any(_on_record(each) for each in reports)
    if official:
        return Certainty.C4 if story.families >= 2 else Certainty.C3
    if all(each.mention.certainty is Certainty.C1 for each in reports):
        return Certainty.C1
    return Certainty.C2


def _on_record(report: Report) -> bool:
    if report.tier >= LOWEST_TIER or report.mention.certainty is Certainty.C1:
        return False
    if report.mention.certainty in ON_RECORD:
        return True
    return any(
        each.said_by.named and each.said_by.role in OFFICIAL and each.certainty in ON_RECORD
        for each in report.mention.claims
    )
