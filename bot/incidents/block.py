"""The incidents in store that a report could belong to, and how few of them need be looked at.

A busy country has thousands; all but a few are put aside by place and time before any pair is compared.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.incidents.cluster import LONGEST, linked
from bot.incidents.facets import Facets, facets
from bot.model.incident import Incident

# Beyond this a war is no longer taken apart at each report; what is nearest still is.
MOST_REPORTS = 240
_SLACK = timedelta(hours=48)


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
        return node.path[0] in self.paths or not self.leaves.isdisjoint(node.path) or self._beside(node)

    def _beside(self, node: Facets) -> bool:
        """Two ends of one city, or two towns near each other: the pair decides."""
        return any(
            (node.city and node.city == each.city) or _close(node.point, each.point) for each in self.nodes
        )


def _close(a: tuple[float, float] | None, b: tuple[float, float] | None) -> bool:
    return a is not None and b is not None and abs(a[0] - b[0]) < 0.3 and abs(a[1] - b[1]) < 0.4


_summaries: dict[str, tuple[Incident, _Summary]] = {}
_KEPT = 50_000


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

    def holding(self, item_id: str) -> list[Incident]:
        """Those that hold a report of this item."""
        return [one for one in self.incidents if any(each.item_id == item_id for each in one.reports)]

    def near(self, node: Facets, beside: Iterable[str] = ()) -> list[tuple[Incident, _Summary]]:
        """Those that a report could be linked to, and are not among the ids ``beside``."""
        known = frozenset(beside)
        told = node.report.told_at
        return [
            (one, summary)
            for one in self.incidents
            if one.id not in known and _in_reach(one, told, node) and (summary := _summary(one)).reaches(node)
        ]


def _in_reach(one: Incident, told: datetime, node: Facets) -> bool:
    # Before any summary is made: what was first reported long after the deed's end can't be it.
    return one.first_reported_at - node.until <= LONGEST + 10 * _SLACK and told is not None


def touched(block: Block, new: Sequence[Facets], holding: Sequence[Incident]) -> list[Incident]:
    """Return every incident that the new reports link to, and those these link to in turn."""
    found = {one.id: one for one in holding}
    queue: list[Facets] = [*new, *(facets(each) for one in holding for each in one.reports)]
    size = len(queue)
    while queue:
        node = queue.pop(0)
        if node.report.mention.background:
            continue
        for one, summary in block.near(node, found):
            if any(linked(node, each).joins for each in summary.nodes):
                found[one.id] = one
                size += len(summary.nodes)
                if size <= MOST_REPORTS:
                    queue.extend(summary.nodes)
    return list(found.values())
