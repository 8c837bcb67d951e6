"""What becomes of an incident by the clock alone: a toll that was held back goes out when its time has come,
and after 72 hours without a report it is closed, which is told to nobody.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.incidents.decision import Decision
from bot.incidents.policy import judge
from bot.model.incident import Change, Incident, Push, Status


def revisit(incident: Incident, *, now: datetime, too_old_s: float) -> Decision | None:
    """Return what is to be stored of an incident whose ``look_at`` has come; None if it has not.

    The newest toll wins, for the incident is judged as it stands. Afterwards its ``look_at`` lies after
    ``now`` or is None. The decision's change is "none" where nothing is to be sent.
    """
    if incident.look_at is None or incident.look_at > now:
        return None
    after, push, reason = incident, None, ""
    if incident.pushed and incident.pushed.held_until and incident.pushed.held_until <= now:
        after, push, reason = _held(incident, incident.pushed.held_until, now, too_old_s)
    change = "held_back_until_now" if push else "not_told_any_more" if reason else ""
    if after.quiet_at is not None and after.quiet_at <= now:
        after = replace(after, status=Status.CLOSED)
        change = change or "no_reports_for_72_h"
    return Decision(
        Change.JOIN if push else Change.NONE,
        change,
        before=incident,
        after=replace(after, revision=incident.revision + 1),
        push=push,
        push_reason=reason,
        report_id=_newest(incident),
    )


def _held(
    incident: Incident, since: datetime, now: datetime, too_old_s: float
) -> tuple[Incident, Push | None, str]:
    pushed = incident.pushed
    if pushed is None or now - since > timedelta(seconds=too_old_s):
        # The program stood still for so long that nobody waits for it any more.
        return _released(incident), None, "too_old"
    verdict = judge(incident, (), pushed, now=now, too_old_s=too_old_s)
    if verdict.push is None:
        return _released(incident), None, verdict.reason
    return replace(incident, pushed=verdict.pushed), verdict.push, verdict.reason


def _released(incident: Incident) -> Incident:
    pushed = incident.pushed
    return replace(incident, pushed=replace(pushed, held_until=None) if pushed else None)


def _newest(incident: Incident) -> str:
    own = [each for each in incident.reports if not each.mention.background]
    return max(own, key=lambda each: (each.seen_at, each.id)).id if own else ""
