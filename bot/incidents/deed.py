"""What happened and behind it: kind, nature, weapon, motive, target, responsibility, time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.incidents.facets import fold
from bot.incidents.statements import (
    OUTLET,
    Statement,
    Telling,
    Value,
    choose,
    conflict,
    current,
    most,
    statements,
)
from bot.model.incident import Conflict, Report
from bot.model.kinds import coarse_kinds, fine_kinds
from bot.model.mention import Mention, Nature, Perpetrator, Responsibility, Target, TimePrecision

HARMLESS = (Nature.ACCIDENT, Nature.NATURAL)
# Names for "something happened": any finer word says more and contradicts them not.
VAGUE = frozenset({"attack", "assault", "explosion", "gunfire", "missing", "other_accident"})
# A finer word for the same deed.
_FINER = {
    "bombing": ("suicide_bombing", "ied", "grenade"),
    "shooting": ("assassination", "ambush", "execution", "police_shooting"),
    "kidnapping": ("hostage_taking", "hijacking"),
    "protest": ("riot", "road_blockade"),
    "fire": ("wildfire",),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """The kind of incident and its nature."""

    kind: str
    fine: str | None
    nature: Nature
    conflicts: tuple[Conflict, ...]


def deed_of(story: Telling) -> Deed:
    """Derive kind and nature. Attack or accident is decided first, then the finest word for it."""
    spoken = statements(story, ("kind", "fine_kind", "event"), _kinds, _kind_value)
    sides = [(side, each) for each in spoken if (side := _harmless(each)) is not None]
    harmless, disputed = _side(story, sides)
    decided = {id(each) for _, each in sides}
    fine = _finest(
        [each for side, each in sides if side is harmless],
        [each for each in spoken if id(each) not in decided],
    )
    if harmless and fine == "explosion":
        fine = "explosion_accident"
    known = fine_kinds().get(fine or "")
    kind = known.kind if known else fine or story.reports[0].mention.kind
    nature, unsettled = _nature(story, fine, harmless)
    return Deed(kind, known.name if known else None, nature, tuple(c for c in (disputed, unsettled) if c))


def _kinds(mention: Mention) -> tuple[Value, ...]:
    return (mention.fine_kind or mention.kind,)


def _kind_value(value: Value) -> Value:
    return value if isinstance(value, str) and (value in fine_kinds() or value in coarse_kinds()) else None


def _harmless(each: Statement) -> bool | None:
    """Whether the word for it takes a side; None for one that fits both (a blast, a fire)."""
    value = str(each.value)
    known = fine_kinds().get(value)
    kind = known.kind if known else value
    if value != "fire" and kind != "undetermined":
        return kind == "accident_disaster"
    nature = each.report.mention.nature
    if value == "fire":
        return None
    return None if nature is Nature.UNKNOWN else nature in HARMLESS


def _side(story: Telling, sides: Sequence[tuple[bool, Statement]]) -> tuple[bool, Conflict | None]:
    """Attack or accident: the newest word on record, else the majority of voices, else the first."""
    natured = statements(story, ("nature", "cause"), lambda _: (), _nature_side)
    now = current([*(each for _, each in sides), *natured])
    if not now:
        return any(each.mention.nature in HARMLESS for each in story.reports), None
    side = {id(each): harmless for harmless, each in sides}
    says = [(side.get(id(each), each.value == "harmless"), each) for each in now]
    recorded = [harmless for harmless, each in says if each.on_record]
    votes = sum(1 if harmless else -1 for harmless, _ in says)
    verdict = recorded[-1] if recorded else votes > 0 if votes else says[0][0]
    if len({harmless for harmless, _ in says}) == 1:
        return verdict, None
    settled = bool(recorded) and all(
        harmless == verdict for harmless, each in says if each.told_at >= _last(says)
    )
    named = [_with(each, "accident" if harmless else "targeted") for harmless, each in says]
    return verdict, None if settled else conflict("nature", named)


def _last(says: Sequence[tuple[bool, Statement]]) -> datetime:
    return max(each.told_at for _, each in says if each.on_record)


def _with(each: Statement, value: Value) -> Statement:
    return Statement(
        value, each.by, each.voice, each.report, each.on_record, each.told_at, each.last_at, each.open_ended
    )


def _nature_side(value: Value) -> Value:
    if value in ("accident", "natural"):
        return "harmless"
    return "harmful" if value in ("targeted", "crime", "state_operation", "unrest") else None


def _finest(spoken: Sequence[Statement], loose: Sequence[Statement]) -> str | None:
    """The finest word of a side; a word that fits both sides only where the side has none."""
    now = current(spoken)
    if not any(each.value not in VAGUE and not _coarse(each) for each in now):
        now = current([*spoken, *loose])
    sharp = [each for each in now if each.value not in VAGUE and not _coarse(each)]
    chosen = choose(sharp) or choose([each for each in now if not _coarse(each)]) or choose(now)
    if chosen is None:
        return None
    fine = str(chosen.value)
    finer = [each for each in now if each.value in _FINER.get(fine, ())]
    said = sum(each.value == fine for each in now)
    better = choose(finer)
    if better and (better.on_record or sum(each.value == better.value for each in finer) >= said):
        return str(better.value)
    return fine


def _coarse(each: Statement) -> bool:
    return str(each.value) not in fine_kinds()


def _nature(story: Telling, fine: str | None, harmless: bool) -> tuple[Nature, Conflict | None]:
    known = fine_kinds().get(fine or "")
    default = known.nature if known else Nature.UNKNOWN
    spoken = [
        each
        for each in statements(story, ("nature",), lambda mention: (mention.nature.value,), _known_nature)
        if (each.value in HARMLESS) is harmless
    ]
    chosen = choose(spoken)
    if chosen is None:
        return (default if (default in HARMLESS) is harmless else Nature.UNKNOWN), None
    sides = current(spoken)
    told = conflict("nature", sides)
    if told and not chosen.on_record and sum(e.value == chosen.value for e in sides) * 2 <= len(sides):
        return Nature.UNKNOWN, told
    return Nature(str(chosen.value)), told


_KNOWN_NATURES = frozenset(each.value for each in Nature if each is not Nature.UNKNOWN)


def _known_nature(value: Value) -> Value:
    return value if value in _KNOWN_NATURES else None


def weapon_of(story: Telling, harmless: bool) -> tuple[str | None, Conflict | None]:
    """The weapon most voices name; none in an accident."""
    if harmless:
        return None, None
    spoken = statements(story, ("weapon",), lambda mention: (mention.weapon,), _text)
    chosen = choose(spoken)
    return (str(chosen.value) if chosen else None), conflict("weapon", current(spoken))


def motive_of(story: Telling) -> tuple[str | None, Conflict | None]:
    """The motive. "Unclear" contradicts nothing; two motives do, and then none is shown as the motive."""
    spoken = statements(story, ("motive",), lambda mention: (mention.motive,), _text)
    named = [each for each in spoken if fold(str(each.value)) not in ("unknown", "unclear", "not known")]
    if not named:
        return (str(spoken[0].value) if spoken else None), None
    now = current(named)
    told = conflict("motive", now)
    chosen = choose(named)
    settled = chosen is not None and (
        chosen.on_record or sum(e.value == chosen.value for e in now) * 2 > len(now)
    )
    return (str(chosen.value) if chosen and (settled or not told) else None), told


def _text(value: Value) -> Value:
    return value if isinstance(value, str) and value.strip() else None


def targets_of(story: Telling) -> tuple[tuple[Target, ...], Conflict | None]:
    """Who was hit: everybody that is named, unless papers name different nationalities as the only ones."""
    told = [each for each in story.reports if each.mention.target]
    nations = [
        Statement(
            "+".join(sorted(names)), OUTLET, f"outlet:{story.voices[r.id]}", r, False, r.told_at, r.told_at
        )
        for r in told
        if (names := {t.nationality for t in r.mention.target if t.nationality})
    ]
    now = current(nations)
    disjoint = any(not set(str(a.value).split("+")) & set(str(b.value).split("+")) for a in now for b in now)
    if disjoint:
        chosen = most(now)
        allowed = set(str(chosen.value).split("+")) if chosen else set()
        told = [r for r in told if {t.nationality for t in r.mention.target if t.nationality} <= allowed]
    return tuple(_united(told)), conflict("target", now) if disjoint else None


def _united(told: Iterable[Report]) -> list[Target]:
    """Of one group the newest count stands; a group without a type is the same people as one with."""
    found: dict[tuple[str, str], Target] = {}
    for report in told:
        for each in report.mention.target:
            known = (fold(each.nationality), fold(each.type).rstrip("s"))
            same = next(
                (key for key in found if key[0] == known[0] and ("" in (key[1], known[1]) or key == known)),
                None,
            )
            if same is not None and known[0] and same != known:
                old = found.pop(same)
                known = (known[0], known[1] or same[1])
                each = Target(old.nationality, each.type or old.type, each.count or old.count)
            old_one = found.get(known)
            count = each.count if each.count is not None else old_one.count if old_one else None
            found[known] = Target((old_one or each).nationality, (old_one or each).type, count)
    named = {key[1] for key in found if key[0]}
    return [each for key, each in found.items() if key[0] or key[1] not in named]


def perpetrator_of(story: Telling) -> Perpetrator | None:
    """Who did it, by the fullest description of most voices; where they are is ``danger``'s."""
    spoken = statements(
        story,
        ("perpetrator.description",),
        lambda mention: (mention.perpetrator.description if mention.perpetrator else None,),
        _text,
    )
    kinds = statements(
        story,
        ("perpetrator.type",),
        lambda mention: (mention.perpetrator.type if mention.perpetrator else None,),
        _text,
    )
    if not spoken and not kinds:
        return None
    described, kind = choose(spoken), choose(kinds)
    return Perpetrator(
        str(described.value) if described else None,
        str(kind.value) if kind else None,
    )


def responsibility_of(story: Telling) -> tuple[Responsibility, tuple[str, ...], Conflict | None]:
    """Return who claimed it, who is blamed, and rival claims. "Nobody so far" ends with the first claim."""
    claimed = [each for each in story.reports if each.mention.claim.claimed]
    groups = list(dict.fromkeys(fold(each.mention.claim.by) for each in claimed if each.mention.claim.by))
    blamed = tuple(
        dict.fromkeys(name for each in story.reports for name in each.mention.attributed_to if name)
    )
    if claimed:
        named = [each for each in claimed if each.mention.claim.by]
        by = named[0].mention.claim.by if named else None
        sides = [
            Statement(
                each.mention.claim.by,
                OUTLET,
                fold(each.mention.claim.by),
                each,
                False,
                each.told_at,
                each.told_at,
            )
            for each in named
        ]
        told = conflict("claim", sides) if len(groups) > 1 else None
        return Responsibility(True, by), blamed, told
    denied = any(each.mention.claim.claimed is False for each in story.reports)
    return Responsibility(False if denied else None), blamed, None


def time_of(story: Telling) -> tuple[datetime | None, TimePrecision, Conflict | None]:
    """When: the day most voices give, then the finest time of that day, the earliest told."""
    dated = [each for each in story.reports if each.mention.occurred_at is not None]
    sure = [each for each in dated if each.mention.time_precision in (TimePrecision.EXACT, TimePrecision.DAY)]
    if not sure:
        loose = [each for each in dated if each.mention.time_precision is TimePrecision.WEEK] or dated
        if not loose:
            return None, TimePrecision.UNKNOWN, None
        return loose[0].mention.occurred_at, loose[0].mention.time_precision, None
    days = [
        Statement(
            _day(each), OUTLET, f"outlet:{story.voices[each.id]}", each, False, each.told_at, each.told_at
        )
        for each in sure
    ]
    day = most(current(days))
    on_day = [each for each in sure if day and _day(each) == day.value]
    exact = [each for each in on_day if each.mention.time_precision is TimePrecision.EXACT]
    first = (exact or on_day)[0].mention
    return first.occurred_at, first.time_precision, conflict("occurred_at", current(days))


def _day(report: Report) -> str:
    at, zone = report.mention.occurred_at, report.mention.place.timezone
    if at is None:
        return ""
    return (at.astimezone(ZoneInfo(zone)) if zone else at).date().isoformat()


def expected_of(story: Telling) -> tuple[datetime | None, datetime | None]:
    """When an announced incident is to begin and end, as told last."""
    told = [each.mention for each in story.reports if each.mention.expected_from]
    return (told[-1].expected_from, told[-1].expected_until) if told else (None, None)
