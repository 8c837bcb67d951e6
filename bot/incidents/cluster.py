"""Which reports tell of one incident: one deterministic procedure over all of them, whatever came first.

Pairs are taken from the best link down; two groups become one if nothing forbids it between any of their
reports, if they agree on the whole, and if what happened spans no more than 72 hours. Reports that only know
the province or the country come after the others: one that fits several incidents tells of none in
particular. Follow-ups come last and join or stay alone.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from bot.incidents.facets import DAY, Facets
from bot.incidents.score import JOIN, Link, link

LONGEST = 3 * DAY
# Two groups as a whole: papers that tell little agree weakly, papers that contradict each other do less.
AGREE = 1.25
_KEPT = 60_000

_links: OrderedDict[tuple[str, str], tuple[Facets, Facets, Link]] = OrderedDict()

Group = tuple[Facets, ...]


def linked(a: Facets, b: Facets) -> Link:
    """The link of two reports, worked out once for each pair."""
    if b.key < a.key:
        a, b = b, a
    key = (a.report.id, b.report.id)
    known = _links.get(key)
    if known is not None and known[0] is a and known[1] is b:
        return known[2]
    made = link(a, b)
    _links[key] = (a, b, made)
    if len(_links) > _KEPT:
        _links.popitem(last=False)
    return made


def comes_late(node: Facets) -> bool:
    """Whether it makes no group of finer reports: a follow-up, or one that only knows the province."""
    return not node.report.may_open or node.finest < 2


def cluster(nodes: Iterable[Facets]) -> tuple[list[Group], list[Facets]]:
    """Return the groups, oldest first, each oldest first; and the follow-ups that belong to none."""
    ordered = sorted(nodes, key=lambda each: each.key)
    openers = [each for each in ordered if each.report.may_open]
    fine: list[Group] = []
    coarse: list[Group] = []
    for group in _by_source_id(openers):
        (fine if any(each.finest >= 2 for each in group) else coarse).append(group)
    fine, coarse = _merged(fine), _merged(coarse)
    groups = _with_coarse(fine, coarse)
    return _with_follow_ups(groups, [each for each in ordered if not each.report.may_open])


def _by_source_id(nodes: Sequence[Facets]) -> list[Group]:
    """Each by itself, but what a structured source tells under one id is one, whatever else it says."""
    groups: dict[str, Group] = {}
    for node in nodes:
        name = f"event:{node.event}" if node.event else node.report.id
        groups[name] = (*groups.get(name, ()), node)
    return list(groups.values())


def _merged(groups: list[Group]) -> list[Group]:
    of = {node.report.id: n for n, group in enumerate(groups) for node in group}
    nodes = [node for group in groups for node in group]
    pairs = [
        (-found.score, a.key, b.key, a, b) for a, b in combinations(nodes, 2) if (found := linked(a, b)).joins
    ]
    pairs.sort(key=lambda each: each[:3])
    kept: dict[int, Group] = dict(enumerate(groups))
    for _, _, _, a, b in pairs:
        one, two = of[a.report.id], of[b.report.id]
        if one != two and fit(kept[one], kept[two]):
            kept[one] = _sorted((*kept[one], *kept.pop(two)))
            of.update({node.report.id: one for node in kept[one]})
    return sorted(kept.values(), key=lambda group: group[0].key)


def _sorted(nodes: Iterable[Facets]) -> Group:
    return tuple(sorted(nodes, key=lambda each: each.key))


def fit(one: Sequence[Facets], two: Sequence[Facets]) -> bool:
    """Whether two groups may be one: nothing forbids it, and they agree on the whole. What a
    structured source tells under one id may whatever it says.
    """
    if any(a.event and any(a.event == b.event for b in two) for a in one):
        return True
    total = 0.0
    for a in one:
        for b in two:
            found = linked(a, b)
            if found.veto:
                return False
            total += found.score
    return bool(one and two) and total / (len(one) * len(two)) >= AGREE and _span(one, two) <= LONGEST


def _span(one: Sequence[Facets], two: Sequence[Facets]) -> timedelta:
    """From the latest beginning to the earliest end is what must lie apart; undated reports bind nothing."""
    dated = [each for each in (*one, *two) if each.dated] or [*one, *two]
    return max(each.since for each in dated) - min(each.until for each in dated)


def strength(one: Sequence[Facets], two: Sequence[Facets]) -> float | None:
    """The best link between two groups that may be one; None if they may not."""
    if not one or not two or not fit(one, two):
        return None
    best = max(linked(a, b).score for a in one for b in two)
    return best if best >= JOIN else None


def _with_coarse(fine: list[Group], coarse: list[Group]) -> list[Group]:
    joined = {n: [group] for n, group in enumerate(fine)}
    alone: list[Group] = []
    for group in coarse:
        fitting = [n for n, each in enumerate(fine) if strength(group, each) is not None]
        if len(fitting) == 1:
            joined[fitting[0]].append(group)
        else:
            alone.append(group)
    groups = [_sorted(node for group in each for node in group) for each in joined.values()]
    return sorted([*groups, *alone], key=lambda group: group[0].key)


def _with_follow_ups(groups: list[Group], late: list[Facets]) -> tuple[list[Group], list[Facets]]:
    joined: dict[int, list[Facets]] = {n: list(group) for n, group in enumerate(groups)}
    alone = []
    for node in late:
        found = [
            (score, -n) for n, group in enumerate(groups) if (score := strength((node,), group)) is not None
        ]
        if found:
            joined[-max(found)[1]].append(node)
        else:
            alone.append(node)
    return [_sorted(each) for each in joined.values()], alone
