"""What is pushed, and why: judged against what was told last, never against the clock.

Every answer has a name. "None" is an answer too: further sources, statements and details edit what was sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.incidents.danger import ENDED, ONGOING
from bot.incidents.facets import fold, told
from bot.incidents.statements import ON_RECORD
from bot.model.incident import Incident, Push, Pushed, Report, Status
from bot.model.kinds import fine_kinds
from bot.model.mention import Certainty, Danger, Nature, PerpetratorStatus, Role
from bot.model.takeback import LOWEST_TIER, standing

TOLL_EVERY = timedelta(minutes=30)
HELD = "toll_within_30_minutes"
LONG_AGO = timedelta(hours=72)
_GROWTH = 1.5
_CONFIRMED_FROM = 4
_HARMLESS = (Nature.ACCIDENT, Nature.NATURAL)
_CAUGHT = (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``push`` None with the reason why not; ``pushed`` is what is now counted as told."""

    push: Push | None
    reason: str
    pushed: Pushed | None


def judge(
    after: Incident,
    new: Sequence[Report],
    pushed: Pushed | None,
    *,
    now: datetime,
    too_old_s: float,
    hold_back: str = "",
) -> Verdict:
    """Decide what a chat that was told of everything would get.

    ``new`` are the reports this change brought (empty when only old ones were taken back or moved).
    ``hold_back`` names why the incident pushes nothing of its own, "" if it may.
    """
    if after.status is Status.RETRACTED:
        return _withdrawal(after, pushed, now)
    if pushed is not None and pushed.certainty is Certainty.C0:
        return Verdict(Push.NEW, "reopened", snapshot(after, now))
    silence = _silence(after, new, now, too_old_s)
    if silence in ("rumour", "lowest_tier_alone"):
        return Verdict(None, silence, pushed)
    silence = silence or hold_back
    if hold_back and pushed is not None:
        pushed = replace(pushed, held_until=None)
    if silence:
        return Verdict(None, silence, pushed or snapshot(after, now, aloud=False))
    if pushed is None:
        return Verdict(Push.NEW, "new", snapshot(after, now))
    held: Verdict | None = None
    for change in _CHANGES:
        verdict = change(after, pushed, now)
        if verdict and verdict.push:
            return verdict
        # A toll that has to wait holds up nothing else.
        held = held or verdict
    if held:
        return held
    # A toll that was held back and is told no more has nothing to wait for.
    return Verdict(None, "nothing_material", replace(pushed, held_until=None))


def snapshot(incident: Incident, now: datetime, *, aloud: bool = True) -> Pushed:
    """Return the incident as told now."""
    status = incident.perpetrator.status if incident.perpetrator else PerpetratorStatus.UNKNOWN
    return Pushed(
        at=now,
        kind=incident.kind,
        nature=incident.nature,
        severity=incident.severity,
        certainty=incident.certainty,
        fine_kind=incident.fine_kind,
        place=incident.place,
        danger=incident.danger,
        status=status,
        killed=told(incident.killed),
        abducted=told(incident.abducted),
        injured=told(incident.injured),
        target=incident.target,
        groups=_groups(incident),
        charges=_charged(incident),
        aloud=aloud,
    )


def _silence(after: Incident, new: Sequence[Report], now: datetime, too_old_s: float) -> str:
    """Why nothing may be said whatever happened; "" if it may."""
    if after.certainty is Certainty.C1:
        return "rumour"
    if all(each.tier >= LOWEST_TIER for each in after.reports if not each.mention.background):
        return "lowest_tier_alone"
    if new and all(each.before_start for each in new):
        return "before_start"
    limit = timedelta(seconds=too_old_s)
    if new and all(each.seen_at - each.told_at > limit for each in new):
        return "too_old"
    happened = after.expected_until or after.expected_from or after.occurred_at
    if happened is not None and after.first_reported_at - happened > max(LONG_AGO, limit):
        return "happened_long_ago"
    return ""


def _withdrawal(after: Incident, pushed: Pushed | None, now: datetime) -> Verdict:
    if pushed is None or not pushed.aloud:
        return Verdict(None, "withdrawn_untold", pushed)
    if pushed.certainty is Certainty.C0:
        return Verdict(None, "withdrawn_already", pushed)
    return Verdict(Push.WITHDRAWN, "withdrawn", replace(pushed, certainty=Certainty.C0, at=now))


def _correction(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    reason = ""
    if _is_attack(after.kind, after.nature) is not _is_attack(pushed.kind, pushed.nature):
        reason = "attack_or_accident"
    elif _elsewhere(after, pushed):
        reason = "place_corrected"
    elif _others_hit(after, pushed):
        reason = "target_corrected"
    elif pushed.killed and (told(after.killed) or 0) < pushed.killed:
        reason = "toll_lowered"
    if not reason:
        return None
    toll_at = now if reason == "toll_lowered" else pushed.toll_at
    return Verdict(Push.CORRECTION, reason, replace(snapshot(after, now), toll_at=toll_at))


def _is_attack(kind: str, nature: Nature) -> bool | None:
    """None: not known, so nothing is corrected by leaving it."""
    if kind == "accident_disaster" or nature in _HARMLESS:
        return False
    violent = any(each.violent for each in fine_kinds().values() if each.kind == kind)
    return True if violent or kind == "undetermined" else None


def _elsewhere(after: Incident, pushed: Pushed) -> bool:
    """Another place, not a finer or a coarser word for the one that was told."""
    new, old = after.place, pushed.place
    if not new.area_ids or not old.area_ids:
        return bool(new.city and old.city and fold(new.city) != fold(old.city))
    return new.area_ids[0] not in old.area_ids and old.area_ids[0] not in new.area_ids


def _others_hit(after: Incident, pushed: Pushed) -> bool:
    before = {fold(each.nationality) for each in pushed.target if each.nationality}
    now = {fold(each.nationality) for each in after.target if each.nationality}
    return bool(before and now and not before & now)


def _all_clear(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    """Only an official's own word; ``derive`` lowers a danger by nothing less."""
    if after.danger is Danger.OVER and pushed.danger is not Danger.OVER and after.certainty in ON_RECORD:
        return Verdict(Push.ALL_CLEAR, "all_clear", _keeping_toll(after, pushed, now))
    return None


def _danger(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    status = after.perpetrator.status if after.perpetrator else PerpetratorStatus.UNKNOWN
    raised = after.danger in ONGOING and pushed.danger not in ONGOING
    worse = after.danger is Danger.FIGHTING and pushed.danger is Danger.AT_LARGE
    reason = ""
    if status is PerpetratorStatus.CONFLICTING and pushed.status in _CAUGHT:
        reason = "danger_disputed"
    elif raised or worse or (after.danger is Danger.SECOND_DEVICE and after.danger is not pushed.danger):
        reason = "danger_disputed" if pushed.danger in ENDED or pushed.status in _CAUGHT else "danger_raised"
    elif pushed.danger in ONGOING and (after.danger in ENDED or (after.danger is None and status in _CAUGHT)):
        reason = "danger_lowered"
    if not reason:
        return None
    return Verdict(Push.UPDATE, reason, _keeping_toll(after, pushed, now))


def _toll(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    killed, before = told(after.killed) or 0, pushed.killed or 0
    tier = after.severity > pushed.severity
    grown = killed > before and (tier or killed >= _GROWTH * before)
    abducted = (told(after.abducted) or 0) != (pushed.abducted or 0) and after.abducted is not None
    if not (grown or abducted or tier):
        return None
    reason = "abducted_changed" if abducted and not grown else "toll_grown" if grown else "severity_raised"
    if pushed.toll_at is not None and now - pushed.toll_at < TOLL_EVERY:
        return Verdict(None, HELD, replace(pushed, held_until=pushed.toll_at + TOLL_EVERY))
    return Verdict(Push.UPDATE, reason, replace(snapshot(after, now), toll_at=now))


def _certainty(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    if pushed.certainty in ON_RECORD or after.certainty not in ON_RECORD:
        return None
    if after.severity < _CONFIRMED_FROM:
        return None
    return Verdict(Push.UPDATE, "confirmed", _keeping_toll(after, pushed, now))


def _claim(after: Incident, pushed: Pushed, now: datetime) -> Verdict | None:
    groups = tuple(each for each in _groups(after) if each not in pushed.groups)
    if groups:
        kept = replace(_keeping_toll(after, pushed, now), groups=(*pushed.groups, *groups))
        return Verdict(Push.UPDATE, "claimed", kept)
    if _charged(after) and not pushed.charges:
        return Verdict(Push.UPDATE, "charges", _keeping_toll(after, pushed, now))
    return None


def _keeping_toll(after: Incident, pushed: Pushed, now: datetime) -> Pushed:
    """What was pushed carried the toll of the moment too, so the next waits its half hour if it changed."""
    made = snapshot(after, now)
    changed = (made.killed, made.abducted) != (pushed.killed, pushed.abducted)
    groups = tuple(dict.fromkeys((*pushed.groups, *made.groups)))
    return replace(made, toll_at=now if changed else pushed.toll_at, groups=groups)


_CHANGES: tuple[Callable[[Incident, Pushed, datetime], Verdict | None], ...] = (
    _correction,
    _all_clear,
    _danger,
    _toll,
    _claim,
    _certainty,
)


def _groups(incident: Incident) -> tuple[str, ...]:
    """Who claimed it, each once; a claim without a name is "?" and counts only if nobody else claimed."""
    own = [each.mention for each in standing(incident.reports)]
    claims = [each.claim for each in own if each.claim.claimed]
    named = tuple(dict.fromkeys(fold(each.by) for each in claims if each.by))
    return named or (("?",) if claims else ())


def _charged(incident: Incident) -> bool:
    return any(
        claim.field.lower() in ("charges", "charged") and bool(claim.value)
        for each in standing(incident.reports)
        if each.role is not Role.BACKGROUND
        for claim in each.mention.claims
    )
