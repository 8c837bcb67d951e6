"""Small valid objects; a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model.alert import Alert
from bot.model.incident import Incident, Push, Report, Status
from bot.model.item import Entry, Item
from bot.model.mention import Mention, MentionPlace, Nature, Precision, Role
from bot.model.place import Area, PlaceKind
from bot.model.subscription import Subscription

NOW = datetime(2024, 11, 5, 12, 0, tzinfo=UTC)
KARACHI_AREAS = ("1174872", "PK.05.1", "PK.05", "PK", "region:south-asia", "world")
KARACHI = MentionPlace(
    name="Karachi",
    city="Karachi",
    admin1="Sindh",
    country="PK",
    lat=24.86,
    lon=67.01,
    precision=Precision.CITY,
    place_id="1174872",
    area_ids=KARACHI_AREAS,
    timezone="Asia/Karachi",
)
NOWHERE = MentionPlace()


def ago(**values: float) -> datetime:
    return NOW - timedelta(**values)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def item(id: str = "i1", **values: Any) -> Item:
    defaults: dict[str, Any] = {"source": "desk", "family": "desk", "title": "A headline", "seen_at": NOW}
    return Item(id=id, **{**defaults, **values})


def entry(*keys: str, content_hash: str = "h1", title: str = "A headline") -> Entry:
    return Entry(keys=keys or ("k1",), content_hash=content_hash, title=title)


def report(id: str = "i1#0", told_at: datetime = NOW, **values: Any) -> Report:
    place = values.pop("place", KARACHI)
    defaults: dict[str, Any] = {
        "item_id": id.split("#")[0],
        "source": "desk",
        "family": "desk",
        "title": "A headline",
        "url": "https://example.org/1",
        "role": Role.NEW_INCIDENT,
        "seen_at": told_at,
        "mention": Mention(kind="shooting", fine_kind=None, place=place),
    }
    return Report(id=id, **{**defaults, **values})


def incident(id: str = "PK-20241105-01", *reports: Report, **values: Any) -> Incident:
    told = reports or (report(f"{id}-item#0", place=values.get("place", KARACHI)),)
    defaults: dict[str, Any] = {
        "revision": 1,
        "status": Status.DEVELOPING,
        "kind": "shooting",
        "fine_kind": None,
        "nature": Nature.TARGETED,
        "place": KARACHI,
        "first_reported_at": min(each.told_at for each in told),
        "first_seen_at": NOW,
        "updated_at": NOW,
    }
    return Incident(id=id, reports=told, **{**defaults, **values})


def area(place_id: str = "1174872", *ancestors: str, **values: Any) -> Area:
    defaults: dict[str, Any] = {"label": place_id, "kind": PlaceKind.CITY}
    return Area(place_id=place_id, ancestors=ancestors, **{**defaults, **values})


def circle() -> Area:
    return Area(label="50 km around", lat=24.86, lon=67.01, radius_km=50.0)


def subscription(chat_id: int = 7, *areas: Area, **values: Any) -> Subscription:
    defaults: dict[str, Any] = {"id": 0, "number": 0, "text": "Karachi", "created_at": NOW}
    return Subscription(chat_id=chat_id, areas=areas or (area(),), **{**defaults, **values})


def alert(chat_id: int = 7, incident_id: str = "PK-20241105-01", revision: int = 1, **values: Any) -> Alert:
    defaults: dict[str, Any] = {
        "push": Push.NEW,
        "severity": 3,
        "reason": "subscription 1: Karachi",
        "committed_at": NOW,
    }
    return Alert(chat_id=chat_id, incident_id=incident_id, revision=revision, **{**defaults, **values})
