"""How well the places of a chat are covered: which of their sources have been failing for hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.coverage import Coverage
from bot.model.item import SourceState
from bot.model.place import WORLD, Area

FAILING_FOR = timedelta(hours=2)
# Of a source that has never been well nobody knows since when; so many failures in a row take hours.
_NEVER_WELL = 10


@dataclass(frozen=True, slots=True)
class Reach:
    """``areas`` that a source covers (place ids; empty: everything), and what ``holds`` those."""

    areas: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()

    def covers(self, area: Area) -> bool:
        """Whether the source tells of the area, of something that holds it, or of a part of it."""
        if not self.areas or WORLD in self.areas or area.place_id == WORLD:
            return True
        return bool(self.areas & {area.place_id, *area.ancestors}) or area.place_id in self.holds


@dataclass(frozen=True, slots=True)
class Covered:
    """``failing`` of ``total`` sources that cover ``area`` are out."""

    state: Coverage
    failing: int
    total: int
    area: Area | None = None

    @property
    def working(self) -> int:
        """Sources that cover it and are not out."""
        return self.total - self.failing


def is_out(state: SourceState, now: datetime) -> bool:
    """Whether a source has been failing for hours."""
    if not state.failures:
        return False
    if state.last_ok_at is None:
        return state.failures >= _NEVER_WELL
    return now - state.last_ok_at >= FAILING_FOR


def covered(
    areas: Iterable[Area], reaches: Mapping[str, Reach], states: Mapping[str, SourceState], now: datetime
) -> Covered:
    """Return how the worst covered of the areas is doing.

    ``reaches`` are the sources that are polled, by name. An area that none covers has nothing to lose.
    """
    worst = Covered(Coverage.FINE, 0, 0)
    for area in areas:
        names = [name for name, reach in reaches.items() if reach.covers(area)]
        failing = sum(is_out(states[name], now) for name in names if name in states)
        each = Covered(_state(failing, len(names)), failing, len(names), area)
        if (how_bad(each.state), each.total) > (how_bad(worst.state), worst.total):
            worst = each
    return worst


def _state(failing: int, total: int) -> Coverage:
    if total and failing == total:
        return Coverage.DARK
    return Coverage.REDUCED if total and 2 * failing >= total else Coverage.FINE


def how_bad(state: Coverage) -> int:
    """0 for fine, more for worse."""
    return _ORDER[state]


_ORDER = {each: n for n, each in enumerate(Coverage)}
