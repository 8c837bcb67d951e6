"""Incidents that conversation tables name in ``given``; in wording of our own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.model.incident import Incident, Status
from bot.model.mention import Extent, MentionPlace, Nature, Precision, Target
from bot.places.gazetteer import Gazetteer
from bot.ports import UnitOfWork
from tests.rendering.builders import incident, mention, report
from tests.storage.builders import entry, item

KARACHI, LAHORE, GWADAR, PAKISTAN = "1174872", "1172451", "1177446", "PK"


def place_of(gazetteer: Gazetteer, place_id: str, **values: Any) -> MentionPlace:
    """The place of an incident, as the gazetteer has it."""
    place = gazetteer.get(place_id)
    assert place is not None, place_id
    made = MentionPlace(
        name=place.name,
        city=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=Precision.CITY,
        place_id=place.id,
        area_ids=place.area_ids,
        timezone=place.timezone,
    )
    return replace(made, **values)


def at(now: datetime, hours_ago: float, text: str = "A guard shot two people.", **values: Any) -> Incident:
    """An incident that was told once, some hours ago."""
    seen = now - timedelta(hours=hours_ago)
    told = report(seen_at=seen, published_at=seen, mention=mention(own_text=text), title=text)
    times = {"first_reported_at": seen, "first_seen_at": seen, "updated_at": seen, "occurred_at": seen}
    return incident(**{"reports": (told,), **times, **values})


def factory(now: datetime, places: Gazetteer) -> list[Incident]:
    """Two Chinese nationals shot in Karachi, an hour ago."""
    return [at(now, 1, id="PK-20241105-01", place=place_of(places, KARACHI, site="garment factory"))]


def lahore(now: datetime, places: Gazetteer) -> list[Incident]:
    """A bombing in Lahore, claimed by nobody, contained, yesterday."""
    return [
        at(
            now,
            26,
            "A bomb went off at a bus stand.",
            id="PK-20241104-02",
            kind="bombing",
            fine_kind="bombing",
            status=Status.CLOSED,
            target=(Target(None, "passengers", 3),),
            place=place_of(places, LAHORE),
        )
    ]


def old(now: datetime, places: Gazetteer) -> list[Incident]:
    """A raid in Gwadar, ten days ago."""
    return [at(now, 240, "Gunmen raided a post.", id="PK-20241026-01", place=place_of(places, GWADAR))]


def seven(now: datetime, places: Gazetteer) -> list[Incident]:
    """Seven incidents in Karachi, so that there are two pages."""
    place = place_of(places, KARACHI)
    return [
        at(now, n + 1, f"Robbers shot driver {n}.", id=f"PK-20241105-1{n}", place=place) for n in range(7)
    ]


def unlocated(now: datetime, places: Gazetteer) -> list[Incident]:
    """One whose place nobody recognised."""
    return [at(now, 2, "A blast was heard somewhere.", id="XX-20241105-01", place=MentionPlace())]


def before_start(now: datetime, places: Gazetteer) -> list[Incident]:
    """Karachi again, known only from a first poll."""
    return [at(now, 3, id="PK-20241105-09", before_start=True, place=place_of(places, KARACHI))]


def merged(now: datetime, places: Gazetteer) -> list[Incident]:
    """The factory shooting told twice and found to be one."""
    (one,) = factory(now, places)
    return [one, replace(one, id="PK-20241105-02", merged_into=one.id, status=Status.MERGED)]


def airspace(now: datetime, places: Gazetteer) -> list[Incident]:
    """The whole country's airspace is closed."""
    place = place_of(places, PAKISTAN, extent=Extent.AREA, city=None, precision=Precision.COUNTRY)
    values: dict[str, Any] = {"kind": "disruption", "fine_kind": "airspace_closure", "target": ()}
    text = "The airspace is closed."
    nature = Nature.UNKNOWN
    return [at(now, 1, text, id="PK-20241105-20", place=place, nature=nature, severity=3, **values)]


GIVEN: dict[str, Callable[[datetime, Gazetteer], list[Incident]]] = {
    each.__name__: each for each in (factory, lahore, old, seven, unlocated, before_start, merged, airspace)
}


# Since when items are stored: the oldest one's age.
STORED_SINCE = {"old_items": timedelta(days=40), "young_items": timedelta(hours=5)}


async def store_item(uow: UnitOfWork, seen_at: datetime) -> None:
    """An item that reached us then: since that time there is something to look back on."""
    await uow.items.add_if_new(item(seen_at=seen_at), entry())
