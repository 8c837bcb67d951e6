"""Dates, times and numbers as a language writes them. Always absolute: "11 min ago" lies in a screenshot."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime as _format
from babel.numbers import format_decimal

from bot.i18n.translator import FALLBACK, Translator

_NO_KEY = re.compile("[^a-z0-9]+")


def format_date(at: datetime, tz: str, lang: str, *, now: datetime | None = None) -> str:
    """Return the local day, "Tue 5 Nov"; with the year when ``now`` is in another one."""
    local = _local(at, tz)
    other_year = now is not None and _local(now, tz).year != local.year
    return _pattern(local, "date-day-year" if other_year else "date-day", lang)


def format_time(at: datetime, tz: str, lang: str) -> str:
    """Return the local hour, "10:14"."""
    return _pattern(_local(at, tz), "date-hour", lang)


def format_moment(at: datetime, tz: str, lang: str, *, now: datetime | None = None) -> str:
    """Return day, hour and zone, "Tue 5 Nov 10:14 PKT". ``tz`` is an IANA name; unknown or "" means UTC."""
    day, hour = format_date(at, tz, lang, now=now), format_time(at, tz, lang)
    return Translator.for_lang(lang).text("date-moment", day=day, hour=hour, zone=zone_name(at, tz))


def zone_name(at: datetime, tz: str) -> str:
    """Return "PKT"; for zones without an abbreviation "UTC+4"."""
    name = _local(at, tz).tzname() or "UTC"
    if name[0] not in "+-":
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{name[0]}{hours}{f':{minutes}' if minutes not in ('', '00') else ''}"


def format_number(number: int, lang: str) -> str:
    """Return the number with the language's grouping, "12,000"."""
    text: str = format_decimal(number, locale=_locale(lang))
    return text


def territory(code: str, lang: str) -> str:
    """Return the country's name for an ISO 3166 alpha-2 code, or "" if there is none."""
    return str(_locale(lang).territories.get(code.upper(), "")) if len(code) == 2 else ""


def place_name_of(ids: Iterable[str], english: str, lang: str) -> str:
    """Return what the language calls a place, found among the gazetteer's ``ids`` by its English name.

    "" if the language has no name for it, or is English.
    """
    t = Translator.for_lang(lang)
    if t.lang == FALLBACK:
        return ""
    for each in ids:
        name = f"name-{_NO_KEY.sub('-', each.lower())}"
        if t.has(name) and Translator.for_lang(FALLBACK).raw(name) == english:
            return t.raw(name)
    return ""


def name_of_id(place_id: str, lang: str) -> str:
    """Return what the language calls a place of the gazetteer, "" if it has no name for it."""
    t = Translator.for_lang(lang)
    name = f"name-{_NO_KEY.sub('-', place_id.lower())}"
    return t.raw(name) if t.has(name) else territory(place_id, lang)


def _pattern(local: datetime, key: str, lang: str) -> str:
    text: str = _format(local, Translator.for_lang(lang).raw(key), locale=_locale(lang))
    return text


def _local(at: datetime, tz: str) -> datetime:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return aware.astimezone(_zone(tz))
    except OverflowError:  # the first and last day of the calendar
        return aware


@cache
def _zone(tz: str) -> tzinfo:
    try:
        return ZoneInfo(tz) if tz else UTC
    except (KeyError, ValueError, OSError):
        return UTC


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(Translator.for_lang(lang).lang or FALLBACK, sep="-")
