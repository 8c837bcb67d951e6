"""Days that a text names, counted from the day it was published; when it happened, and how finely that is
known.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.extraction.document import Document, clean
from bot.extraction.lexicon import lexicon
from bot.extraction.words import words_of
from bot.model.mention import TimePrecision

# A day further back than this is history, not news.
OLD = timedelta(days=9)
_DATELINE = 120
_MONTH = 30
_DIGIT = re.compile(r"\d")
# Items without any date are given one in this year (see command.read_line).
_NOT_KNOWN = 2000
_EARLIEST, _LATEST = date(1900, 1, 1), date(2098, 12, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of days named in a text, ``start`` and ``end`` of the words in it; first and last day
    inclusive.
    """

    start: int
    end: int
    first: date
    last: date
    weekday: bool = False

    @property
    def precision(self) -> TimePrecision:
        """A single day, about a week, or no better than that."""
        length = (self.last - self.first).days
        return (
            TimePrecision.DAY if length <= 1 else TimePrecision.WEEK if length <= 7 else TimePrecision.UNKNOWN
        )


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    words = lexicon(lang)
    if words is None or "time" not in words.data:
        return None
    table = words.data["time"]
    spaced = table.get("spaced", True)
    edge = r"\b" if spaced else ""
    gap = r"\s+" if spaced else r"\s*"

    def any_of(*names: str) -> str:
        found: list[str] = []
        for name in names:
            for entry in table.get(name, ()):
                found += entry if isinstance(entry, list) else [entry]
        return "|".join(re.escape(f) for f in sorted(found, key=len, reverse=True)) or "(?!)"

    number = "|".join([*(re.escape(n) for n in table.get("numbers", {})), r"\d{1,3}"])
    unit = any_of("day", "week", "month", "year")
    month = any_of("months")
    of = any_of("of")
    parts = [
        rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th|º|er)?{gap}(?:(?:{of}){gap})?(?P<month1>{month})\.?"
        rf"(?:,?{gap}(?:(?:{of}){gap})?(?P<year1>\d{{4}}|\d{{2}}(?![\d:.])))?",
        rf"(?P<month2>{month})\.?{gap}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:,?{gap}(?P<year2>\d{{4}}))?",
        rf"(?:(?:in|of|since|en|de){gap})(?P<month3>{month})(?:,?{gap}(?:(?:{of}){gap})?(?P<year3>\d{{4}}))?",
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
        rf"(?P<today>{any_of('today')})",
        rf"(?P<yesterday>{any_of('yesterday')})",
        rf"(?P<tomorrow>{any_of('tomorrow')})",
        rf"(?:(?P<last>{any_of('last')})|(?P<next>{any_of('next')})|(?P<this>{any_of('this')})){gap}"
        rf"(?:(?P<relday>{any_of('weekdays')})|(?P<relunit>{unit})|(?P<relmonth>{month}))",
        rf"(?P<n>{number}){gap}(?P<unit>{unit}){gap}(?:{any_of('ago')})",
        rf"(?P<weekday>{any_of('weekdays')})",
        r"(?:in|since|from|en|de|во?|du|el)\s+(?P<year>(?:19|20)\d{2})(?![\d,.]*\d)",
        r"(?P<yearonly>(?:19|20)\d{2})(?=\s+[a-z])",
    ]
    if table.get("cjk"):
        parts = [
            r"(?:(?P<year1>\d{4})年)?(?P<month1>\d{1,2})月(?P<day1>\d{1,2})[日号號]",
            r"(?P<year>(?:19|20)\d{2})年",
            *parts[4:10],
        ]
    return re.compile(edge + "(?:" + "|".join(parts) + ")" + edge, re.IGNORECASE)


@lru_cache(maxsize=512)
def days_in(text: str, lang: str, published: date) -> tuple[Day, ...]:
    """Every day or stretch of days named, in order. Nothing is read in a language without time words."""
    pattern = _pattern(lang)
    words = lexicon(lang)
    if (
        pattern is None
        or words is None
        or (_hints(lang).isdisjoint(words_of(text).folded) and not _DIGIT.search(text))
    ):
        return ()
    found = []
    for match in pattern.finditer(text):
        span = _resolve(match, words.data["time"], published)
        if span is not None and span[0] >= _EARLIEST and span[1] <= _LATEST:
            named = match.groupdict()
            found.append(Day(match.start(), match.end(), span[0], span[1], bool(named.get("weekday"))))
    return tuple(found)


@cache
def _hints(lang: str) -> frozenset[str]:
    """Words without one of which, or a digit, a text names no day."""
    words = lexicon(lang)
    table = words.data.get("time", {}) if words else {}
    found: set[str] = set()
    for name in ("weekdays", "months", "today", "yesterday", "tomorrow", "day", "week", "month", "year"):
        for entry in table.get(name, ()):
            for form in entry if isinstance(entry, list) else [entry]:
                found.update(words_of(form).folded[-1:])
    return frozenset(found)


def _resolve(match: re.Match[str], table: Mapping[str, Any], published: date) -> tuple[date, date] | None:
    got = {name: value for name, value in match.groupdict().items() if value}
    day = timedelta(days=1)
    try:
        if "iso" in got:
            on = date.fromisoformat(got["iso"])
            return on, on
        for n in "12":
            if f"day{n}" in got:
                month = _index(table, "months", got[f"month{n}"])
                return _dated(got.get(f"year{n}"), month, int(got[f"day{n}"]), published)
        if "month3" in got or "relmonth" in got:
            month = _index(table, "months", got.get("month3") or got["relmonth"])
            return _month(got.get("year3"), month, published)
        if "today" in got:
            return published, published
        if "yesterday" in got:
            return published - day, published - day
        if "tomorrow" in got:
            return published + day, published + day
        if "weekday" in got or "relday" in got:
            back = (
                published.weekday() - _index(table, "weekdays", got.get("weekday") or got["relday"]) + 1
            ) % 7
            if "next" in got or ("this" in got and back):
                on = published + (7 - back) * day
            else:
                on = published - back * day
            return on, on
        if "relunit" in got:
            return _relative(got, table, published)
        if "n" in got:
            n_units = table.get("numbers", {}).get(got["n"].lower()) or int(got["n"])
            length = _unit(table, got["unit"])
            at = published - min(n_units * length, 40_000) * day
            return (at, at) if length == 1 else (at - length // 2 * day, at + length // 2 * day)
        if "year" in got or "yearonly" in got:
            year = int(got.get("year") or got["yearonly"])
            return (date(year, 1, 1), date(year, 12, 31)) if year < published.year else None
    except (ValueError, OverflowError):
        return None
    return None


def _relative(got: Mapping[str, str], table: Mapping[str, Any], published: date) -> tuple[date, date]:
    length = _unit(table, got["relunit"])
    day = timedelta(days=1)
    if "this" in got:
        return published - (length - 1) * day, published
    if "next" in got:
        return published + day, published + length * day
    if length == _MONTH:
        end = published.replace(day=1) - day
        return end.replace(day=1), end
    return (
        (published - day, published - day)
        if length == 1
        else (published - 2 * length * day, published - length * day)
    )


def _unit(table: Mapping[str, Any], word: str) -> int:
    for name, length in (("day", 1), ("week", 7), ("month", _MONTH), ("year", 365)):
        if word.lower() in table.get(name, ()):
            return length
    return 365


def _index(table: Mapping[str, Any], name: str, word: str) -> int:
    if word.isdigit():
        return int(word)
    for n, forms in enumerate(table[name], 1):
        if word.lower() in forms:
            return n
    raise ValueError(word)


def _dated(year: str | None, month: int, day: int, published: date) -> tuple[date, date]:
    if year:
        number = int(year)
        if number < 100:
            century = published.year // 100 * 100
            number += century if abs(century + number - published.year) < 50 else century - 100
        on = date(number, month, day)
    else:
        on = date(published.year, month, day)
        if on > published + timedelta(days=60):
            on = date(published.year - 1, month, day)
    return on, on


def _month(year: str | None, month: int, published: date) -> tuple[date, date]:
    number = int(year) if year else published.year - (month > published.month)
    first = date(number, month, 1)
    following = date(number + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(days=1)


def occurred(
    days: Sequence[Day], published: datetime | None, zone: str = ""
) -> tuple[datetime | None, TimePrecision]:
    """The start of the first day named that is recent, in the zone of the place; the publication's day, of
    unknown precision, where none is.
    """
    if published is None:
        return None, TimePrecision.UNKNOWN
    today = local_day(published, zone)
    for day in days:
        if (
            today - OLD <= day.first
            and day.last <= today + timedelta(days=1)
            and day.precision is not TimePrecision.UNKNOWN
        ):
            return at_start(day.first, zone), day.precision
    return at_start(today, zone), TimePrecision.UNKNOWN


def happened_before(days: Sequence[Day], zone: str) -> tuple[datetime | None, TimePrecision]:
    """The first day of the first stretch named, for what a text looks back on; None where it names none."""
    for day in days:
        return at_start(day.first, zone), day.precision
    return None, TimePrecision.UNKNOWN


def expected(days: Sequence[Day], published: datetime, zone: str) -> tuple[datetime | None, datetime | None]:
    """From when and until when something announced will be: whole days, the first one that is not past."""
    today = local_day(published, zone)
    week = timedelta(days=7)
    coming = [
        replace(day, first=day.first + week, last=day.last + week)
        if day.weekday and day.first < today
        else day
        for day in days
    ]
    ahead = [day for day in coming if day.first >= today]
    if not ahead:
        return None, None
    last = ahead[-1] if len(ahead) > 1 and ahead[-1].last > ahead[0].last else ahead[0]
    return at_start(ahead[0].first, zone), at_start(last.last + timedelta(days=1), zone)


def reference(document: Document) -> datetime | None:
    """What "today" is for a text: its publication, else a date it begins with, else when it reached us."""
    item = document.item
    if item.published_at is not None:
        return item.published_at
    head = clean(document.text[:_DATELINE])
    for day in days_in(head, document.lang, date(2099, 1, 1)):
        if day.first == day.last and re.search(r"\d{4}|\b\d\d\b", head[day.start : day.end][-4:]):
            return datetime(day.first.year, day.first.month, day.first.day, tzinfo=UTC)
    return item.seen_at if item.seen_at.year > _NOT_KNOWN else None


def local_day(at: datetime, zone: str) -> date:
    """The day at a place. A time of exactly midnight UTC is a date without a time."""
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return at.date()
    return at.astimezone(_zone(zone)).date()


def at_start(day: date, zone: str) -> datetime:
    """The day's first moment at a place, as aware time of that place."""
    return datetime(day.year, day.month, day.day, tzinfo=_zone(zone))


@cache
def _zone(name: str) -> ZoneInfo | Any:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
