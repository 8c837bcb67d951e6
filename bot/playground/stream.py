"""The sample stream: seven days of made-up reports, played against a clock faster than the real one.

Dates. Day 1 was yesterday, at real speed: its items stand in the feeds when the bot first looks, dated within
the last 24 hours. From day 2 on an item appears when the sample clock reaches it, dated with the real moment.
So all that the bot says of time ("reached us", "edited") fits the reader's own clock, while the sample clock
only tells how far the week has come. ``{day6}`` in a text is the weekday of that sample day, counted from
yesterday, so that an announced day lies ahead and can be understood.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

DAY_S = 86_400.0
# The morning of day 2, shortly before its first report.
START_S = DAY_S + 8.5 * 3600
PACES: dict[str, float] = {"paused": 0.0, "slow": 240.0, "normal": 720.0, "fast": 3600.0}

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Weekdays are those of the place that most of the week tells of, as its alerts are.
_ZONE = ZoneInfo("Asia/Karachi")
_DAY = re.compile(r"\{day(\d)\}")


@dataclass(frozen=True, slots=True)
class Feed:
    """One sample source. ``slug`` names its feed in the address."""

    slug: str
    name: str
    family: str
    tier: int = 3
    language: str = ""
    state_affiliated: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One item. ``at_s`` counts from the midnight that begins day 1. ``revises`` is the id it replaces."""

    id: str
    source: str
    at_s: float
    title: str
    summary: str
    revises: str = ""
    published: datetime | None = None

    @property
    def guid(self) -> str:
        """What identifies the entry in its feed; an edited one keeps it."""
        return self.revises or self.id


@cache
def feeds() -> tuple[Feed, ...]:
    """The sample sources."""
    return tuple(Feed(**row) for row in _rows("sources.jsonl"))


@cache
def week() -> tuple[Report, ...]:
    """Every report in order of time, texts as in the file."""
    reports = [
        Report(row["id"], row["source"], _seconds(row), row["title"], row["summary"], row.get("revises", ""))
        for row in _rows("week.jsonl")
    ]
    return tuple(sorted(reports, key=lambda report: report.at_s))


def as_lines(day_1: datetime) -> list[dict[str, Any]]:
    """The week as input lines of ``sitrep replay``, at real speed from the midnight ``day_1`` (aware) on."""
    names = {feed.slug: feed for feed in feeds()}
    lines = []
    for report in week():
        feed = names[report.source]
        lines.append(
            {
                "id": report.id,
                "title": _with_days(report.title, day_1),
                "summary": _with_days(report.summary, day_1),
                "url": f"https://sample.invalid/{report.guid}",
                "published": (day_1 + timedelta(seconds=report.at_s)).isoformat(),
                "source": feed.name,
                "lang": feed.language,
            }
        )
    return lines


class Stream:
    """Plays the week. ``now`` gives aware UTC; nothing moves but by ``advance`` and ``step``."""

    def __init__(
        self,
        reports: Iterable[Report] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._now = now
        self._left = sorted(week() if reports is None else reports, key=lambda report: report.at_s)
        self._first_midnight = now() - timedelta(days=1)
        self._day_1 = self._first_midnight.astimezone(_ZONE)
        self._total = len(self._left)
        self.clock_s = START_S
        self.pace = "paused"
        self.begun = False
        # False while the bot has not yet looked: what appears then would count as known before its start.
        self.ready = True
        self.published: dict[str, Report] = {}
        self.listeners: list[Callable[[list[Report]], None]] = []
        while self._left and self._left[0].at_s < DAY_S:
            report = self._left.pop(0)
            self._put(report, self._first_midnight + timedelta(seconds=report.at_s))

    def advance(self, real_s: float) -> list[Report]:
        """Let real time pass at the chosen pace; return what appeared."""
        if not self.ready:
            return []
        self.clock_s += real_s * PACES[self.pace]
        if not self._left:
            self.pace = "paused"
        return self._appear()

    def step(self) -> list[Report]:
        """Go to the next report at once; return it, with those of the same minute."""
        if self._left and self.ready:
            self.begun = True
            self.clock_s = max(self.clock_s, self._left[0].at_s)
            return self._appear()
        return []

    def set_pace(self, pace: str) -> None:
        """Choose a pace by name. Raises ValueError."""
        if pace not in PACES:
            raise ValueError(f"{pace!r} is no pace")
        self.pace = pace if self._left else "paused"
        self.begun = self.begun or bool(PACES[self.pace])
        self._tell([])

    def begin(self) -> None:
        """Start at the normal pace, once: a later pause is the reader's own wish."""
        if not self.begun:
            self.set_pace("normal")

    def in_feed(self, slug: str) -> list[Report]:
        """What stands in one feed, newest first."""
        own = [report for report in self.published.values() if report.source == slug]
        return sorted(own, key=lambda report: report.published or self._first_midnight, reverse=True)

    def state(self) -> dict[str, Any]:
        """What the page shows of the clock."""
        day = int(self.clock_s // DAY_S) + 1
        minutes = int(self.clock_s % DAY_S // 60)
        date = self._day_1 + timedelta(days=day - 1)
        upcoming = self._left[0] if self._left else None
        return {
            "day": day,
            "time": f"{minutes // 60:02}:{minutes % 60:02}",
            "weekday": _WEEKDAYS[date.weekday()],
            "pace": self.pace,
            "paces": PACES,
            "begun": self.begun,
            "ready": self.ready,
            "published": self._total - len(self._left),
            "total": self._total,
            "next_in_s": None if upcoming is None else max(0.0, upcoming.at_s - self.clock_s),
        }

    def _appear(self) -> list[Report]:
        appeared = []
        while self._left and self._left[0].at_s <= self.clock_s:
            appeared.append(self._put(self._left.pop(0), self._now()))
        if appeared:
            self._tell(appeared)
        return appeared

    def _put(self, report: Report, at: datetime) -> Report:
        before = self.published.get(report.guid)
        report = replace(
            report,
            title=_with_days(report.title, self._day_1),
            summary=_with_days(report.summary, self._day_1),
            published=before.published if before else at,
        )
        self.published[report.guid] = report
        return report

    def _tell(self, appeared: list[Report]) -> None:
        for listener in list(self.listeners):
            listener(appeared)


def _with_days(text: str, day_1: datetime) -> str:
    def weekday(match: re.Match[str]) -> str:
        return _WEEKDAYS[(day_1 + timedelta(days=int(match[1]) - 1)).weekday()]

    return _DAY.sub(weekday, text)


def _seconds(row: dict[str, Any]) -> float:
    hours, minutes = row["time"].split(":")
    return (int(row["day"]) - 1) * DAY_S + int(hours) * 3600 + int(minutes) * 60


def _rows(name: str) -> list[dict[str, Any]]:
    text = files("bot.playground").joinpath("sample", name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]
