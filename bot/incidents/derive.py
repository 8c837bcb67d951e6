"""An incident's shown values from its reports: a function of the set of reports, whatever came first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.incidents import deed, tolls
from bot.incidents.certainty import certainty_of
from bot.incidents.danger import ENDED, ONGOING, situation
from bot.incidents.facets import facets
from bot.incidents.related import related_of
from bot.incidents.statements import Telling, telling
from bot.incidents.unknowns import unknowns_of
from bot.incidents.where import place_of
from bot.model.incident import Conflict, Incident, Report, Status
from bot.model.mention import Certainty, Danger, Perpetrator, PerpetratorStatus
from bot.model.severity import rate
from bot.model.takeback import taken_back


def derive(reports: Sequence[Report], *, now: datetime) -> Incident:
    """Return the incident these reports tell of, without id (""), revision 1. At least one is no background.

    Withdrawn reports, and those that their paper took back, count only where nothing else is left.
    ``now`` is aware UTC.
    """
    ordered = sorted({each.id: each for each in reports}.values(), key=lambda each: (each.told_at, each.id))
    own = [each for each in taken_back(ordered) if not each.mention.background]
    live = [each for each in own if not each.withdrawn] or own
    story = telling([facets(each) for each in live])
    place, place_conflicts = place_of(story)
    what = deed.deed_of(story)
    harmless = what.nature in deed.HARMLESS or what.kind == "accident_disaster"
    weapon, weapon_conflict = deed.weapon_of(story, harmless)
    motive, motive_conflict = deed.motive_of(story)
    target, target_conflict = deed.targets_of(story)
    claim, blamed, claim_conflict = deed.responsibility_of(story)
    occurred_at, precision, time_conflict = deed.time_of(story)
    expected_from, expected_until = deed.expected_of(story)
    danger = situation(story)
    counts = {field: tolls.toll(story, field) for field in tolls.FIELDS}
    certainty = certainty_of(story)
    incident = Incident(
        id="",
        revision=1,
        status=_status(story, certainty, danger.danger, danger.status),
        kind=what.kind,
        fine_kind=what.fine,
        nature=what.nature,
        place=place,
        first_reported_at=live[0].told_at,
        first_seen_at=min(each.seen_at for each in live),
        updated_at=now,
        occurred_at=occurred_at,
        time_precision=precision,
        expected_from=expected_from,
        expected_until=expected_until,
        killed=counts["killed"][0],
        injured=counts["injured"][0],
        serious=counts["serious"][0],
        missing=counts["missing"][0],
        abducted=counts["abducted"][0],
        attackers_killed=tolls.attackers_killed(story),
        weapon=weapon,
        target=target,
        perpetrator=_perpetrator(story, danger.status, harmless),
        danger=danger.danger,
        motive=motive,
        claim=claim,
        attributed_to=blamed,
        certainty=certainty,
        conflicts=_kept(
            (
                *danger.conflicts,
                *(told for _, told in counts.values()),
                *what.conflicts,
                *place_conflicts,
                target_conflict,
                weapon_conflict,
                motive_conflict,
                claim_conflict,
                time_conflict,
            )
        ),
        related=related_of([each for each in ordered if each.mention.background]),
        before_start=all(each.before_start for each in live),
        reports=tuple(ordered),
    )
    severity, reasons = rate(incident)
    incident = replace(incident, severity=severity, severity_reasons=reasons)
    return replace(incident, unknowns=unknowns_of(incident))


def _kept(conflicts: Sequence[Conflict | None]) -> tuple[Conflict, ...]:
    kept: dict[str, Conflict] = {}
    for each in conflicts:
        if each:
            kept.setdefault(each.field, each)
    return tuple(kept.values())


def _perpetrator(story: Telling, status: PerpetratorStatus, harmless: bool) -> Perpetrator | None:
    found = deed.perpetrator_of(story)
    if found is None and (status is PerpetratorStatus.UNKNOWN or harmless):
        return None
    return replace(found or Perpetrator(), status=status)


def _status(story: Telling, certainty: Certainty, danger: Danger | None, status: PerpetratorStatus) -> Status:
    if certainty is Certainty.C0:
        return Status.RETRACTED
    if danger in ENDED or (danger is None and status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD)):
        return Status.CONTAINED
    return Status.ACTIVE if danger in ONGOING and story.families >= 2 else Status.DEVELOPING
