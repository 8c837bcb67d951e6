"""Places and times in words. Times are absolute and of the place's own zone."""

import re
from datetime import datetime

from bot.i18n import format_date, format_moment, format_time, place_name_of, territory
from bot.model.mention import Extent, Precision, TimePrecision
from bot.rendering.harm import is_loaded
from bot.rendering.plain import clean, cut
from bot.rendering.view import View, key
from bot.rendering.vocabulary import in_words, is_own

_LONGEST = 60
_POSSESSOR = re.compile(r"^.*\w['’]s\s+", re.DOTALL)
_SITE_OF_HEALING = ("hospital", "clinic", "infirmary", "medical cent")
_FINE = (Precision.SITE, Precision.DISTRICT)


def is_located(view: View) -> bool:
    """Whether anything at all is known of the place."""
    place = view.incident.place
    return any(map(_told, (place.city, place.admin2, place.admin1, place.country, place.name)))


def place_name(view: View) -> str:
    """Return the one name that heads an alert: the city, or the finest there is within the limits."""
    place = view.incident.place
    names = [place.city, place.admin2, place.admin1]
    if place.precision in _FINE and not place.city and not view.limits.city_only:
        names.insert(0, place.name)
    elif place.precision is Precision.ADMIN1:
        names = [place.admin1]
    elif place.precision is Precision.COUNTRY:
        names = []
    last = "" if view.limits.city_only and place.precision in _FINE else place.name
    for name in names:
        if _told(name):
            return local(view, name)
    return country(view) or local(view, last) or view.t.text("place-unknown")


def country(view: View) -> str:
    """Return the country's name in the reader's language, or "" if it isn't known."""
    code = _told(view.incident.place.country)
    return view.t.isolate(territory(code, view.lang) or code)


def local(view: View, name: str | None) -> str:
    """Return a place of the incident as the reader's language calls it, or else by the name that is known."""
    told = _told(name)
    if not told:
        return ""
    ids = (view.incident.place.place_id, *view.incident.place.area_ids)
    return view.t.isolate(place_name_of(ids, told, view.lang) or told)


def site(view: View) -> str:
    """Return the site as told; "" where it isn't known or must not be told."""
    # "Somebody's bakery" names a person who has not been asked.
    told = _told(_POSSESSOR.sub("", view.incident.place.site or ""))
    if not told or view.limits.city_only or is_loaded(told):
        return ""
    if view.limits.no_hospital and any(word in told.lower() for word in _SITE_OF_HEALING):
        return view.t.text("site-hospital")
    return site_words(view, told)


def site_words(view: View, told: str) -> str:
    """Return a site in the reader's language: a name stays ("Jinnah Airport"), what only describes is told by
    a word of ours or not at all.
    """
    if is_own(view.t) or not told.islower():
        return view.t.isolate(told)
    return in_words(view.t, told)


def where(view: View) -> str:
    """Return site, city, province, country, and how finely the place is known."""
    place = view.incident.place
    finer = place.name if place.precision is Precision.DISTRICT and not view.limits.city_only else None
    names = (site(view), *(local(view, name) for name in (finer, place.city, place.admin1)), country(view))
    ordered = reversed(names) if view.t.raw("place-order") == "large" else names
    label = view.t.joined(dict.fromkeys(ordered), "place")
    if not label and not (view.limits.city_only and place.precision in _FINE):
        label = local(view, place.name)
    if not label:
        return view.t.text("where-unknown")
    if place.extent is Extent.AREA:
        return view.t.text("where-area", place=label)
    precision = place.precision
    if view.limits.city_only and precision in _FINE:
        precision = Precision.CITY
    name = key("where", precision.value if precision else "")
    return view.t.text(name, place=label) if view.t.has(name) else label


def day(view: View) -> str:
    """Return the first line's date: when it happened, is expected, or else was first reported."""
    incident, t = view.incident, view.t
    if incident.expected_from:
        return t.text("first-expected", date=date(view, incident.expected_from))
    if incident.occurred_at is None:
        return t.text("first-reported", date=date(view, incident.first_reported_at))
    told = date(view, incident.occurred_at)
    if incident.time_precision is TimePrecision.EXACT:
        return t.text("date-and-hour", day=told, hour=hour(view, incident.occurred_at))
    if incident.time_precision is TimePrecision.WEEK:
        return t.text("first-week", date=told)
    return told


def when(view: View) -> str:
    """Return the sentence on time: to the hour only where somebody told the hour."""
    incident, t = view.incident, view.t
    if incident.expected_from:
        start = moment(view, incident.expected_from)
        if incident.expected_until:
            return t.text("when-expected-until", start=start, end=moment(view, incident.expected_until))
        return t.text("when-expected", start=start)
    at = incident.occurred_at
    if at is None:
        return t.text("when-unknown", reported=moment(view, incident.first_reported_at))
    if incident.time_precision is TimePrecision.EXACT:
        return t.text("when-exact", moment=moment(view, at))
    if incident.time_precision is TimePrecision.WEEK:
        return t.text("when-week", date=date(view, at))
    if incident.time_precision is TimePrecision.DAY:
        return t.text("when-day", date=date(view, at))
    return t.text("when-about", date=date(view, at))


def date(view: View, at: datetime) -> str:
    """Return "Tue 5 Nov"."""
    return format_date(at, view.tz, view.lang, now=view.now)


def hour(view: View, at: datetime) -> str:
    """Return "10:14"."""
    return format_time(at, view.tz, view.lang)


def moment(view: View, at: datetime) -> str:
    """Return "Tue 5 Nov 10:14 PKT"."""
    return format_moment(at, view.tz, view.lang, now=view.now)


def _told(name: str | None) -> str:
    return cut(clean(name or ""), _LONGEST)
