"""Who is told of a decision: at most one alert a chat and topic, and a named reason for every no."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.matching.areas import covers, distance_to, has_own_point
from bot.matching.facts import Facts
from bot.matching.match import Reason, refusal
from bot.model.alert import Alert
from bot.model.incident import Change, Incident, Push, Status
from bot.model.subscription import Mute, Subscription

Destination = tuple[int, int | None]
Refused = tuple[Subscription | Destination, Reason]

# These go to everyone who was told, wanted or not, muted or not: what they know is no longer true.
CALLING_BACK = frozenset({Push.CORRECTION, Push.WITHDRAWN, Push.ALL_CLEAR})
# What a silent report brings within a subscription is news to it, unless the report is this old.
TOO_OLD = timedelta(hours=24)
# ... and only where the policy is silent because those who know were told enough, never against it.
_TOLD_ENOUGH = frozenset({"nothing_material", "toll_within_30_minutes"})
# A source of the lowest tier rings nobody by itself (do no harm).
_LOWEST_TIER = 4


class Decision(Protocol):
    """What is needed of ``bot.incidents.decision.Decision`` (a sibling, so not imported)."""

    @property
    def change(self) -> Change: ...  # noqa: D102
    @property
    def before(self) -> Incident | None: ...  # noqa: D102
    @property
    def after(self) -> Incident | None: ...  # noqa: D102
    @property
    def absorbed(self) -> tuple[Incident, ...]: ...  # noqa: D102
    @property
    def push(self) -> Push | None: ...  # noqa: D102
    @property
    def push_reason(self) -> str: ...  # noqa: D102
    @property
    def report_id(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Selection:
    """What one decision owes, and who is not told and why."""

    alerts: tuple[Alert, ...] = ()
    refused: tuple[Refused, ...] = ()


def select(
    decision: Decision,
    subscriptions: Sequence[Subscription],
    *,
    mutes: Collection[Mute],
    told: Collection[Destination],
    now: datetime,
) -> Selection:
    """Return the alerts owed because of ``decision``.

    ``subscriptions`` are those that could cover the incident (a superset does no harm), ``mutes`` those that
    hold now, ``told`` every (chat, topic) that was sent or is owed an alert of it. A chat never told gets NEW
    whatever the policy pushes to the others. ``now`` is aware UTC.
    """
    after = decision.after
    if after is None or decision.change is Change.NONE:
        return Selection()
    case = _Case(decision, after, mutes, frozenset(told), now)
    alerts: list[Alert] = []
    refused: list[Refused] = []
    by_destination: dict[Destination, list[Subscription]] = defaultdict(list)
    for each in subscriptions:
        by_destination[each.chat_id, each.thread_id].append(each)
    everyone = case.push_to_everyone_told()
    if everyone:
        alerts += [case.alert(at, everyone, None) for at in sorted(case.told, key=_order)]
    for at, wanted in by_destination.items():
        if everyone and at in case.told:
            continue
        push, reason = case.push_to(at)
        if push is None:
            refused += [(each, reason) for each in wanted]
            continue
        chosen, nos = case.choose(at, wanted)
        refused += nos
        if chosen:
            alerts.append(case.alert(at, push, chosen, wanted))
    return Selection(tuple(alerts), tuple(refused))


class _Case:
    """One decision, with what is asked of it more than once."""

    def __init__(
        self,
        decision: Decision,
        after: Incident,
        mutes: Collection[Mute],
        told: frozenset[Destination],
        now: datetime,
    ) -> None:
        self.decision = decision
        self.after = after
        self.told = told
        self.now = now
        self._facts = Facts(after)
        self._before = Facts(decision.before) if decision.before else None
        self._mutes: dict[Destination, list[Mute]] = defaultdict(list)
        for mute in mutes:
            if mute.until is None or mute.until > now:
                self._mutes[mute.chat_id, mute.thread_id].append(mute)
        self._ids = {after.id, *(each.id for each in decision.absorbed)}
        self._silent = self._why_silent()

    def push_to_everyone_told(self) -> Push | None:
        """What everyone who was told must hear, or None. What was withdrawn and is true after all is one."""
        push, before = self.decision.push, self.decision.before
        reopened = push is Push.NEW and before is not None and before.status is Status.RETRACTED
        return push if push in CALLING_BACK or reopened else None

    def push_to(self, at: Destination) -> tuple[Push | None, Reason]:
        """What this chat could get, or None and why not."""
        push = self.decision.push
        if at in self.told:
            return (push, Reason.NO_PUSH) if push is Push.UPDATE else (None, self._why_not_again())
        if push in (Push.WITHDRAWN, Push.ALL_CLEAR) or self.after.status is Status.RETRACTED:
            return None, Reason.NOT_TOLD
        if push is None and self._silent:
            return None, self._silent
        return Push.NEW, Reason.NO_PUSH

    def choose(
        self, at: Destination, wanted: Iterable[Subscription]
    ) -> tuple[Subscription | None, list[Refused]]:
        """The first of the chat's subscriptions that wants it, and the reasons of the others before it."""
        refused: list[Refused] = []
        for each in sorted(wanted, key=lambda one: one.number):
            reason = refusal(each, self._facts, any_severity=at in self.told)
            if reason is None and self.decision.push is None and not self._brought_in(each):
                reason = Reason.NO_PUSH
            if reason is None and self._is_muted(at, each):
                reason = Reason.MUTED
            if reason is None:
                return each, refused
            refused.append((each, reason))
        return None, refused

    def alert(
        self, at: Destination, push: Push, because: Subscription | None, mine: Iterable[Subscription] = ()
    ) -> Alert:
        """The row owed. What calls an alert back belongs to no subscription, so that ending one keeps it."""
        site, site_km = nearest_site(mine, self.after)
        return Alert(
            chat_id=at[0],
            thread_id=at[1],
            incident_id=self.after.id,
            revision=self.after.revision,
            push=push,
            severity=self.after.severity,
            reason=why(because, self._facts) if because else "told before",
            committed_at=self.now,
            subscription_id=because.id if because else None,
            site=site,
            site_km=site_km,
        )

    def _why_not_again(self) -> Reason:
        return Reason.TOLD_ALREADY if self.decision.push is Push.NEW else self._silent or Reason.NO_PUSH

    def _why_silent(self) -> Reason | None:
        """Why a change that is pushed to nobody can't be news to anybody; None if it can."""
        if self.decision.push is not None:
            return None
        cause = next((one for one in self.after.reports if one.id == self.decision.report_id), None)
        if self.after.before_start or (cause and cause.before_start):
            return Reason.BEFORE_START
        if self._before is None or cause is None or self.decision.push_reason not in _TOLD_ENOUGH:
            return Reason.NO_PUSH
        if cause.tier >= _LOWEST_TIER:
            return Reason.NO_PUSH
        return Reason.TOO_OLD if self.now - cause.told_at > TOO_OLD else None

    def _brought_in(self, subscription: Subscription) -> bool:
        """Whether it is this change that made the subscription want the incident."""
        return self._before is not None and refusal(subscription, self._before) is not None

    def _is_muted(self, at: Destination, subscription: Subscription) -> bool:
        return any(
            mute.incident_id in self._ids
            or (mute.subscription_id is not None and mute.subscription_id == subscription.id)
            or (mute.incident_id is None and mute.subscription_id is None)
            for mute in self._mutes.get(at, ())
        )


def nearest_site(mine: Iterable[Subscription], incident: Incident) -> tuple[str, float | None]:
    """Return the label of the nearest site whose circle holds the incident, and the kilometres to it.

    ("", None) where no site does, or where the incident has no point of its own.
    """
    place = incident.place
    if not has_own_point(place):
        return "", None
    reached = [
        (away, area.label)
        for each in mine
        for area in each.areas
        if area.site and not each.paused and covers(area, place)
        if (away := distance_to(area, place.lat, place.lon)) is not None
    ]
    away, label = min(reached, default=(None, ""))
    return label, away


def why(subscription: Subscription, facts: Facts) -> str:
    """Return "subscription 3: Karachi", naming the first area that the incident lies in."""
    place = facts.incident.place
    area = next((area for area in subscription.areas if covers(area, place)), None)
    name = area.label.split(",")[0] if area and area.label else "everywhere"
    return f"subscription {subscription.number}: {name}"


def _order(at: Destination) -> tuple[int, int]:
    return at[0], at[1] or 0
