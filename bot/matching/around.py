"""Areas about a point that somebody shared: rounded first, so that nobody's door is ever stored."""

import math
from dataclasses import dataclass

from bot.matching.areas import MAX_KM, MIN_KM, area_of
from bot.model.errors import UserError
from bot.model.place import Area, Place, PlaceKind
from bot.places.gazetteer import Gazetteer

OFFERED_KM = (10, 50, 200)
SITE_KM = 10
_NEAREST_KM = 30.0
_FARTHER_KM = 150.0
# A large city ten kilometres off is where one is; a hamlet at two is not what one would name.
_SOFTENED_KM = 3.0
_KINDS = (PlaceKind.ADMIN1, PlaceKind.COUNTRY)
_SMALL = (PlaceKind.CITY, PlaceKind.DISTRICT)


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, rounded to 0.01 (about a kilometre)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Around:
    """Where a point is: ``places`` are its city, province and country, as far as they are known."""

    point: Point
    places: tuple[Place, ...]

    @property
    def nearest(self) -> Place | None:
        """The city, or what is known instead."""
        return self.places[0] if self.places else None


def point(lat: float, lon: float) -> Point:
    """Return the rounded point. Raises UserError for what lies nowhere on Earth."""
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise UserError("error-point")
    # Adding 0 turns -0.0 into 0.0.
    return Point(round(lat, 2) + 0.0, round(lon, 2) + 0.0)


def middle_of(place: Place) -> Point | None:
    """Return the rounded middle of a town or of a part of one; None for what is larger."""
    # Districts of the administration may lie within a city (Korangi).
    small = place.kind in _SMALL or any(each.isdigit() for each in place.ancestors)
    if not small or place.lat is None or place.lon is None:
        return None
    return point(place.lat, place.lon)


def around(at: Point, gazetteer: Gazetteer) -> Around:
    """Return the city that a person there would name, its province and its country."""
    city = _city(at, gazetteer)
    if city is None:
        return Around(at, ())
    holders = [gazetteer.get(each) for each in city.ancestors]
    return Around(at, (city, *(each for each in holders if each and each.kind in _KINDS)))


def circle_about(at: Point, radius_km: float, gazetteer: Gazetteer, *, site: str = "") -> Area:
    """Return the circle, named after the town it lies about, or ``site``. Raises UserError."""
    if not MIN_KM <= radius_km <= MAX_KM:
        raise UserError("error-radius", least=int(MIN_KM), most=int(MAX_KM))
    near = _city(at, gazetteer) or _city(at, gazetteer, _FARTHER_KM)
    where = area_of(near, gazetteer).label if near else f"{at.lat:g}, {at.lon:g}"
    return Area(
        label=site or f"{radius_km:g} km around a point in {where}",
        ancestors=near.area_ids if near else (),
        timezone=near.timezone if near else "",
        lat=at.lat,
        lon=at.lon,
        radius_km=radius_km,
        site=bool(site),
    )


def _city(at: Point, gazetteer: Gazetteer, reach_km: float = _NEAREST_KM) -> Place | None:
    best: tuple[float, Place] | None = None
    for place, away in gazetteer.near(at.lat, at.lon, reach_km):
        if place.kind is not PlaceKind.CITY:
            continue
        weight = max(place.population, 1) / (away + _SOFTENED_KM) ** 2
        if best is None or weight > best[0]:
            best = weight, place
    return best[1] if best else None
