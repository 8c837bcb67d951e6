"""How far two reports tell of the same incident: symmetric, with named reasons and vetoes.

The unit is "half a good reason"; ``JOIN`` is reached only by several kinds of evidence together. Wording may
add or take, and can never reach it alone: two similar incidents are often worded more alike than two reports
of one (AUC 0.33 on pairs of our own).
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from bot.incidents.facets import DAY, HOUR, Facets
from bot.model.mention import Role

JOIN = 3.4
COPY = 0.72
# What is told longer after is a new story of an old deed: a trial, an anniversary.
TOLD_WITHIN = timedelta(days=10)
_NEAR_KM = 20.0
# What strikes a whole region is told from the town each paper has a reporter in.
_WIDE_KM = 200.0
WIDE = frozenset({"earthquake", "storm", "flood", "heatwave", "cold_wave", "wildfire", "volcanic_eruption"})
_COPY_WORDS = 8
_COPY_LENGTH = 60

# Families under which one incident may be told by different papers.
_KIN = {
    frozenset(pair)
    for pair in (
        ("violence", "blast"),
        ("violence", "fire"),
        ("violence", "operation"),
        ("violence", "abduction"),
        ("violence", "unrest"),
        ("blast", "fire"),
        ("blast", "disaster"),
        ("fire", "disaster"),
        ("fire", "unrest"),
        ("operation", "abduction"),
        ("unrest", "disruption"),
        ("unrest", "operation"),
        ("threat", "disruption"),
    )
}


@cache
def kin_of(family: str) -> frozenset[str]:
    """The families under which one incident may be told, its own among them."""
    return frozenset({family}).union(*(pair for pair in _KIN if family in pair))


# So seldom that two of them in one place on one day are mostly one.
_RARE = frozenset(
    [
        "airport_closure",
        "airspace_closure",
        "avalanche",
        "border_closure",
        "building_collapse",
        "coup",
        "curfew",
        "earthquake",
        "epidemic",
        "flood",
        "hijacking",
        "hostage_taking",
        "industrial_accident",
        "landslide",
        "mine_accident",
        "network_shutdown",
        "plane_crash",
        "prison_violence",
        "stampede",
        "storm",
        "suicide_bombing",
        "train_crash",
        "vehicle_attack",
        "volcanic_eruption",
        "wildfire",
    ]
)
# Reports that say themselves that they go on with what was told.
_SEQUELS = frozenset({Role.UPDATE, Role.CONFIRMATION, Role.CORRECTION})
_AT_ONCE = timedelta(minutes=10)
_ONE_POLL = timedelta(minutes=2)
# Where counts or places differ, like wording means like deeds, not one deed.
_WORDING_OF_OTHERS = 0.25
_LONG = 25
_VAGUE = frozenset({"", "attack", "assault", "explosion", "gunfire", "other_accident"})


@dataclass(frozen=True, slots=True)
class Link:
    """``veto`` names why the two can't be one incident, "" if they can. ``reasons`` are the parts of it."""

    score: float
    reasons: tuple[tuple[str, float], ...] = ()
    veto: str = ""

    @property
    def joins(self) -> bool:
        """Whether the two may be taken for one."""
        return not self.veto and self.score >= JOIN

    def told(self) -> str:
        """Return "place 1.5, time 0.5, target 1.5"."""
        return ", ".join(f"{name} {points:+.1f}" for name, points in self.reasons)


_ELSEWHERE = Link(0.0, veto="place")
_ANOTHER_DAY = Link(0.0, veto="date")
_ANOTHER_KIND = Link(0.0, veto="kind")
_TOTAL = Link(0.0, veto="total")
_SAME_ID = Link(10.0, (("source_id", 10.0),))
_ANOTHER_ID = Link(0.0, veto="source_id")
_APART = Link(0.0, veto="administrator")
_TOLD_FROM = 1.0


def link(a: Facets, b: Facets) -> Link:
    """Compare two reports."""
    if a.report.apart and b.report.apart and _kept_apart(a.report.apart, b.report.apart):
        return _APART
    if a.event and b.event and a.event.partition(":")[0] == b.event.partition(":")[0]:
        # Its source knows better than any comparison whether it is the same.
        return _SAME_ID if a.event == b.event else _ANOTHER_ID
    place, points = _place(a, b)
    if place == "disjoint":
        return _ELSEWHERE
    time = _time(a, b)
    if time is None:
        return _ANOTHER_DAY
    kind = _kind(a, b)
    if kind is None:
        return _ANOTHER_KIND
    beside = _same_paper(a, b)
    copied = is_copy(a, b) and not (beside and a.digits != b.digits)
    if not copied and _total(a, b):
        return _TOTAL
    counts, site = _counts(a, b), _site(a, b)
    differ = place == "beside" or site < 0 or (beside and counts < 0)
    reasons = (
        ("place", points),
        ("time", time),
        ("kind", kind),
        ("target", _target(a, b)),
        ("perpetrator", 0.75 if a.perpetrator & b.perpetrator else 0.0),
        ("groups", 1.0 if a.groups & b.groups else 0.0),
        ("weapon", _weapon(a, b)),
        ("counts", counts),
        ("names", _names(a, b)),
        ("site", site),
        ("paper", _paper(a, b) if beside and not copied else 0.0),
        ("copy", 2.0)
        if copied
        else ("wording", round(min(_wording(a, b), _WORDING_OF_OTHERS if differ else 2.0), 2)),
    )
    score = 0.0
    for _, value in reasons:
        score += value
    score = round(score, 3)
    # Most pairs are far from one; nobody asks why.
    return Link(score, tuple(each for each in reasons if each[1])) if score >= _TOLD_FROM else Link(score)


def _kept_apart(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a person put the two on different sides."""
    other = dict(mark.rsplit("/", 1) for mark in b)
    return any(name in other and other[name] != side for name, side in (mark.rsplit("/", 1) for mark in a))


def akin(a: Facets, b: Facets) -> bool:
    """Whether one incident may be told under both kinds."""
    return _kind(a, b) is not None


def in_time(a: Facets, b: Facets) -> bool:
    """Whether both may tell of the same day."""
    return _time(a, b) is not None


def similarity(a: Facets, b: Facets) -> float:
    """Jaccard of the telling words, 0 to 1."""
    if not a.words or not b.words:
        return 0.0
    return len(a.words & b.words) / len(a.words | b.words)


def is_copy(a: Facets, b: Facets) -> bool:
    """Whether one text was taken from the other (wire copy): they count as one voice."""
    if min(len(a.words), len(b.words)) >= _COPY_WORDS:
        return similarity(a, b) >= COPY
    # A short text has few telling words: only the very same one is a copy.
    return a.words == b.words and len(a.verbatim) >= _COPY_LENGTH and a.verbatim == b.verbatim


def _place(a: Facets, b: Facets) -> tuple[str, float]:
    if not a.path or not b.path:
        # One of the names was not found in the gazetteer; it may still be the same name.
        return "unknown", 1.0 if a.place_words & b.place_words else 0.0
    if a.country and b.country and a.country != b.country:
        return "disjoint", 0.0
    if a.ids != b.ids:
        return _by_names(a, b)
    if a.path[0] == b.path[0]:
        return "same", (0.0, 0.75, 1.5, 2.5)[a.finest]
    if a.path[0] in b.path or b.path[0] in a.path:
        return "within", (0.0, 0.5, 1.0, 1.0)[min(a.finest, b.finest)]
    shared = next((each for each in a.path if each in b.path), "")
    if shared.isdigit() or (a.city and a.city == b.city and a.finest >= 2 <= b.finest):
        return "beside", -1.5
    km = distance_km(a.point, b.point)
    if km is not None and km <= _NEAR_KM:
        return "near", -0.5
    if km is not None and km <= _WIDE_KM and a.fine == b.fine and a.fine in WIDE:
        return "near", 0.25
    return "disjoint", 0.0


def _by_names(a: Facets, b: Facets) -> tuple[str, float]:
    """One of the two was not found in the gazetteer: the names have to do."""
    one, two = a.report.mention.place, b.report.mention.place
    if one.city and two.city:
        same = one.city.casefold() == two.city.casefold()
        return ("same", 1.5) if same else ("disjoint", 0.0)
    if one.admin1 and two.admin1:
        same = one.admin1.casefold() == two.admin1.casefold()
        return ("within", 0.5) if same else ("disjoint", 0.0)
    return "within", 0.0


def distance_km(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float | None:
    """Kilometres between two points in degrees; None without both."""
    if a is None or b is None:
        return None
    north = math.radians(b[0] - a[0])
    east = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371.0 * math.hypot(north, east)


def _time(a: Facets, b: Facets) -> float | None:
    if abs(a.told_at - b.told_at) > TOLD_WITHIN:
        return None
    gap = max(a.since - b.until, b.since - a.until)
    both = a.dated and b.dated
    # Papers err by a day; a day that lies between is another day's deed.
    if gap > (DAY / 2 if both else 2 * DAY):
        return None
    points = 0.0
    if gap < 0 * HOUR:
        points = 0.5 if both else 0.25
    elif both:
        points = -1.5
    if abs(a.told_at - b.told_at) <= 12 * HOUR:
        points += 0.25
    return points


def _kind(a: Facets, b: Facets) -> float | None:
    if a.fine == b.fine and a.kind == b.kind:
        return 0.75 if a.fine in _VAGUE else 1.5 if a.fine in _RARE else 1.0
    if a.family == b.family:
        return 0.75 if a.fine in _VAGUE or b.fine in _VAGUE or a.kind == b.kind else 0.25
    return 0.0 if frozenset((a.family, b.family)) in _KIN else None


def _target(a: Facets, b: Facets) -> float:
    points = 0.0
    if a.nations and b.nations:
        points += 1.5 if a.nations & b.nations else -1.5
    if a.types and b.types:
        points += 0.5 if a.types & b.types else (0.0 if a.nations & b.nations else -0.5)
    return points


def _weapon(a: Facets, b: Facets) -> float:
    if not a.weapon or not b.weapon or a.weapon == b.weapon:
        return 0.0
    return 0.0 if {a.weapon, b.weapon} <= {"explosive", "suicide", "fire"} else -1.0


def _counts(a: Facets, b: Facets) -> float:
    points = 0.0
    for one, two in ((a.killed, b.killed), (a.injured, b.injured), (a.abducted, b.abducted)):
        if not one or not two:
            if (one and two == 0) or (two and one == 0):
                points -= 0.25
            continue
        if one == two:
            points += 0.25 if one == 1 else 0.5 if one == 2 else 0.75 if one < 10 else 1.25
        elif max(one, two) > 3 * min(one, two) and abs(one - two) > 5:
            points -= 1.0
        elif min(one, two) >= 3 and max(one, two) <= 1.34 * min(one, two):
            points += 0.4
        else:
            points -= 0.25
    return max(-1.5, min(1.75, points))


def _site(a: Facets, b: Facets) -> float:
    if not a.site or not b.site:
        return 0.0
    return 1.25 if a.site & b.site else -0.75


def _names(a: Facets, b: Facets) -> float:
    """People and organisations both name. Papers name different ones of one incident: none shared is mild."""
    if not a.names or not b.names:
        return 0.0
    shared = len(a.names & b.names)
    if not shared:
        return -0.25 if min(len(a.names), len(b.names)) >= 3 else 0.0
    if _long(a, b):
        return (0.5, 1.25, 1.75, 2.25)[min(shared, 4) - 1]
    return (0.5, 1.0, 1.5)[min(shared, 3) - 1]


def _long(a: Facets, b: Facets) -> bool:
    """Whether both are articles. What two articles share tells far more than what two headlines do: of pairs
    without a veto, a quarter of the words was shared by 60 % of those of one incident and 2 % of the others.
    """
    return min(len(a.words), len(b.words)) >= _LONG


def _wording(a: Facets, b: Facets) -> float:
    if min(len(a.words), len(b.words)) < 3 or (
        a.report.lang and b.report.lang and a.report.lang != b.report.lang
    ):
        return 0.0
    overlap = len(a.words & b.words) / min(len(a.words), len(b.words))
    if overlap < 0.08:
        return -0.5
    if _long(a, b):
        return min(2.0, 5.0 * (overlap - 0.1)) if overlap > 0.1 else 0.0
    return min(1.0, 2.0 * (overlap - 0.08))


def _same_paper(a: Facets, b: Facets) -> bool:
    """Whether one paper tells both side by side, and neither as a sequel."""
    one, two = a.report, b.report
    if (
        not one.family
        or one.family != two.family
        or one.item_id == two.item_id
        or {one.role, two.role} & _SEQUELS
    ):
        return False
    told, seen = abs(a.told_at - b.told_at), abs(one.seen_at - two.seen_at)
    return told <= _AT_ONCE or (seen <= _ONE_POLL and told <= 3 * _AT_ONCE)


def _paper(a: Facets, b: Facets) -> float:
    """One paper tells one incident once. What it tells beside it is another, surely so if the numbers of the
    headlines differ; a new toll comes later, or as an update.
    """
    return -2.0 if a.digits == b.digits else -3.5


def _total(a: Facets, b: Facets) -> bool:
    """Whether one counts up a whole area of which the other tells a part."""
    coarse, fine = (a, b) if a.finest <= b.finest else (b, a)
    if coarse.harmless and fine.harmless:
        return False
    return coarse.several and not fine.several and coarse.finest <= 1 and fine.finest > coarse.finest
