"""Who says what: every value with its speaker, so that what is shown can be derived and never overwritten.

A *voice* is somebody whose word counts once: a person or institution on record, whichever papers quote them;
otherwise the publisher's family. A text that was copied (wire copy) speaks with the voice of its first
publisher.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.incidents.cluster import linked
from bot.incidents.facets import Facets, fold
from bot.model.incident import Conflict, ConflictValue, Report
from bot.model.mention import Certainty, Mention, Speaker
from bot.model.takeback import LOWEST_TIER

Value = str | int | bool | None

OFFICIAL = frozenset(
    {"police", "official", "hospital", "military", "government", "agency", "rescue", "embassy"}
)
OUTLET = Speaker("outlet")
ON_RECORD = (Certainty.C3, Certainty.C4)


@dataclass(frozen=True, slots=True)
class Statement:
    """One value as one voice gave it. ``told_at`` is when it was first told, ``last_at`` when last."""

    value: Value
    by: Speaker
    voice: str
    report: Report
    on_record: bool
    told_at: datetime
    last_at: datetime
    open_ended: bool = False

    @property
    def group(self) -> bool:
        """Whether it is the word of an armed group."""
        return self.by.role == "group"


@dataclass(frozen=True, slots=True)
class Telling:
    """The live reports of one incident, oldest first, with the voice of each by its id.

    ``rumours`` raise and decide nothing while anything else is known; they are only named as a disagreement.
    """

    reports: tuple[Report, ...]
    voices: dict[str, str]
    rumours: tuple[Report, ...] = ()

    @property
    def families(self) -> int:
        """How many independent publishers."""
        return len({self.voices[each.id] for each in self.reports})

    def with_rumours(self) -> "Telling":
        """The same with the rumours among the reports."""
        every = sorted((*self.reports, *self.rumours), key=lambda each: (each.told_at, each.id))
        return Telling(tuple(every), self.voices)


def telling(nodes: Sequence[Facets]) -> Telling:
    """Find out whose voice each report is."""
    ordered = sorted(nodes, key=lambda each: each.key)
    voices: dict[str, str] = {}
    for n, node in enumerate(ordered):
        first = next((each for each in ordered[:n] if _copied(each, node)), None)
        own = node.report.family or node.report.source
        voices[node.report.id] = voices[first.report.id] if first else own
    reports = [each.report for each in ordered]
    sure = [each for each in reports if each.mention.certainty is not Certainty.C1] or reports
    return Telling(tuple(sure), voices, tuple(each for each in reports if each not in sure))


def _copied(a: Facets, b: Facets) -> bool:
    found = linked(a, b)
    return any(name == "copy" for name, _ in found.reasons)


def statements(
    story: Telling,
    fields: Iterable[str],
    told: Callable[[Mention], Iterable[Value]],
    normal: Callable[[Value], Value] = lambda value: value,
    *,
    open_ended: Callable[[Mention], bool] = lambda _: False,
) -> list[Statement]:
    """Return what was said of a field, in the order it was first told; of one voice each value once.

    ``fields`` are the claims' names of it; ``told`` gives the mention's own values, which stand for the
    outlet's word where the mention has no claim of them. ``normal`` makes values comparable; None is dropped.
    Calls with the same ``fields`` pass the same functions: what a report says is kept by them.
    """
    names = tuple(fields)
    found: dict[tuple[str, Value], Statement] = {}
    for report in story.reports:
        said = _said(report, names, told, normal, open_ended)
        if not said:
            continue
        origin = story.voices[report.id]
        told_at = report.told_at
        for value, by, recorded, voice, more in said:
            whose = voice or f"{by.role}:{origin}"
            made = Statement(value, by, whose, report, recorded, told_at, told_at, more)
            known = found.get((whose, value))
            found[(whose, value)] = _joined(known, made) if known else made
    return sorted(found.values(), key=_order)


_Said = tuple[tuple[Value, Speaker, bool, str, bool], ...]
_heard: OrderedDict[tuple[str, tuple[str, ...]], tuple[Report, _Said]] = OrderedDict()
_KEPT = 40_000


def _said(
    report: Report,
    names: tuple[str, ...],
    told: Callable[[Mention], Iterable[Value]],
    normal: Callable[[Value], Value],
    open_ended: Callable[[Mention], bool],
) -> _Said:
    """What one report says of a field: (value, speaker, on record, voice or "" for the outlet's, "at least").

    Worked out once for each report, for an incident is derived again with every further one.
    """
    known = _heard.get((report.id, names))
    if known is not None and known[0] is report:
        return known[1]
    mention = report.mention
    claims = [each for each in mention.claims if each.field.strip().lower() in names]
    spoken = [(normal(each.value), each.said_by, each.certainty in ON_RECORD) for each in claims]
    values = {value for value, _, _ in spoken}
    for value in told(mention):
        if normal(value) not in values and not (spoken and isinstance(value, int)):
            spoken.append((normal(value), OUTLET, False))
    more = open_ended(mention)
    said = tuple(
        (value, by, _on_record(report, by, certain), _voice(by), more)
        for value, by, certain in spoken
        if value is not None
    )
    _heard[(report.id, names)] = (report, said)
    if len(_heard) > _KEPT:
        _heard.popitem(last=False)
    return said


def _on_record(report: Report, by: Speaker, certain: bool) -> bool:
    return by.role in OFFICIAL and (certain or by.named) and report.tier < LOWEST_TIER


def _voice(by: Speaker) -> str:
    """Who speaks, whichever paper quotes them; "" for somebody unnamed, who counts as the paper's."""
    if by.role == "outlet":
        return ""
    if by.role == "group":
        return f"group:{fold(by.institution)}"
    if by.named and (by.institution or by.name or by.rank):
        return ":".join((by.role, *(fold(each) for each in (by.institution, by.name or by.rank))))
    return ""


def _joined(known: Statement, new: Statement) -> Statement:
    first = known if _order(known) <= _order(new) else new
    return Statement(
        first.value,
        first.by,
        first.voice,
        first.report,
        known.on_record or new.on_record,
        first.told_at,
        max(known.last_at, new.last_at),
        known.open_ended and new.open_ended,
    )


def _order(each: Statement) -> tuple[datetime, str, str, str]:
    return each.told_at, each.report.id, each.voice, str(each.value)


def current(spoken: Sequence[Statement]) -> list[Statement]:
    """Return each voice's newest value."""
    newest: dict[str, Statement] = {}
    for each in spoken:
        newest[each.voice] = each
    return sorted(newest.values(), key=_order)


def choose(spoken: Sequence[Statement]) -> Statement | None:
    """Return what stands: the newest word on record, else what most voices say, else the first."""
    now = current(spoken)
    recorded = [each for each in now if each.on_record]
    if recorded:
        return recorded[-1]
    return most(now)


def most(spoken: Sequence[Statement]) -> Statement | None:
    """Return a statement of the most frequent value, the earliest told of equals."""
    if not spoken:
        return None
    count: dict[Value, int] = {}
    for each in spoken:
        count[each.value] = count.get(each.value, 0) + 1
    best = max(count.values())
    return next(each for each in spoken if count[each.value] == best)


def conflict(field: str, spoken: Iterable[Statement]) -> Conflict | None:
    """Return the disagreement of these statements, every side named; None if they agree."""
    sides = list(spoken)
    if len({each.value for each in sides}) < 2:
        return None
    told: dict[tuple[Value, Speaker, str], ConflictValue] = {}
    for each in sides:
        whose = each.voice if each.by.role == "outlet" else ""
        told.setdefault(
            (each.value, each.by, whose), ConflictValue(str(each.value), each.by, each.report.item_id)
        )
    return Conflict(field, tuple(told.values()))
