"""Items as JSON lines in, readings as JSON lines out (the contract of ``sitrep extract``)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.model.item import Item
from bot.model.mention import Claim, Count, Mention, Reading

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def read_line(data: Mapping[str, Any]) -> Item:
    """Build an item from an input line.

    Raises ``KeyError`` without an id or title, ``ValueError`` for a value of a wrong kind. A date that
    can't be read is no date: it never becomes "now". What a recorded line knows of its source beside the
    contract (``as_input``) is taken over.
    """
    if not isinstance(data, Mapping):
        raise ValueError("a line is an object")
    published = read_time(data.get("published"))
    seen = read_time(data.get("seen")) or published or _NEVER
    source = _text(data, "source")
    return Item(
        id=str(data["id"]),
        source=source,
        family=_text(data, "family") or source,
        title=_text(data, "title", required=True),
        seen_at=seen,
        summary=_text(data, "summary"),
        text=_text(data, "text"),
        url=_text(data, "url"),
        published_at=published,
        lang=_text(data, "lang"),
        tier=_tier(data),
        state_affiliated=data.get("state_affiliated") is True,
        before_start=data.get("before_start") is True,
    )


def as_input(item: Item) -> dict[str, Any]:
    """The input line of an item: ``read_line`` gives it back, but for what the store adds to it."""
    line: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "summary": item.summary,
        "text": item.text,
        "url": item.url,
        "published": item.published_at.isoformat() if item.published_at else None,
        "seen": item.seen_at.isoformat(),
        "source": item.source,
        "family": item.family,
        "lang": item.lang,
        "tier": item.tier,
    }
    # Rare, and false where nothing is said.
    line |= {"state_affiliated": True} if item.state_affiliated else {}
    line |= {"before_start": True} if item.before_start else {}
    return {key: value for key, value in line.items() if value not in ("", None)} | {"title": item.title}


def _tier(data: Mapping[str, Any]) -> int:
    tier = data.get("tier", 3)
    if not isinstance(tier, int) or isinstance(tier, bool) or not 1 <= tier <= 4:
        raise ValueError("tier is a number from 1 to 4")
    return tier


def _text(data: Mapping[str, Any], key: str, required: bool = False) -> str:
    value = data[key] if required else data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{key} is text, not {type(value).__name__}")
    return value


def read_time(value: object) -> datetime | None:
    """An ISO 8601 or RFC 2822 time as aware UTC (a date alone is its midnight), None if it is neither."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip().split(";")[0]
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        try:
            read = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
    try:
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def as_line(item: Item, reading: Reading) -> dict[str, Any]:
    """The output line: null where nothing is said."""
    return {
        "id": item.id,
        "lang": reading.lang or None,
        "role": reading.role.value,
        "is_incident": reading.is_incident,
        "mentions": [as_mention(mention) for mention in reading.mentions],
        "places": [
            {
                "start": t.start,
                "end": t.end,
                "text": t.text,
                "name": t.name,
                "country": t.country,
                "admin1": t.admin1,
                "lat": t.lat,
                "lon": t.lon,
                "geonameid": t.geonameid,
            }
            for t in reading.toponyms
        ],
        "summary": reading.summary,
        **({"notes": list(reading.notes)} if reading.notes else {}),
    }


def as_mention(mention: Mention) -> dict[str, Any]:
    """One mention as the contract names its fields."""
    place, perpetrator = mention.place, mention.perpetrator
    line: dict[str, Any] = {
        "kind": mention.kind,
        "fine_kind": mention.fine_kind,
        "nature": mention.nature.value,
        "background": mention.background,
        "place": {
            "name": place.name,
            "site": place.site,
            "city": place.city,
            "admin2": place.admin2,
            "admin1": place.admin1,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision.value if place.precision else None,
            "extent": place.extent.value,
        },
        "occurred_at": _iso(mention.occurred_at),
        "time_precision": mention.time_precision.value,
    }
    if mention.expected_from:
        line["expected_from"] = _iso(mention.expected_from)
    if mention.expected_until:
        line["expected_until"] = _iso(mention.expected_until)
    line |= {
        "killed": _count(mention.killed),
        "injured": _count(mention.injured),
        "serious": _count(mention.serious),
        "missing": _count(mention.missing),
        "abducted": _count(mention.abducted),
        "attackers_killed": mention.attackers_killed,
        "weapon": mention.weapon,
        "target": [{"nationality": t.nationality, "type": t.type, "count": t.count} for t in mention.target],
        "perpetrator": {
            "description": perpetrator.description,
            "type": perpetrator.type,
            "status": perpetrator.status.value,
        }
        if perpetrator
        else None,
        "danger": mention.danger.value if mention.danger else None,
        "motive": mention.motive,
        "claim": {"claimed": mention.claim.claimed, "by": mention.claim.by},
        "attributed_to": list(mention.attributed_to),
        "claims": [_claim(claim) for claim in mention.claims],
        "severity": mention.severity,
        "severity_reasons": list(mention.severity_reasons),
        "certainty": mention.certainty.value,
    }
    return line


def _count(count: Count | None) -> dict[str, int | None] | None:
    return {"min": count.min, "best": count.best, "max": count.max} if count else None


def _claim(claim: Claim) -> dict[str, Any]:
    by = claim.said_by
    return {
        "field": claim.field,
        "value": claim.value,
        "said_by": {"role": by.role, "institution": by.institution, "named": by.named},
        "certainty": claim.certainty.value,
        "span": list(claim.span),
    }


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def explain(item: Item, reading: Reading) -> str:
    """The evidence for a person: what was read, and the words it was read from."""
    text = item.document
    lines = [f"{item.id}: {reading.role.value}, {'an incident' if reading.is_incident else 'no incident'}"]
    lines += [f"  because: {note}" for note in reading.notes]
    for n, mention in enumerate(reading.mentions):
        told = "background" if mention.background else "own"
        lines.append(f"  mention {n} ({told}): {mention.fine_kind or mention.kind}, {mention.nature.value}")
        for name, value in as_mention(mention).items():
            if name not in ("claims", "kind", "fine_kind", "nature", "background") and value not in (
                None,
                [],
                {},
            ):
                lines.append(f"    {name}: {value}")
        for claim in mention.claims:
            start, end = claim.span
            words = " ".join(text[start:end].split())
            who = claim.said_by.institution or claim.said_by.role
            lines.append(f"    {claim.field} = {claim.value} ({claim.certainty.value}, {who}): “{words}”")
    if reading.toponyms:
        lines.append(
            "  places: "
            + ", ".join(f"{t.text} → {t.name or '?'} {t.country or ''}" for t in reading.toponyms)
        )
    if reading.summary:
        lines.append(f"  summary: {reading.summary}")
    return "\n".join(lines)
