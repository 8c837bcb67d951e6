"""Places of the gazetteer and the areas people subscribe to."""

from dataclasses import dataclass
from enum import StrEnum

WORLD = "world"


class PlaceKind(StrEnum):
    """From the largest to the smallest."""

    WORLD = "world"
    REGION = "region"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry.

    ``id`` is stable over rebuilds: "world", "region:south-asia", "PK" (ISO 3166 alpha-2), "PK.05" (GeoNames
    admin1), "PK.05.6641980" (admin2), "1174872" (geonameid of a city), "x:karachi-site" (overlay).
    ``ancestors`` are ids from the nearest to "world", not the place itself. Degrees, WGS 84.
    ``timezone`` is an IANA name ("" for regions and the world). ``country`` is ISO 3166 alpha-2; ``admin1``
    and ``admin2`` are names ("Sindh").
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    timezone: str = ""
    ancestors: tuple[str, ...] = ()

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The place and everything that holds it: an incident here lies in each of these."""
        return (self.id, *self.ancestors)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name found in a text. ``start`` and ``end`` count code points; ``place`` is None if unresolved."""

    start: int
    end: int
    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Area:
    """What a subscription covers: a place, or a circle of ``radius_km`` about a point (rounded to 0.01°).

    ``label`` is what the person sees ("Karachi, Sindh, Pakistan"). ``kind`` and ``ancestors`` are copied from
    the place, so matching needs no gazetteer; a circle has kind None and no ancestors. ``timezone``: IANA.
    ``site``: a circle that somebody has named; alerts say how far it is.
    """

    label: str
    place_id: str = ""
    kind: PlaceKind | None = None
    ancestors: tuple[str, ...] = ()
    timezone: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    site: bool = False
