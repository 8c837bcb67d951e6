"""How many were hurt: a range and its best value. Articles are never added up, and an armed group's word is
never best.
"""

from collections.abc import Sequence

from bot.incidents.statements import Statement, Telling, conflict, current, most, statements
from bot.model.incident import Conflict
from bot.model.mention import Count, Mention

FIELDS = ("killed", "injured", "serious", "missing", "abducted")


def toll(story: Telling, field: str) -> tuple[Count | None, Conflict | None]:
    """Return the count of a field (one of ``FIELDS``) and what sources disagree on."""
    everything = _spoken(story, field)
    spoken = [each for each in everything if not each.group]
    by_group = [each for each in everything if each.group]
    if not spoken:
        return _of_group(by_group), None
    best = _best(spoken)
    standing = [each for each in current(spoken) if _stands(each, best)]
    values = [each.value for each in standing if isinstance(each.value, int)]
    value = best.value if isinstance(best.value, int) else 0
    high = max(values, default=value)
    return (
        Count(min(values, default=value), value, None if best.open_ended and high == value else high),
        conflict(field, [*standing, *by_group, *_rumoured(story, field, everything)]),
    )


def attackers_killed(story: Telling) -> int | None:
    """Return how many attackers died, by the same rule."""
    spoken = statements(story, ("attackers_killed",), lambda mention: (mention.attackers_killed,), _number)
    spoken = [each for each in spoken if not each.group]
    best = _best(spoken) if spoken else None
    return best.value if best and isinstance(best.value, int) else None


def _spoken(story: Telling, field: str) -> list[Statement]:
    return statements(
        story,
        (field, f"{field}.best", f"{field}.min"),
        lambda mention: (_value(mention, field),),
        _number,
        open_ended=lambda mention: _is_open(mention, field),
    )


def _rumoured(story: Telling, field: str, known: Sequence[Statement]) -> list[Statement]:
    if not story.rumours:
        return []
    told = {(each.voice, each.value) for each in known}
    return [each for each in _spoken(story.with_rumours(), field) if (each.voice, each.value) not in told]


def _value(mention: Mention, field: str) -> int | None:
    count: Count | None = getattr(mention, field)
    if count is None:
        return None
    return count.best if count.best is not None else count.min


def _is_open(mention: Mention, field: str) -> bool:
    count: Count | None = getattr(mention, field)
    return count is not None and count.max is None and count.min is not None


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value)
    return value if isinstance(value, int) and 0 <= value < 10**7 else None


def _best(spoken: Sequence[Statement]) -> Statement:
    """The newest on record, else the majority of voices, else the lowest."""
    now = current(spoken)
    recorded = [each for each in now if each.on_record]
    if recorded:
        return recorded[-1]
    candidate = most(now)
    if candidate and sum(each.value == candidate.value for each in now) * 2 > len(now):
        return candidate
    return min(now, key=lambda each: (each.value if isinstance(each.value, int) else 0, each.told_at))


def _stands(each: Statement, best: Statement) -> bool:
    """A lower toll told before the best one has been overtaken: people die and are found."""
    if not isinstance(each.value, int) or not isinstance(best.value, int):
        return False
    return each.value >= best.value or each.last_at > best.told_at


def _of_group(by_group: Sequence[Statement]) -> Count | None:
    """Only an armed group gives a number: it bounds nothing and is nobody's best."""
    most = max((each.value for each in by_group if isinstance(each.value, int)), default=0)
    return Count(None, None, most) if most else None
