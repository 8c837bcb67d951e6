"""Is it still going on, and where is the one who did it?

Raising a danger needs one paper (C2), lowering it a word on record (C3): silence and hearsay never make a
place safe. A word on record resolves what was said before it; what is said after it makes it disputed, and a
disputed arrest is an attacker at large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.incidents.statements import Statement, Telling, Value, conflict, current, statements
from bot.model.incident import Conflict
from bot.model.mention import Danger, Mention, PerpetratorStatus

ONGOING = frozenset({Danger.FIGHTING, Danger.SECOND_DEVICE, Danger.AT_LARGE})
ENDED = frozenset({Danger.CONTAINED, Danger.OVER})
# The worst first: while shots are fired nobody asks who is at large.
_ORDER = (Danger.FIGHTING, Danger.SECOND_DEVICE, Danger.AT_LARGE)
_CAUGHT = ("detained", "dead")


@dataclass(frozen=True, slots=True)
class Situation:
    """The danger, where the suspect is, and the disagreements on both."""

    danger: Danger | None
    status: PerpetratorStatus
    conflicts: tuple[Conflict, ...] = ()


def situation(story: Telling) -> Situation:
    """Derive both from everything that was said."""
    custody = statements(story, _CUSTODY_FIELDS, _custody, _custody_value)
    status, disputed = _status(custody)
    dangers = statements(story, ("danger",), _danger, _danger_value)
    danger, over = _standing(dangers)
    if danger is Danger.AT_LARGE and status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD):
        danger = None
    if danger is None and status in (PerpetratorStatus.AT_LARGE, PerpetratorStatus.CONFLICTING):
        danger = None if over in ENDED else Danger.AT_LARGE
    if danger is None:
        danger = over
    told = tuple(each for each in (disputed, _danger_conflict(dangers, danger)) if each)
    return Situation(danger, status, told)


_CUSTODY_FIELDS = ("perpetrator.status", "arrested", "detained", "custody", "danger")


def _custody(mention: Mention) -> tuple[Value, ...]:
    status = mention.perpetrator.status if mention.perpetrator else PerpetratorStatus.UNKNOWN
    if status is PerpetratorStatus.UNKNOWN and mention.danger is Danger.AT_LARGE:
        return ("at_large",)
    return (status.value,)


def _custody_value(value: Value) -> Value:
    if value in ("at_large", "escaped", "fled", False):
        return "at_large"
    if value in ("detained", "arrested", True):
        return "detained"
    return value if value in ("dead", "conflicting") else None


def _danger(mention: Mention) -> tuple[Value, ...]:
    # A suspect at large is asked of custody, which knows arrests.
    return (mention.danger.value if mention.danger else None,)


def _danger_value(value: Value) -> Value:
    return value if value in {each.value for each in (*ONGOING, *ENDED)} else None


def _status(spoken: Sequence[Statement]) -> tuple[PerpetratorStatus, Conflict | None]:
    caught = [each for each in spoken if each.value in _CAUGHT]
    free = [each for each in spoken if each.value == "at_large"]
    if any(each.value == "conflicting" for each in current(spoken)) and not any(c.on_record for c in caught):
        return PerpetratorStatus.CONFLICTING, conflict("perpetrator.status", current(spoken))
    recorded = [each for each in caught if each.on_record]
    if not free:
        sure = recorded or caught
        return (PerpetratorStatus(str(sure[-1].value)) if sure else PerpetratorStatus.UNKNOWN), None
    if not caught:
        return PerpetratorStatus.AT_LARGE, None
    if recorded and _said(recorded) > max(each.told_at for each in free):
        return PerpetratorStatus(str(recorded[-1].value)), None
    sides = conflict("perpetrator.status", _sides(current(spoken)))
    # Only hearsay of an arrest: named as a disagreement, and the suspect stays at large.
    return (PerpetratorStatus.CONFLICTING if recorded else PerpetratorStatus.AT_LARGE), sides


def _said(spoken: Sequence[Statement]) -> datetime:
    return max(each.told_at for each in spoken)


def _sides(spoken: Sequence[Statement]) -> list[Statement]:
    return [each for each in spoken if each.value in (*_CAUGHT, "at_large")]


def _standing(spoken: Sequence[Statement]) -> tuple[Danger | None, Danger | None]:
    """The worst danger that no later word on record ended, and that word if none is left."""
    ends = [each for each in spoken if each.value in ENDED and each.on_record]
    last = _said(ends) if ends else None
    for danger in _ORDER:
        if any(each.value == danger and (last is None or each.told_at >= last) for each in spoken):
            return danger, None
    if ends:
        return None, Danger(str(ends[-1].value))
    # Nobody spoke of a danger but that it has ended: that lowers nothing.
    loose = [each for each in spoken if each.value in ENDED]
    raised = any(each.value in ONGOING for each in spoken)
    return None, Danger(str(loose[-1].value)) if loose and not raised else None


def _danger_conflict(spoken: Sequence[Statement], danger: Danger | None) -> Conflict | None:
    if danger not in (Danger.FIGHTING, Danger.SECOND_DEVICE):
        return None
    ended = [each for each in current(spoken) if each.value in ENDED]
    still = [each for each in current(spoken) if each.value == danger]
    return conflict("danger", [*still, *ended]) if ended else None
