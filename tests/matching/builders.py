"""Subscriptions, incidents and decisions for matching, in wording of our own."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.matching.expression import read
from bot.model.incident import Change, Incident, Push
from bot.model.mention import Extent, MentionPlace, Precision, Responsibility, Target
from bot.model.place import WORLD, Area, PlaceKind
from bot.model.subscription import Subscription
from tests.rendering.builders import incident, mention, report

NOW = datetime(2024, 11, 5, 6, 0, tzinfo=UTC)
KARACHI_IDS = ("1174872", "PK.05.1", "PK.05", "PK", "region:south-asia", WORLD)
LAHORE_IDS = ("1172451", "PK.04.1", "PK.04", "PK", "region:south-asia", WORLD)


@dataclass(frozen=True)
class Decided:
    """As ``bot.incidents.decision.Decision``."""

    change: Change = Change.OPEN
    before: Incident | None = None
    after: Incident | None = None
    absorbed: tuple[Incident, ...] = ()
    push: Push | None = Push.NEW
    push_reason: str = "nothing_material"
    report_id: str = "item1#0"


def at(ids: tuple[str, ...], **values: Any) -> MentionPlace:
    return MentionPlace(place_id=ids[0] if ids else "", area_ids=ids, precision=Precision.CITY, **values)


KARACHI = at(KARACHI_IDS, name="Karachi", city="Karachi", lat=24.8608, lon=67.0104)
LAHORE = at(LAHORE_IDS, name="Lahore", city="Lahore", lat=31.558, lon=74.3507)
ALL_PAKISTAN = MentionPlace(
    name="Pakistan", place_id="PK", area_ids=("PK", "region:south-asia", WORLD), extent=Extent.AREA,
    precision=Precision.COUNTRY,
)  # fmt: skip


def happened(text: str = "", place: MentionPlace = KARACHI, **values: Any) -> Incident:
    """An incident of which one report tells ``text`` as its own; without people unless given."""
    own = text or "A guard opened fire at a works."
    bare = {"target": (), "perpetrator": None, "claim": Responsibility(), "severity": 5}
    told = (report(mention=mention(own_text=own), title=own, seen_at=NOW),)
    return incident(**{"place": place, "reports": told, **bare, **values})


def area(
    ids: tuple[str, ...] = KARACHI_IDS, kind: PlaceKind = PlaceKind.CITY, label: str = "Karachi"
) -> Area:
    return Area(label=label, place_id=ids[0], kind=kind, ancestors=ids[1:])


PAKISTAN_AREA = Area("Pakistan", "PK", PlaceKind.COUNTRY, ("region:south-asia", WORLD))
WORLD_AREA = Area("", WORLD, PlaceKind.WORLD)
CHINESE = (Target("Chinese", "engineers", 2),)


def wants(text: str = "", *areas: Area, **values: Any) -> Subscription:
    """A subscription to Karachi, or to ``areas``, with the expression ``text``."""
    asked = read(text)
    made = Subscription(
        id=values.pop("id", 1),
        chat_id=values.pop("chat_id", 100),
        number=values.pop("number", 1),
        text=text,
        areas=areas or (area(),),
        created_at=NOW,
        terms=asked.terms,
        any_term=asked.any_term,
        min_severity=asked.min_severity,
        expression=asked.rest,
    )
    return replace(made, **values)
