"""The incidents in store that a report could belong to, and how few of them need be looked at.

A busy country has thousands; all but a few are put aside by place and time before any pair is compared.
"""

from collections import OrderedDict
from collections.abc import Container, Sequence

from bot.incidents.cluster import AGREE, Group, comes_late, fit, linked, strength
from bot.incidents.facets import Facets, facets
from bot.incidents.reach import SLACK, asked_by, keys_of, reach_of
from bot.incidents.score import JOIN
from bot.model.incident import Incident, Report
from bot.model.reach import Reach

# Beyond this a war is no longer taken apart at each report; what is nearest still is.
MOST_REPORTS = 160
# One that fits three is told of none of them in particular.
_RIVALS = 3


class _Summary:
    """Under which keys and when an incident's reports lie. Slots, for there are thousands."""

    __slots__ = ("coarse", "events", "keys", "leading", "nodes", "since", "until")

    def __init__(self, incident: Incident) -> None:
        self.nodes = [facets(each) for each in incident.reports if not each.mention.background]
        self.since = min((each.since for each in self.nodes), default=incident.first_reported_at)
        self.until = max((each.until for each in self.nodes), default=incident.first_reported_at)
        self.events = frozenset(each.event for each in self.nodes if each.event)
        self.coarse = all(each.finest <= 1 for each in self.nodes)
        self.leading = tuple(each for each in self.nodes if not comes_late(each))
        self.keys = frozenset().union(*(keys_of(each) for each in self.nodes))

    def reaches(self, node: Facets, asked: frozenset[str]) -> bool:
        """Whether any report here could be linked to it."""
        if node.event and node.event in self.events:
            return True
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


Near = list[tuple[Incident, _Summary]]


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

    def coarse(self) -> Near:
        """Those of which no more than the province is known."""
        told = ((one, _summary(one)) for one in self.incidents)
        return [(one, summary) for one, summary in told if summary.nodes and summary.coarse]

    def near(self, node: Facets, beside: Container[str] = ()) -> Near:
        """Those that a report could be linked to, and are not among the ids ``beside``."""
        asked = asked_by(node)
        return [
            (one, summary)
            for one in self.incidents
            if one.id not in beside and (summary := _summary(one)).reaches(node, asked)
        ]


def reach(reports: Sequence[Report], holding: Sequence[Incident]) -> Reach | None:
    """Return what must be looked for in the store before ``reports`` of one item are assigned, if anything.

    ``holding`` are the incidents that hold earlier revisions of them.
    """
    held = [each for one in holding for each in one.reports if not each.mention.background]
    return reach_of([facets(each) for each in (*reports, *held)])


def touched(block: Block, new: Sequence[Facets], holding: Sequence[Incident]) -> list[Incident]:
    """Return every incident whose reports may stand otherwise because of the new ones, and ``holding``.

    A report changes an incident if it may belong to it, if it takes a report away from it, or if it makes it
    one with another. A link to some report of it does none of that: in a busy town such links lead from any
    report to any other.
    """
    found = {one.id: one for one in holding}
    start = [*new, *(facets(each) for one in holding for each in one.reports)]
    size = len(start)
    for node in start:
        if node.report.mention.background or size > MOST_REPORTS:
            continue
        for one, summary in _changed_by(node, block.near(node, found)):
            if size <= MOST_REPORTS:
                found[one.id] = one
                size += len(summary.nodes)
    return list(found.values())


def _changed_by(node: Facets, near: Near) -> Near:
    joined: list[tuple[float, Incident, _Summary]] = []
    taking: Near = []
    fitting: Near = []
    for one, summary in near:
        links = [linked(node, each) for each in summary.nodes]
        top = max((each.score for each in links if not each.veto), default=0.0)
        if top < AGREE:
            continue
        fits = not any(each.veto for each in links) and fit((node,), summary.nodes)
        if fits and top >= JOIN:
            joined.append((top, one, summary))
        elif top >= JOIN and any(_takes(node, each, summary.nodes) for each in summary.nodes):
            taking.append((one, summary))
        elif fits or fit((node,), summary.leading):
            fitting.append((one, summary))
    joined.sort(key=lambda each: (-each[0], each[1].id))
    if comes_late(node):
        # It goes to the best or, if it knows too little, to none of several.
        return [(one, summary) for _, one, summary in joined[:_RIVALS]]
    own = [(one, summary) for _, one, summary in joined]
    made_one = [
        (one, summary)
        for one, summary in fitting
        if any(_made_one(node, each.leading, summary.leading) for _, each in own[:_RIVALS])
    ]
    return [*own, *taking, *made_one]


def _takes(node: Facets, held: Facets, group: Sequence[Facets]) -> bool:
    """Whether a report may leave its incident for the new one."""
    found = linked(node, held)
    if not found.joins:
        return False
    # A follow-up, and one that only knows the province, stands where it stands only while nothing else fits.
    return comes_late(held) or all(
        found.score > linked(held, other).score for other in group if other is not held
    )


def _made_one(node: Facets, one: Group, two: Group) -> bool:
    """Whether two incidents that stood apart are one now."""
    return bool(one) and strength((*one, node), two) is not None and strength(one, two) is None
