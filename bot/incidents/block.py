"""The incidents in store that a report could belong to, and how few of them need be looked at.

A busy country has thousands; all but a few are put aside by place and time before any pair is compared.
"""

from collections.abc import Container, Sequence
from datetime import timedelta

from bot.incidents.cluster import comes_late, linked
from bot.incidents.facets import Facets, facets, fold
from bot.incidents.score import TOLD_WITHIN
from bot.model.incident import Incident

# Beyond this a war is no longer taken apart at each report; what is nearest still is.
MOST_REPORTS = 240
_SLACK = timedelta(hours=48)
_LONGEST_REACH = TOLD_WITHIN + _SLACK


class _Summary:
    """Where and when an incident's reports put it. Slots, for there are thousands."""

    __slots__ = ("coarse", "leaves", "nodes", "paths", "since", "until")

    def __init__(self, incident: Incident) -> None:
        self.nodes = [facets(each) for each in incident.reports if not each.mention.background]
        self.since = min((each.since for each in self.nodes), default=incident.first_reported_at)
        self.until = max((each.until for each in self.nodes), default=incident.first_reported_at)
        self.leaves = {each.path[0] for each in self.nodes if each.path}
        self.paths = {part for each in self.nodes for part in each.path}
        self.coarse = any(not each.path or not each.ids for each in self.nodes)

    def reaches(self, node: Facets) -> bool:
        """Whether any report here could be linked to it."""
        if self.since - node.until > _SLACK or node.since - self.until > _SLACK:
            return False
        if not node.path or not node.ids or self.coarse:
            return True
        if node.path[0] in self.paths or not self.leaves.isdisjoint(node.path):
            return True
        return not self.paths.isdisjoint(node.cities) or self._beside(node)

    def _beside(self, node: Facets) -> bool:
        """Two ends of one city, or two towns near each other: the pair decides."""
        for each in self.nodes:
            if (node.city and node.city == each.city) or _close(node.point, each.point):
                return True
        return False


def _close(a: tuple[float, float] | None, b: tuple[float, float] | None) -> bool:
    return a is not None and b is not None and abs(a[0] - b[0]) < 0.3 and abs(a[1] - b[1]) < 0.4


_summaries: dict[str, tuple[Incident, _Summary]] = {}
_KEPT = 8_192


def _summary(incident: Incident) -> _Summary:
    known = _summaries.get(incident.id)
    if known is not None and _same(known[0], incident):
        return known[1]
    made = _Summary(incident)
    if len(_summaries) >= _KEPT:
        _summaries.clear()
    if incident.id:
        _summaries[incident.id] = (incident, made)
    return made


def _same(a: Incident, b: Incident) -> bool:
    if a is b:
        return True
    if len(a.reports) != len(b.reports):
        return False
    return all(one is two for one, two in zip(a.reports, b.reports, strict=True))


class Block:
    """The stored incidents of one assignment."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self.incidents = incidents
        self._here: dict[tuple[str, str, tuple[float, float] | None], list[Incident]] = {}

    def holding(self, item_id: str) -> list[Incident]:
        """Those that hold a report of this item."""
        found = []
        for one in self.incidents:
            for report in one.reports:
                if report.item_id == item_id:
                    found.append(one)
                    break
        return found

    def near(self, node: Facets, beside: Container[str] = ()) -> list[tuple[Incident, _Summary]]:
        """Those that a report could be linked to, and are not among the ids ``beside``."""
        return [
            (one, summary)
            for one in self._placed(node)
            if one.id not in beside
            and one.first_reported_at - node.until <= _LONGEST_REACH
            and node.since - one.updated_at <= _LONGEST_REACH
            and (summary := _summary(one)).reaches(node)
        ]

    def _placed(self, node: Facets) -> Sequence[Incident]:
        """Those whose place fits, found once for each place: a block is asked about few."""
        if not node.path or not node.ids:
            return self.incidents
        key = (node.path[0], node.city, node.point)
        if key not in self._here:
            self._here[key] = [one for one in self.incidents if _fits(one, node)]
        return self._here[key]


def _fits(one: Incident, node: Facets) -> bool:
    """From the record alone, for most incidents have one report: they are put aside without a look at it.
    One of several may hold a report that knows less than the place that is shown.
    """
    place, path = one.place, node.path
    ids = place.area_ids
    if not ids or ids[0] in path or path[0] in ids or len(one.reports) > 1:
        return True
    if not node.cities.isdisjoint(ids):
        return True
    if node.city and place.city and not node.cities and fold(place.city) == node.city:
        return True
    if place.lat is None or place.lon is None:
        return False
    return _close((place.lat, place.lon), node.point)


def touched(block: Block, new: Sequence[Facets], holding: Sequence[Incident]) -> list[Incident]:
    """Return every incident that the new reports link to, and those these link to in turn.

    Reports that only know the province, and follow-ups, are given to groups that stand without them (see
    ``cluster``): what they link to is compared with them, but nothing is followed from there.
    """
    found = {one.id: one for one in holding}
    start = [*new, *(facets(each) for one in holding for each in one.reports)]
    leading = [each for each in start if not comes_late(each)]
    late = [each for each in start if comes_late(each)]
    size = len(start)
    while leading or late:
        follows = bool(leading)
        node = (leading or late).pop(0)
        if node.report.mention.background:
            continue
        for one, summary in block.near(node, found):
            if any(linked(node, each).joins for each in summary.nodes):
                found[one.id] = one
                size += len(summary.nodes)
                if size <= MOST_REPORTS:
                    leading += [each for each in summary.nodes if follows and not comes_late(each)]
                    late += [each for each in summary.nodes if comes_late(each)]
    return list(found.values())
