"""People counted, in words. Numbers of several reports are never added up here."""

from bot.model.mention import Count
from bot.rendering.view import View

TOLL = ("killed", "injured", "missing", "abducted")


def amount(view: View, count: Count | None, *, short: bool = False) -> str:
    """Return "3", "at least 3", "2–4" or "3 (2–4 in reports)"; "" where nobody is counted."""
    low, best, high = _bounds(count)
    if low is None and best is None and high is None:
        return ""
    if high is None and low is not None and (best is None or best <= low):
        return view.t.text("count-at-least", n=view.number(low))
    if low is None and best is None and high is not None:
        return view.t.text("count-up-to", n=view.number(high))
    if low is not None and high is not None and low < high:
        span = view.t.text("count-range", low=view.number(low), high=view.number(high))
        if short or best is None:
            return span
        return view.t.text("count-best", best=view.number(best), range=span)
    return view.number(best or low or high or 0)


def counted(view: View, field: str, count: Count | None, *, short: bool = False) -> str:
    """Return "2 injured"; "" for nobody."""
    told = amount(view, count, short=short)
    return view.t.text(f"counted-{field}", n=told) if told else ""


def toll(view: View, *, short: bool = False) -> list[str]:
    """Return each count that is told, the dead first. The serious belong to the injured."""
    told = (counted(view, field, getattr(view.incident, field), short=short) for field in TOLL)
    return [each for each in told if each]


def exactly(count: Count | None) -> int | None:
    """Return the one number that is meant, or None for a range, "at least" and nobody."""
    low, best, high = _bounds(count)
    return (
        best
        if best is not None and low in (None, best) and high in (None, best) and (high or not low)
        else None
    )


def casualty_line(view: View) -> str:
    """Return what is known of people hurt, beyond the first line: the serious, the dead, attackers apart."""
    incident, t = view.incident, view.t
    told = [t.text("line-toll", toll=t.joined(toll(view)))] if toll(view) else []
    serious, injured = exactly(incident.serious), exactly(incident.injured)
    if serious and injured and serious <= injured:
        told.append(t.text("serious-of", serious=serious, injured=view.number(injured)))
    elif amount(view, incident.serious):
        told.append(t.text("serious-told", n=amount(view, incident.serious)))
    if view.has_toll and not amount(view, incident.killed):
        told.append(t.text("no-deaths"))
    attackers = incident.attackers_killed
    if attackers is not None and attackers > 0:
        told.append(t.text("attackers-killed", count=attackers, n=view.number(attackers)))
    return t.joined(told, "sentence")


def _bounds(count: Count | None) -> tuple[int | None, int | None, int | None]:
    if count is None:
        return None, None, None
    low, best, high = (_whole(each) for each in (count.min, count.best, count.max))
    if not any((low, best, high)):
        return None, None, None
    # A range that contradicts itself is told by its best value alone.
    if low is not None and high is not None and low > high:
        low = high = best
    return low or None, best, high


def _whole(value: int | None) -> int | None:
    return value if value is not None and 0 <= value < 10**9 else None
