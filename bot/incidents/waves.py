"""Several attacks of one night: a total told of a whole area is the parent of what happened inside it.

A total is never joined with a part nor added to it (``score`` forbids the link). It is shown for itself,
pushes nothing once two of its parts are known, and the parts name it.
"""

from collections.abc import Iterable, Sequence

from bot.incidents.block import Block
from bot.incidents.facets import Facets, facets
from bot.incidents.score import akin, in_time
from bot.model.incident import Incident, Report

ENOUGH = 2


def is_coarse(reports: Sequence[Report]) -> bool:
    """Whether all that is known is a province or a country."""
    return all(facets(each).finest <= 1 for each in reports if not each.mention.background)


def is_total(reports: Sequence[Report]) -> bool:
    """Whether the reports count up a whole area."""
    own = [facets(each) for each in reports if not each.mention.background]
    return bool(own) and is_coarse(reports) and any(each.several for each in own)


def parts_of(reports: Sequence[Report], block: Block) -> list[Incident]:
    """Return the stored incidents inside the area that happened at that time and could be meant."""
    found: dict[str, Incident] = {}
    for report in reports:
        node = facets(report)
        for one, summary in block.near(node):
            if any(_inside(each, node) for each in summary.nodes):
                found[one.id] = one
    return list(found.values())


def parent_of(reports: Iterable[Report], block: Block) -> str | None:
    """Return the id of the stored total that a new incident is a part of, the finest area first."""
    nodes = [facets(each) for each in reports if not each.mention.background]
    totals = [
        (max(facets(each).finest for each in one.reports), one.id)
        for one, summary in block.coarse()
        if is_total(one.reports) and any(_inside(node, each) for node in nodes for each in summary.nodes)
    ]
    return max(totals)[1] if totals else None


def _inside(fine: Facets, coarse: Facets) -> bool:
    if fine.finest < 2 or coarse.finest > 1 or not coarse.path:
        return False
    return coarse.path[0] in fine.path and akin(fine, coarse) and in_time(fine, coarse)
