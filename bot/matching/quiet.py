"""Whether an alert may ring now: the night rule, and the hours that a chat has set. Nothing is dropped."""

from datetime import datetime
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from bot.model.incident import Push
from bot.model.mention import Nature
from bot.model.settings import Quiet

# 23:00 to 07:00 where the chat's first place lies, unless it has set other hours.
NIGHT = Quiet(start=23 * 60, end=7 * 60)
BREAKS_FROM = 4
# What one may have to run from. A crash that killed many is grave, and can be read in the morning.
WAKING = frozenset({Nature.TARGETED, Nature.UNKNOWN, Nature.NATURAL})
# Good news wakes nobody.
_RELIEF = frozenset({Push.WITHDRAWN, Push.ALL_CLEAR})


class Ring(StrEnum):
    """Why an alert rings, or (QUIET) does not."""

    DAY = "day"
    OFF = "off"
    NO_ZONE = "no_zone"
    BREAKS_THROUGH = "breaks_through"
    QUIET = "quiet"

    @property
    def silent(self) -> bool:
        """Whether it comes without a sound."""
        return self is Ring.QUIET


def ring(
    quiet: Quiet | None, zone: str, now: datetime, *, severity: int, nature: Nature, push: Push = Push.NEW
) -> Ring:
    """Return whether the alert rings at ``now`` (aware UTC), and why.

    ``quiet`` None is the night rule. ``zone`` (IANA) counts where the hours have none of their own; without
    any zone nobody knows when it is night there, and it rings.
    """
    hours = quiet or NIGHT
    if hours.start == hours.end:
        return Ring.OFF
    where = zone_of(hours.zone or zone)
    if where is None:
        return Ring.NO_ZONE
    local = now.astimezone(where)
    if not within(hours, local.hour * 60 + local.minute):
        return Ring.DAY
    return Ring.BREAKS_THROUGH if _wakes(hours, severity, nature, push) else Ring.QUIET


def within(hours: Quiet, minute: int) -> bool:
    """Whether a minute of the local day lies in the hours; the last minute of them does not."""
    if hours.start <= hours.end:
        return hours.start <= minute < hours.end
    return minute >= hours.start or minute < hours.end


@cache
def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone, None for "" and for a name that there is none of."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _wakes(hours: Quiet, severity: int, nature: Nature, push: Push) -> bool:
    if push in _RELIEF:
        return False
    if hours.breaks_from is not None:
        return severity >= hours.breaks_from
    return severity >= BREAKS_FROM and nature in WAKING
