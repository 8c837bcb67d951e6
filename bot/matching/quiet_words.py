"""``22:00-07:00 Asia/Karachi severity>=4``: quiet hours as people type them."""

import re
from functools import cache
from zoneinfo import available_timezones

from bot.matching.figures import plain_figures
from bot.matching.filters import read_filter
from bot.matching.quiet import zone_of
from bot.model.errors import UserError
from bot.model.settings import Quiet
from bot.places.gazetteer import Gazetteer
from bot.places.query import Found, find_place

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2})|(\d{2}))?\s*([ap]m)?"
_HOURS = re.compile(rf"{_CLOCK}\s*(?:-|to|until|till)\s*{_CLOCK}(?=\s|$)", re.IGNORECASE)
_SEVERITY = re.compile(r"\bseverity\s*(>=|>|:|=)?\s*(\w+)", re.IGNORECASE)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_DASHES = re.compile("[‐-―−－~～至到]|تا")
_LONGEST = 200
# IANA has offsets of whole hours only; these places keep theirs all year.
_ODD_OFFSETS = {
    "+330": "Asia/Tehran",
    "+430": "Asia/Kabul",
    "+530": "Asia/Kolkata",
    "+545": "Asia/Kathmandu",
    "+630": "Asia/Yangon",
    "+845": "Australia/Eucla",
    "+930": "Australia/Darwin",
    "-930": "Pacific/Marquesas",
}


def read_quiet(text: str, gazetteer: Gazetteer) -> Quiet:
    """Return the hours, zone and severity that ``text`` names. The zone may be an IANA name, an offset that
    some place keeps all year, or a place. Raises UserError.
    """
    told = _DASHES.sub("-", plain_figures(text[:_LONGEST]))
    severity = _SEVERITY.search(told)
    breaks_from = None
    if severity:
        breaks_from = int(read_filter("severity", severity[2], strict=severity[1] == ">").value)
        told = f"{told[: severity.start()]} {told[severity.end() :]}"
    hours = _HOURS.match(told.strip())
    if hours is None:
        raise UserError("error-quiet")
    start, end = _minute(*hours.groups()[:4]), _minute(*hours.groups()[4:])
    rest = told.strip()[hours.end() :].strip(" ,()")
    return Quiet(start, end, _zone(rest, gazetteer) if rest else "", breaks_from)


def written(minute: int) -> str:
    """Return "07:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(hour: str, minute: str | None, joined: str | None, half: str | None) -> int:
    h, m = int(hour), int(minute or joined or 0)
    if half:
        if not 1 <= h <= 12:
            raise UserError("error-quiet")
        h = h % 12 + (12 if half.lower() == "pm" else 0)
    if (h, m) == (24, 0):
        h = 0
    if h > 23 or m > 59:
        raise UserError("error-quiet")
    return 60 * h + m


def _zone(text: str, gazetteer: Gazetteer) -> str:
    known = _zones().get(text.lower().replace(" ", "_"))
    if known and zone_of(known):
        return known
    offset = _OFFSET.fullmatch(text)
    if offset:
        return _fixed(text, *offset.groups())
    found = find_place(gazetteer, text)
    if isinstance(found, Found) and found.place.timezone:
        return found.place.timezone
    raise UserError("error-quiet-zone", zone=text[:40])


def _fixed(text: str, sign: str, hours: str, minutes: str | None) -> str:
    """UTC+5 as IANA has it, whose signs run the other way."""
    count = int(hours)
    name = "UTC" if not count else f"Etc/GMT{'-' if sign == '+' else '+'}{count}"
    if int(minutes or 0):
        name = _ODD_OFFSETS.get(f"{sign}{count}{minutes}", "")
    if zone_of(name) is None:
        raise UserError("error-quiet-zone", zone=text[:40])
    return name


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}
