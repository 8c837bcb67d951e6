"""Dates as feeds write them. What can't be read is None, never "now": a day-old entry must not look fresh."""

import calendar
import re
from datetime import UTC, datetime
from time import struct_time

EARLIEST, LATEST = 1990, 2100

_WRITTEN_OUT = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
    r"(?:\s*[-–,at|]{0,3}\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>UTC|GMT|Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
    r"(?:\s*[-–,at|]{0,3}\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>UTC|GMT|Z|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}


def from_struct(parsed: struct_time | None) -> datetime | None:
    """feedparser's UTC tuple as aware UTC, None when it is missing or makes no sense."""
    if parsed is None:
        return None
    try:
        at = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return at if EARLIEST <= at.year <= LATEST else None


def from_text(text: str) -> datetime | None:
    """Dates no standard knows, "Tuesday, November 5, 2024 - 14:05": only if day, month, year, hour *and* zone
    are told (a date without a zone may be half a day off).
    """
    text = text[:100]
    match = _WRITTEN_OUT.search(text) or _DAY_FIRST.search(text)
    if match is None or not match["hour"] or not match["zone"]:
        return None
    month = _MONTHS.get(match["month"][:3].lower())
    if month is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    zone = match["zone"].replace(":", "")
    offset = "+0000" if zone in ("UTC", "GMT", "Z") else zone
    try:
        at = datetime.strptime(
            f"{match['year']}-{month}-{match['day']} {hour}:{match['minute']} {offset}", "%Y-%m-%d %H:%M %z"
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if EARLIEST <= at.year <= LATEST else None
