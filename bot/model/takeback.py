"""A paper that takes its report back, in an item of its own: "we withdraw our report of a blast"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.model.incident import Report
from bot.model.mention import Certainty, Role

# Anybody can add a source of this tier: alone it lowers no danger and puts nothing on record.
LOWEST_TIER = 4


def withdraws(report: Report) -> bool:
    """Whether it tells of nothing but that an earlier report was wrong."""
    return report.role is Role.CORRECTION and report.mention.certainty is Certainty.C0


def taken_back(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the same with those marked that their own publisher took back, and those that say so; and of
    what a structured source tells under one id all but the newest revision.

    What a publisher tells afterwards counts anew. Anybody can add a source of the lowest tier: it takes back
    nothing of a better one, whatever family it gives itself.
    """
    said = [each for each in reports if withdraws(each)]
    newest: dict[str, tuple[int, datetime, str]] = {}
    for each in reports:
        event = each.mention.source_event
        newest[event] = max(newest.get(event, _order(each)), _order(each))
    return tuple(
        replace(each, withdrawn=True)
        if any(_of(one, each) for one in said)
        or (each.mention.source_event and _order(each) < newest[each.mention.source_event])
        else each
        for each in reports
    )


def _order(report: Report) -> tuple[int, datetime, str]:
    return report.mention.source_revision, report.told_at, report.id


def standing(reports: Sequence[Report]) -> list[Report]:
    """Return the incident's own reports that count: those nobody took back, if there are any."""
    own = [each for each in reports if not each.mention.background]
    taken = {each.id for each in taken_back(own) if each.withdrawn}
    return [each for each in own if each.id not in taken] or own


def _of(said: Report, report: Report) -> bool:
    if said is report:
        return True
    if said.mention.source_event:
        return said.mention.source_event == report.mention.source_event
    if said.tier >= LOWEST_TIER > report.tier:
        return False
    same = (said.family or said.source) == (report.family or report.source)
    return same and report.told_at <= said.told_at and not report.mention.background
