"""Areas: made from places, and whether an incident lies in one."""

import math

from bot.model.mention import Extent, MentionPlace, Precision
from bot.model.place import WORLD, Area, Place, PlaceKind
from bot.places.gazetteer import Gazetteer

EARTH_KM = 6371.0088
MIN_KM, MAX_KM = 1.0, 1000.0
# A place known no better than by its district, province or country lies in no circle.
_EXACT = frozenset({Precision.SITE, Precision.CITY})

EVERYWHERE = Area(label="", place_id=WORLD, kind=PlaceKind.WORLD)


def area_of(place: Place, gazetteer: Gazetteer) -> Area:
    """Return the place as an area, labelled "Karachi, Sindh, Pakistan"."""
    if place.kind is PlaceKind.WORLD:
        return EVERYWHERE
    return Area(
        label=label_of(place, gazetteer),
        place_id=place.id,
        kind=place.kind,
        ancestors=place.ancestors,
        timezone=place.timezone,
        lat=place.lat,
        lon=place.lon,
    )


def circle(place: Place, radius_km: float, gazetteer: Gazetteer) -> Area:
    """Return the circle about a place, its centre rounded to 0.01° (do no harm: nobody's door).

    It keeps the place's ancestors, so that an incident of a whole province reaches it. ``place`` must have
    coordinates and ``radius_km`` lie within MIN_KM and MAX_KM; ValueError otherwise.
    """
    if place.lat is None or place.lon is None or not MIN_KM <= radius_km <= MAX_KM:
        raise ValueError(f"no circle of {radius_km} km about {place.id}")
    return Area(
        label=f"{radius_km:g} km around {label_of(place, gazetteer)}",
        place_id=place.id,
        ancestors=place.ancestors,
        timezone=place.timezone,
        lat=round(place.lat, 2),
        lon=round(place.lon, 2),
        radius_km=radius_km,
    )


def label_of(place: Place, gazetteer: Gazetteer) -> str:
    """Return the name with its province and country, each once."""
    names = [place.name]
    for ancestor_id in place.ancestors:
        ancestor = gazetteer.get(ancestor_id)
        if ancestor and ancestor.kind in (PlaceKind.ADMIN1, PlaceKind.COUNTRY) and ancestor.name not in names:
            names.append(ancestor.name)
    return ", ".join(names)


def covers(area: Area, place: MentionPlace) -> bool:
    """Whether an incident at ``place`` lies in the area, or affects all of a larger one that holds it.

    An unlocated incident lies nowhere, not even in the world.
    """
    if not place.area_ids:
        return False
    within = place.extent is Extent.AREA and bool(place.place_id) and place.place_id in area.ancestors
    if area.radius_km is None:
        return within or area.place_id in place.area_ids
    return within or (_is_in_a_city(place) and _in_circle(area, place))


def _is_in_a_city(place: MentionPlace) -> bool:
    """Whether it is known at least by its city. The precision alone does not tell: a part of a city and a
    district of a province are both districts.
    """
    if place.precision is Precision.DISTRICT:
        return not place.place_id or any(each.isdigit() for each in place.area_ids)
    return place.precision in _EXACT


def _in_circle(area: Area, place: MentionPlace) -> bool:
    if area.lat is None or area.lon is None or area.radius_km is None:
        return False
    if place.lat is None or place.lon is None:
        return False
    distance = distance_km(area.lat, area.lon, place.lat, place.lon)
    return distance <= area.radius_km


def has_own_point(place: MentionPlace) -> bool:
    """Whether the coordinates are finer than a city's: of a part of one, or the source's own.

    "An airport in Karachi" carries the middle of Karachi; a distance to that is a figure that nobody has.
    """
    if place.precision not in (Precision.SITE, Precision.DISTRICT):
        return False
    return not place.place_id or any(each.isdigit() for each in place.area_ids[1:])


def distance_to(area: Area, lat: float | None, lon: float | None) -> float | None:
    """Return the kilometres from the middle of a circle to a point, None where either has none."""
    if area.lat is None or area.lon is None or lat is None or lon is None:
        return None
    away = distance_km(area.lat, area.lon, lat, lon)
    return away if math.isfinite(away) else None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees (haversine); infinite where a value is no number."""
    if not all(map(math.isfinite, (lat, lon, other_lat, other_lon))):
        return math.inf
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, max(0.0, chord))))
