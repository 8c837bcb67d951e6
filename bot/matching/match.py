"""Whether one subscription wants one incident; every no has a name."""

from enum import StrEnum

from bot.matching.areas import covers
from bot.matching.expression import parse
from bot.matching.facts import Facts
from bot.matching.tree import holds
from bot.model.errors import UserError
from bot.model.subscription import Subscription
from bot.model.threshold import lowest_severity


class Reason(StrEnum):
    """Why a chat or subscription is not told. Also a label of the metrics."""

    UNLOCATED = "unlocated"
    NO_AREA = "no_area"
    WORDS = "words"
    BELOW_SEVERITY = "below_severity"
    PAUSED = "paused"
    MUTED = "muted"
    TOLD_ALREADY = "told_already"
    NOT_TOLD = "not_told"
    BEFORE_START = "before_start"
    TOO_OLD = "too_old"
    NO_PUSH = "no_push"


def refusal(subscription: Subscription, facts: Facts, *, any_severity: bool = False) -> Reason | None:
    """Return why the subscription does not want the incident, or None if it does.

    ``any_severity`` leaves the lowest severity out: for chats that were told of the incident already.
    """
    incident = facts.incident
    if subscription.paused:
        return Reason.PAUSED
    if not incident.place.area_ids:
        if not subscription.unplaced:
            return Reason.UNLOCATED
        # It may have been anywhere: what counts for the whole world counts for it.
        lowest = lowest_severity((), incident.nature, subscription.min_severity)
        return _by_severity_and_words(subscription, facts, 1 if any_severity else lowest)
    areas = [area for area in subscription.areas if covers(area, incident.place)]
    if subscription.areas and not areas:
        return Reason.NO_AREA
    lowest = lowest_severity(areas, incident.nature, subscription.min_severity)
    return _by_severity_and_words(subscription, facts, 1 if any_severity else lowest)


def _by_severity_and_words(subscription: Subscription, facts: Facts, lowest: int) -> Reason | None:
    if facts.incident.severity < lowest:
        return Reason.BELOW_SEVERITY
    return None if says(subscription, facts) else Reason.WORDS


def says(subscription: Subscription, facts: Facts) -> bool:
    """Whether the incident is what the subscription's words ask for."""
    if subscription.terms:
        found = (facts.mentions(term.text) for term in subscription.terms)
        if not (any(found) if subscription.any_term else all(found)):
            return False
    if not subscription.expression:
        return True
    try:
        return holds(parse(subscription.expression), facts)
    except UserError:
        # Written by another version: what can't be read asks for nothing.
        return False
