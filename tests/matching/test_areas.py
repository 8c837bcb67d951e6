import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.areas import EARTH_KM, area_of, circle, covers, distance_km, label_of
from bot.model.mention import Extent, MentionPlace, Precision
from bot.model.place import WORLD, Area, PlaceKind
from bot.places.gazetteer import Gazetteer
from tests.matching.builders import ALL_PAKISTAN, KARACHI, LAHORE, PAKISTAN_AREA, WORLD_AREA, area

NOWHERE = MentionPlace(name="Somewhere")
LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)
IDS = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


def around(lat: float, lon: float, km: float, ancestors: tuple[str, ...] = ()) -> Area:
    return Area("x", lat=lat, lon=lon, radius_km=km, ancestors=ancestors)


@given(ids=IDS)
def test_what_lies_in_a_place_lies_in_each_of_its_ancestors(ids: list[str]) -> None:
    chain = (*ids, WORLD)
    place = MentionPlace(place_id=chain[0], area_ids=chain, precision=Precision.CITY)
    for n, each in enumerate(chain):
        assert covers(Area("x", each, PlaceKind.CITY, chain[n + 1 :]), place)


@given(ids=IDS, other=st.text("ghi", min_size=1, max_size=3))
def test_what_lies_elsewhere_does_not(ids: list[str], other: str) -> None:
    place = MentionPlace(place_id=ids[0], area_ids=(*ids, WORLD), precision=Precision.CITY)
    assert not covers(Area("x", other, PlaceKind.CITY, (*ids, WORLD)), place)


@given(ids=IDS)
def test_unlocated_incident_lies_nowhere(ids: list[str]) -> None:
    for extent in Extent:
        nowhere = replace(NOWHERE, extent=extent)
        assert not covers(Area("x", ids[0], PlaceKind.CITY, (*ids[1:], WORLD)), nowhere)
        assert not covers(WORLD_AREA, nowhere)
        assert not covers(around(0, 0, 1000), nowhere)


def test_what_affects_a_whole_area_reaches_what_lies_inside() -> None:
    assert covers(area(), ALL_PAKISTAN)
    assert covers(PAKISTAN_AREA, ALL_PAKISTAN)
    assert covers(around(24.86, 67.01, 10, area().ancestors), ALL_PAKISTAN)
    assert not covers(Area("India", "IN", PlaceKind.COUNTRY, (WORLD,)), ALL_PAKISTAN)


def test_imprecise_place_does_not_reach_inside() -> None:
    vague = replace(ALL_PAKISTAN, extent=Extent.POINT, lat=24.86, lon=67.01)
    assert not covers(area(), vague)
    assert covers(PAKISTAN_AREA, vague)
    assert not covers(around(24.86, 67.01, 100, area().ancestors), vague)


def test_circle_takes_in_by_great_circle_distance() -> None:
    assert covers(around(25.0, 67.0, 20), KARACHI)
    assert not covers(around(25.0, 67.0, 10), KARACHI)
    assert not covers(around(24.86, 67.01, 500), LAHORE)
    for precision in (Precision.ADMIN1, Precision.COUNTRY, None):
        assert not covers(around(24.86, 67.01, 100), replace(KARACHI, precision=precision))


def test_circle_takes_in_a_quarter_of_a_city_but_no_district_of_a_province() -> None:
    quarter = replace(
        KARACHI, precision=Precision.DISTRICT, place_id="77", area_ids=("77", *KARACHI.area_ids)
    )
    assert covers(around(24.86, 67.01, 10), quarter)
    assert covers(around(24.86, 67.01, 10), replace(KARACHI, precision=Precision.DISTRICT)), (
        "a quarter by name"
    )
    district = replace(
        KARACHI, precision=Precision.DISTRICT, place_id="PK.05.1", area_ids=KARACHI.area_ids[1:]
    )
    assert not covers(around(24.86, 67.01, 10), district)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 179.9), (0, -179.9), 22.2),
        ((89.9, 0), (89.9, 180), 22.2),
        ((-90, 0), (-90, 123), 0.0),
        ((0, 0), (0, 180), math.pi * EARTH_KM),
        ((24.8608, 67.0104), (31.558, 74.3507), 1026.0),
    ],
)
def test_distance_over_the_antimeridian_and_the_poles(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    assert distance_km(*one, *other) == pytest.approx(km, rel=0.01, abs=0.1)


@given(a=LAT, b=LON, c=LAT, d=LON)
def test_distance_is_symmetric_and_within_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    there = distance_km(a, b, c, d)
    assert there == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= there <= math.pi * EARTH_KM + 1e-6


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_lies_in_no_circle(bad: float) -> None:
    assert not covers(around(bad, 67, 1000), KARACHI)
    assert not covers(around(24.86, 67.01, 1000), replace(KARACHI, lat=bad))


def test_circle_of_a_place_is_rounded_and_keeps_its_ancestors(gazetteer: Gazetteer) -> None:
    place = gazetteer.get("1174872")
    assert place is not None
    made = circle(place, 50, gazetteer)
    assert (made.lat, made.lon) == (round(place.lat or 0, 2), round(place.lon or 0, 2))
    assert made.kind is None
    assert "PK" in made.ancestors
    for radius in (0.5, 1001, math.nan, -1):
        with pytest.raises(ValueError):
            circle(place, radius, gazetteer)


def test_labels_name_province_and_country_once(gazetteer: Gazetteer) -> None:
    labels = {
        place_id: label_of(place, gazetteer)
        for place_id in ("1174872", "PK.05", "PK", "SG")
        if (place := gazetteer.get(place_id))
    }
    assert labels == {
        "1174872": "Karachi, Sindh, Pakistan",
        "PK.05": "Sindh, Pakistan",
        "PK": "Pakistan",
        "SG": "Singapore",
    }
    world = gazetteer.get(WORLD)
    assert world is not None
    assert area_of(world, gazetteer).label == ""
