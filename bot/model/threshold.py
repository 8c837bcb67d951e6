"""The lowest severity a subscription is told of, unless the person said one. Reasons: DESIGN.md, choices."""

from collections.abc import Iterable

from bot.model.mention import Nature
from bot.model.place import Area, PlaceKind

HIGHEST = 5
# Nearer is louder: what happens in one's own city matters at less harm than what happens in the world.
_BY_KIND = {PlaceKind.COUNTRY: 3, PlaceKind.REGION: 4, PlaceKind.WORLD: 4}
_NEAR = 2
_WORLD = 4
# Frequent, and rarely aimed at the reader.
RAISED = frozenset({Nature.ACCIDENT, Nature.NATURAL, Nature.CRIME})


def lowest_severity(areas: Iterable[Area], nature: Nature | None = None, explicit: int | None = None) -> int:
    """Return the lowest severity (1-5) that is told of.

    ``areas`` are those that the incident lies in (any of the subscription's where it is not yet known); with
    several the lowest counts, none means the world. ``explicit`` is what the person asked for and stands as
    it is; ``nature`` None leaves out the step for accidents, natural events and crime.
    """
    if explicit is not None:
        return max(1, min(HIGHEST, explicit))
    lowest = min((_of_area(area) for area in areas), default=_WORLD)
    return min(HIGHEST, lowest + (nature in RAISED))


def _of_area(area: Area) -> int:
    return _BY_KIND.get(area.kind, _NEAR) if area.kind else _NEAR
