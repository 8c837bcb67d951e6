"""The first line *is* the alert: at most 120 UTF-16 units, place and deed within the first 40.

A list of wordings is tried from the fullest to the barest; the first that fits is taken.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.i18n import strip_isolates
from bot.model.incident import Incident, Push
from bot.model.kinds import fine_kinds
from bot.model.mention import Certainty, Danger, Nature, PerpetratorStatus, Speaker
from bot.rendering import claims, counts, where, who
from bot.rendering.plain import clean, cut, utf16_len
from bot.rendering.view import View, aware

LIMIT = 120
LOCK_SCREEN = 40
# Shape differs as well as colour, for those who don't tell red from green.
SIGNS = {1: "⚪", 2: "🟡", 3: "🟠", 4: "🔴", 5: "⛔"}
_SHORTEST_PLACE = 10
_HARMLESS = frozenset({Nature.ACCIDENT, Nature.NATURAL})
_KIND_FIELDS = ("kind", "fine_kind", "event")
_DEED_FIELDS = (*_KIND_FIELDS, "target", "weapon")
_ENDS = (Danger.CONTAINED, Danger.OVER)


def first_line(view: View, push: Push, *, late: bool = False) -> str:
    """Return the line for this type of message."""
    if view.withdrawn or push is Push.WITHDRAWN:
        return _fit(view, _withdrawn(view), late=late, sign="❌")
    if push is Push.UPDATE:
        return _fit(view, _update(view), late=late, sign=_update_sign(view))
    if push is Push.CORRECTION:
        return _fit(view, _correction(view), late=late, sign="✏️")
    if push is Push.ALL_CLEAR:
        return _fit(view, _all_clear(view), late=late, sign="🟢")
    return _fit(view, _new(view), late=late, sign=sign(view.incident))


def sign(incident: Incident) -> str:
    """Return the severity's sign."""
    return SIGNS[max(1, min(5, incident.severity))]


def _fit(view: View, wordings: Iterator[tuple[str, str]], *, late: bool, sign: str) -> str:
    marks = [sign]
    if view.sample:
        marks.append(view.t.text("mark-sample"))
    if late:
        marks.append(view.t.text("mark-late"))
    start = " ".join(marks)
    body, end = "", ""
    for body, end in wordings:
        line = f"{start} {_framed(view, body, end)}"
        if utf16_len(line) <= LIMIT:
            return line
    room = LIMIT - utf16_len(f"{start} ") - (utf16_len(f" {end}") if end else 0)
    return cut(f"{start} {cut(body, room)}{f' {end}' if end else ''}", LIMIT)


def _framed(view: View, body: str, end: str) -> str:
    return view.t.text("first-frame", body=body, date=end) if end else view.t.text("first-alone", body=body)


def _new(view: View) -> Iterator[tuple[str, str]]:
    head, date = _head(view), where.day(view)
    danger, by, confirmed = who.first_danger(view), _danger_by(view), _confirmed(view)
    site = where.site(view)
    t = view.t
    located = t.text("first-at-site", head=head, site=site) if site else head
    told = t.text("first-danger-by", danger=danger, who=by) if danger and by else danger
    for start in (located, head):
        for end in confirmed[:1]:
            yield _joined(view, start, told, end), date
    for start, middle, end in (
        (located, told, confirmed[-1]),
        (head, told, confirmed[-1]),
        (head, danger, confirmed[-1]),
        (_head(view, short=True), told, confirmed[-1]),
        (_head(view, short=True), danger, confirmed[-1]),
        (_head(view, short=True), danger, ""),
    ):
        yield _joined(view, start, middle, end), date


def _update(view: View) -> Iterator[tuple[str, str]]:
    subject, time = _subject(view), _stamp(view, _last_told(view))
    danger, by = who.first_danger(view), _danger_by(view)
    status = view.t.text("first-danger-by", danger=danger, who=by) if danger and by else danger
    tolls = _tolls(view)
    full = [part for part in (status, tolls) if part] or [_confirmed(view)[0]]
    for told in (
        _joined(view, *dict.fromkeys((*full, _confirmed(view)[0]))),
        _joined(view, *full),
        _joined(view, danger, tolls) or full[0],
        danger or tolls or full[0],
    ):
        yield view.t.text("first-told", subject=subject, told=told), time


def _correction(view: View) -> Iterator[tuple[str, str]]:
    t = view.t
    what = _what_changed(view)
    subject, tolls, time = _subject(view), _tolls(view), where.day(view)
    corrects = t.text("first-corrects", time=_first_told(view))
    by = _speaker_of(view, (*_KIND_FIELDS, "nature"))
    role = by.role if by and by.role in who.OFFICIAL else "other"
    confirmed = t.text("first-confirmed", role=role) if by else ""
    for parts in ((subject, confirmed, tolls, corrects), (subject, tolls, corrects), (subject, corrects)):
        yield t.joined((what, _joined(view, *parts)), "sentence"), time


def _withdrawn(view: View) -> Iterator[tuple[str, str]]:
    t, time = view.t, _stamp(view, view.incident.updated_at)
    yield t.text("first-withdrawn", subject=_subject(view), time=_first_told(view)), time
    yield t.text("first-withdrawn-short", subject=_subject(view)), time


def _all_clear(view: View) -> Iterator[tuple[str, str]]:
    t, time = view.t, _stamp(view, _last_told(view))
    by = _speaker_of(view, ("danger",))
    said = t.text("first-all-clear-by", who=who.speaker_short(view, by)) if by else t.text("first-all-clear")
    head = t.text("first-told", subject=said, told=_subject(view))
    yield _joined(view, head, _tolls(view)), time
    yield head, time


def _head(view: View, *, short: bool = False) -> str:
    """Place, deed, whom: "Karachi: shooting, 2 Chinese nationals injured"."""
    if not view.kind_known and not counts.toll(view):
        quoted = _headline(view)
        if quoted:
            return _placed(view, _place(view, ""), quoted) if where.is_located(view) else quoted
    deed = view.kind()
    return _placed(view, _place(view, deed), view.t.joined((deed, *_hit(view, short=short)), "clause"))


def _placed(view: View, place: str, told: str) -> str:
    """ "Karachi: shooting". Where the place's name runs against the line, the line begins otherwise."""
    foreign = "yes" if place != strip_isolates(place) else "no"
    return view.t.text("first-head", place=place, foreign=foreign, told=told)


def _tolls(view: View) -> str:
    return view.t.joined(counts.toll(view, short=True), "clause")


def _hit(view: View, *, short: bool) -> list[str]:
    """The toll with those hit. The target takes a number only where it is surely the same people."""
    incident, t = view.incident, view.t
    tolls = counts.toll(view, short=True)
    targets = who.targets(view)
    if not targets:
        return tolls
    if not tolls:
        name = "hit-threatened" if incident.kind == "threat_warning" else "hit-target"
        return [t.text(name, target=targets)] if view.violent or incident.kind == "threat_warning" else []
    counted = [(field, counts.exactly(getattr(incident, field))) for field in counts.TOLL]
    told = [(field, n) for field, n in counted if n]
    if len(told) == len(tolls) == 1 and len(incident.target) == 1 and told[0][1] == incident.target[0].count:
        field, n = told[0]
        group = who.target(view, incident.target[0], count=n)
        return [t.text(f"hit-{field}", n=view.number(n or 0), target=group)]
    return tolls if short else [*tolls, t.text("hit-among", target=targets)]


def _headline(view: View) -> str:
    """A quoted headline with its publisher: the last resort, and never where people are at risk."""
    if view.limits.city_only or view.limits.no_headlines:
        return ""
    for report in view.reports:
        title = clean(report.title)
        if title:
            by = claims.publisher(report)
            room = LIMIT - 45 - utf16_len(by)
            return view.t.text("first-headline", title=cut(title, max(20, room)), who=by)
    return ""


def _subject(view: View) -> str:
    deed = view.kind()
    place = _place(view, deed)
    foreign = "yes" if place != strip_isolates(place) else "no"
    return view.t.text("first-subject", place=place, foreign=foreign, kind=deed)


def _place(view: View, deed: str) -> str:
    return cut(where.place_name(view), max(_SHORTEST_PLACE, LOCK_SCREEN - 5 - utf16_len(deed)))


def _joined(view: View, *parts: str) -> str:
    return view.t.joined(parts, "semicolon")


def _confirmed(view: View) -> tuple[str, str]:
    """Who stands for it: the full wording and a short one."""
    t, certainty = view.t, view.incident.certainty
    if certainty is Certainty.C1:
        return t.text("first-rumour"), t.text("first-rumour")
    if certainty in (Certainty.C3, Certainty.C4):
        by = _speaker_of(view, _DEED_FIELDS)
        if by:
            role = by.role if by.role in who.OFFICIAL else "other"
            full = t.text("first-confirmed-kind", role=role, kind=view.kind())
            return full, t.text("first-confirmed", role=role)
        by = _speaker_of(view, ())
        if by:
            told = t.text("first-on-record", who=who.speaker_short(view, by))
            return told, told
        name = "first-confirmed-many" if certainty is Certainty.C4 else "first-confirmed-official"
        return t.text(name), t.text(name)
    families = list(dict.fromkeys(claims.publisher(report) for report in view.reports))
    if not families:
        return t.text("first-unconfirmed"), t.text("first-unconfirmed")
    if len(families) == 1:
        return t.text("first-one-source", who=t.isolate(cut(families[0], 24))), t.text("first-unconfirmed")
    return t.text("first-several", count=len(families)), t.text("first-unconfirmed")


def _danger_by(view: View) -> str:
    if view.status is PerpetratorStatus.CONFLICTING:
        return ""
    shown = {view.danger.value if view.danger else "", view.status.value}
    for told in reversed(claims.all_claims(view)):
        field, value = told.claim.field.strip().lower(), told.claim.value
        if field in ("danger", "perpetrator.status") and value in shown:
            return who.speaker_short(view, told.claim.said_by)
        if field in ("arrested", "detained") and value is False and view.danger is Danger.AT_LARGE:
            return who.speaker_short(view, told.claim.said_by)
    return ""


def _speaker_of(view: View, fields: tuple[str, ...]) -> Speaker | None:
    """The last official on record who spoke of one of these fields (of any, if none is given)."""
    for told in reversed(claims.all_claims(view)):
        by, field = told.claim.said_by, told.claim.field.strip().lower().split(".")[0]
        if field in _KIND_FIELDS and told.claim.value not in (view.incident.fine_kind, view.incident.kind):
            continue  # an official confirmed something that it has turned out not to be
        if field == "nature" and told.claim.value != view.incident.nature.value:
            continue
        if by.named and by.role in who.OFFICIAL and (not fields or field in fields):
            return by
    return None


def _update_sign(view: View) -> str:
    if view.status is PerpetratorStatus.CONFLICTING:
        return "🔺"
    if view.danger in _ENDS or view.status in (PerpetratorStatus.DETAINED, PerpetratorStatus.DEAD):
        return "🔻"
    return "🔺" if view.ongoing else "🔄"


def _what_changed(view: View) -> str:
    """Why it is a correction, as far as the earlier reports show it."""
    t, incident = view.t, view.incident
    earlier = [report.mention for report in view.reports]
    harmless = incident.nature in _HARMLESS
    if harmless and any(each.nature not in _HARMLESS and _is_violent(each.fine_kind) for each in earlier):
        return t.text("first-not-an-attack")
    if not harmless and view.violent and any(each.nature in _HARMLESS for each in earlier):
        return t.text("first-now-an-attack")
    city = clean(incident.place.city or "")
    before = [clean(each.place.city or "") for each in earlier]
    other = next((name for name in before if name and city and name != city), "")
    if other and not view.limits.city_only:
        return t.text("first-place-corrected", before=where.local(view, cut(other, 24)))
    best = counts.exactly(incident.killed) or 0
    if any((counts.exactly(each.killed) or 0) > best for each in earlier):
        return t.text("first-toll-lowered")
    return t.text("first-corrected")


def _is_violent(fine: str | None) -> bool:
    kind = fine_kinds().get(fine or "")
    return kind is not None and (kind.violent or kind.kind == "undetermined")


def _last_told(view: View) -> datetime:
    return max((aware(each.told_at) for each in view.reports), default=aware(view.incident.updated_at))


def _first_told(view: View) -> str:
    """When we first told it; the day too where it was another one."""
    first, last = view.incident.first_seen_at, view.incident.updated_at
    if where.date(view, first) == where.date(view, last):
        return where.hour(view, first)
    return _stamp(view, first)


def _stamp(view: View, at: datetime) -> str:
    return view.t.text("date-and-hour", day=where.date(view, at), hour=where.hour(view, at))
