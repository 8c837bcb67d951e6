"""The incidents in store that a report could belong to, and how few of them need be looked at.

A busy country has thousands; all but a few are put aside by place and time before any pair is compared.
"""

from collections import OrderedDict
from collections.abc import Container, Sequence

from bot.incidents.cluster import comes_late, linked
from bot.incidents.facets import Facets, facets
from bot.incidents.reach import SLACK, asked_by, keys_of, reach_of
from bot.model.incident import Incident, Report, Status
from bot.model.reach import Reach

# Beyond this a war is no longer taken apart at each report; what is nearest still is.
MOST_REPORTS = 240


class _Summary:
    """Under which keys and when an incident's reports lie. Slots, for there are thousands."""

    __slots__ = ("keys", "nodes", "since", "until")

    def __init__(self, incident: Incident) -> None:
        self.nodes = [facets(each) for each in incident.reports if not each.mention.background]
        self.since = min((each.since for each in self.nodes), default=incident.first_reported_at)
        self.until = max((each.until for each in self.nodes), default=incident.first_reported_at)
        self.keys = frozenset().union(*(keys_of(each) for each in self.nodes))

    def reaches(self, node: Facets, asked: frozenset[str]) -> bool:
        """Whether any report here could be linked to it."""
        if self.since - node.until > SLACK or node.since - self.until > SLACK:
            return False
        return not self.keys.isdisjoint(asked)


_summaries: OrderedDict[str, tuple[Incident, _Summary]] = OrderedDict()
# As many as stay open at once; beyond that the longest known goes.
_KEPT = 32_768


def _summary(incident: Incident) -> _Summary:
    known = _summaries.get(incident.id)
    if known is not None and known[0] is incident:
        return known[1]
    made = _Summary(incident)
    if incident.id:
        _summaries[incident.id] = (incident, made)
        if len(_summaries) > _KEPT:
            _summaries.popitem(last=False)
    return made


class Block:
    """The stored incidents of one assignment."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self.incidents = incidents

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
        asked = asked_by(node)
        return [
            (one, summary)
            for one in self.incidents
            if one.id not in beside and (summary := _summary(one)).reaches(node, asked)
        ]


def further(block: Sequence[Incident], reports: Sequence[Report], asked: Sequence[Reach]) -> Reach | None:
    """Return what else must be looked for in the store before ``reports`` of one item are assigned; None when
    ``block`` has all of it. ``asked`` is what was looked for already.

    First what the reports reach, then what those reach that they link to.
    """
    item = next((each.item_id for each in reports), "")
    nodes = [facets(each) for each in reports]
    live = Block([each for each in block if each.status is not Status.MERGED])
    holding = live.holding(item)
    nodes += [facets(each) for one in holding for each in one.reports if not each.mention.background]
    if asked:
        own = [each for each in nodes if not each.report.mention.background]
        near = touched(live, own, holding)
        nodes = [facets(each) for one in near for each in one.reports if not each.mention.background]
        if len(nodes) > MOST_REPORTS:
            return None
        nodes = [each for each in nodes if not comes_late(each)]
    missing = [
        each for each in nodes if not any(one.covers(reach) for one in asked if (reach := reach_of([each])))
    ]
    return reach_of(missing)


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
