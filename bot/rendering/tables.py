"""Subscriptions and incidents as CSV, for whoever wants to take them along."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import FALLBACK, Translator, strip_isolates
from bot.model.incident import Incident
from bot.model.mention import Count
from bot.model.subscription import Subscription
from bot.rendering.area_words import area_words

SUBSCRIPTION_COLUMNS = (
    "number", "typed", "areas", "words", "expression", "lowest_severity", "paused", "unplaced", "topic",
    "created_at",
)  # fmt: skip
INCIDENT_COLUMNS = (
    "id", "first_told_at", "last_told_at", "messages", "kind", "severity", "certainty", "status", "place",
    "country", "lat", "lon", "occurred_at", "killed", "injured", "headline", "url", "feedback",
)  # fmt: skip
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ToldOf:
    """An incident that a chat was told of: when first and last, in how many messages; ``feedback`` or ""."""

    incident: Incident
    first_at: datetime
    last_at: datetime
    messages: int
    feedback: str = ""


def subscriptions_csv(subscriptions: Iterable[Subscription], lang: str = FALLBACK) -> bytes:
    """Return UTF-8 with a mark, as spreadsheets expect it; one row a subscription.

    Areas are named in ``lang``; the columns are the same in every language, for programs read them.
    """
    t = Translator.for_lang(lang)
    return _csv(
        SUBSCRIPTION_COLUMNS,
        (
            (
                each.number,
                each.text,
                "; ".join(strip_isolates(area_words(t, area)) for area in each.areas),
                (" | " if each.any_term else " ").join(term.text for term in each.terms),
                each.expression,
                "" if each.min_severity is None else each.min_severity,
                "yes" if each.paused else "no",
                "yes" if each.unplaced else "no",
                each.thread_id or "",
                _time(each.created_at),
            )
            for each in subscriptions
        ),
    )


def incidents_csv(told: Iterable[ToldOf]) -> bytes:
    """Return UTF-8 with a mark; one row an incident, as it stands now. Times are UTC, ISO 8601."""
    return _csv(INCIDENT_COLUMNS, (_incident(each) for each in told))


def _incident(told: ToldOf) -> tuple[object, ...]:
    it = told.incident
    first = it.reports[0] if it.reports else None
    return (
        it.id,
        _time(told.first_at),
        _time(told.last_at),
        told.messages,
        it.fine_kind or it.kind,
        it.severity,
        it.certainty.value,
        it.status.value,
        ", ".join(filter(None, (it.place.site, it.place.name or it.place.city, it.place.admin1))),
        it.place.country or "",
        "" if it.place.lat is None else round(it.place.lat, 2),
        "" if it.place.lon is None else round(it.place.lon, 2),
        _time(it.occurred_at),
        _best(it.killed),
        _best(it.injured),
        first.title if first else "",
        first.url if first else "",
        told.feedback,
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(each) for each in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _safe(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _best(count: Count | None) -> object:
    return "" if count is None or count.best is None else count.best
