"""A person takes an incident apart that two deeds were taken for.

The reports themselves are marked, so that whatever is put together again later keeps them apart: no link
leads from one side to the other, whatever else they have in common.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.incidents.decision import Decision
from bot.incidents.derive import derive
from bot.incidents.policy import judge, snapshot
from bot.model.incident import Change, Incident, Report, Status


class SplitError(Exception):
    """Why this can't be done, in words for the person who asked."""


def split(
    incident: Incident, chosen: Collection[str], *, now: datetime, too_old_s: float
) -> tuple[Decision, Decision]:
    """Return what stays and what becomes an incident of its own (id "" until the store gives one).

    ``chosen`` names the reports that leave ("ITEM#0") or whole items ("ITEM"). What leaves was told already,
    under the other's id: it is pushed only when it changes. Raises SplitError.
    """
    own = [each for each in incident.reports if not each.mention.background]
    leaving = {each.id for each in own if each.id in chosen or each.item_id in chosen}
    named = leaving | {each.item_id for each in own if each.id in leaving}
    unknown = sorted(set(chosen) - named)
    if unknown:
        raise SplitError(f"{incident.id} holds no report {', '.join(unknown)}")
    if incident.merged_into or incident.status is Status.MERGED:
        raise SplitError(f"{incident.id} was merged into {incident.merged_into}")
    if not leaving or len(leaving) == len(own):
        raise SplitError("some reports must leave and some must stay")
    mark = f"{incident.id}@{now.isoformat()}"
    staying = _side([each for each in own if each.id not in leaving], f"{mark}/stays", incident.reports)
    gone = _side([each for each in own if each.id in leaving], f"{mark}/leaves", incident.reports)
    rest = replace(
        derive(staying, now=now), id=incident.id, revision=incident.revision + 1, parent_id=incident.parent_id
    )
    verdict = judge(rest, (), incident.pushed, now=now, too_old_s=too_old_s)
    made = derive(gone, now=now)
    told = snapshot(made, now, aloud=incident.pushed.aloud) if incident.pushed else None
    return (
        Decision(
            Change.CORRECT,
            "split_by_administrator",
            before=incident,
            after=replace(rest, pushed=verdict.pushed),
            push=verdict.push,
            push_reason=verdict.reason,
        ),
        Decision(
            Change.OPEN,
            "split_by_administrator",
            after=replace(made, pushed=told),
            push_reason="told_already",
            report_id=gone[0].id,
        ),
    )


def _side(own: Sequence[Report], mark: str, reports: Iterable[Report]) -> list[Report]:
    """The reports of one side, marked, with the background of their items."""
    items = {each.item_id for each in own}
    marked = [replace(each, apart=(*each.apart, mark)) for each in own]
    return [*marked, *(each for each in reports if each.mention.background and each.item_id in items)]


def marked_as_before(reports: Iterable[Report], held: Iterable[Incident]) -> tuple[Report, ...]:
    """Return the reports of an item's new revision with the marks of those they replace."""
    before = {each.id: each.apart for one in held for each in one.reports if each.apart}
    return tuple(replace(each, apart=before[each.id]) if each.id in before else each for each in reports)
