"""Circles and places about a shared point, and the distance to a site."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.areas import covers
from bot.matching.around import around, circle_about, point
from bot.matching.select import nearest_site
from bot.model.errors import UserError
from bot.model.mention import MentionPlace, Precision
from bot.model.place import Area
from bot.places.gazetteer import Gazetteer
from tests.matching.builders import KARACHI_IDS, happened, wants

SITE = Area("Site 2", lat=24.86, lon=67.01, radius_km=10.0, site=True, ancestors=KARACHI_IDS)
OTHER_SITE = Area("Site 3", lat=24.90, lon=67.01, radius_km=10.0, site=True, ancestors=KARACHI_IDS)


def works(lat: float = 24.88, precision: Precision = Precision.SITE) -> MentionPlace:
    return MentionPlace(
        name="a works", city="Karachi", lat=lat, lon=67.01, precision=precision,
        place_id="77", area_ids=("77", *KARACHI_IDS),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (math.nan, 67.0), (24.8, math.nan), (math.inf, 0.0), (0.0, -math.inf), (90.01, 0.0), (-91.0, 0.0),
        (0.0, 180.5), (1e300, 1e300),
    ],
)  # fmt: skip
def test_what_lies_nowhere_on_earth_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(UserError, match="error-point"):
        point(lat, lon)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_rounded_to_a_kilometre(lat: float, lon: float) -> None:
    rounded = point(lat, lon)
    assert abs(rounded.lat - lat) <= 0.0051
    assert abs(rounded.lon - lon) <= 0.0051
    assert f"{rounded.lat:.2f}" == f"{rounded.lat:g}" or round(rounded.lat, 2) == rounded.lat
    assert math.copysign(1, rounded.lat) == 1 or rounded.lat < 0


@pytest.mark.parametrize(
    ("lat", "lon", "city", "province", "country"),
    [
        (24.86, 67.01, "Karachi", "Sindh", "Pakistan"),
        (31.55, 74.34, "Lahore", "Punjab", "Pakistan"),
        (48.86, 2.35, "Paris", "Île-de-France", "France"),
        (-33.87, 151.21, "Sydney", "New South Wales", "Australia"),
        (25.12, 62.32, "Gwadar", "Balochistan", "Pakistan"),
    ],
)
def test_the_city_that_one_would_name(
    lat: float, lon: float, city: str, province: str, country: str, gazetteer: Gazetteer
) -> None:
    found = around(point(lat, lon), gazetteer)
    assert [each.name for each in found.places] == [city, province, country]


@pytest.mark.parametrize(("lat", "lon"), [(-40.0, -120.0), (90.0, 0.0), (-90.0, 180.0), (0.0, -180.0)])
def test_far_from_everything_there_is_only_the_circle(lat: float, lon: float, gazetteer: Gazetteer) -> None:
    at = point(lat, lon)
    assert around(at, gazetteer).places == ()
    area = circle_about(at, 50, gazetteer)
    assert (area.lat, area.lon, area.radius_km, area.timezone) == (at.lat, at.lon, 50, "")


def test_a_circle_has_the_zone_and_what_holds_its_town(gazetteer: Gazetteer) -> None:
    area = circle_about(point(24.8608123, 67.0104456), 50, gazetteer)
    assert area.label == "50 km around a point in Karachi, Sindh, Pakistan"
    assert area.timezone == "Asia/Karachi"
    assert "PK" in area.ancestors
    assert not area.site


@pytest.mark.parametrize("radius_km", [0.0, 0.5, -10.0, 1000.5, math.nan, math.inf])
def test_a_circle_of_no_sensible_size_is_refused(radius_km: float, gazetteer: Gazetteer) -> None:
    with pytest.raises(UserError, match="error-radius"):
        circle_about(point(24.86, 67.01), radius_km, gazetteer)


def test_the_nearest_site_within_reach_is_named_with_its_distance() -> None:
    label, km = nearest_site([wants("", OTHER_SITE), wants("", SITE)], happened(place=works(24.87)))
    assert label == "Site 2"
    assert km == pytest.approx(1.11, abs=0.02)


@pytest.mark.parametrize("precision", [Precision.CITY, Precision.ADMIN1, Precision.COUNTRY])
def test_no_distance_is_told_of_what_is_known_only_by_its_city(precision: Precision) -> None:
    place = works(precision=precision)
    assert nearest_site([wants("", SITE)], happened(place=place)) == ("", None)


def test_no_distance_is_told_of_a_named_site_that_has_only_the_point_of_its_city() -> None:
    airport = replace(
        works(), name="Karachi", site="the airport", place_id=KARACHI_IDS[0], area_ids=KARACHI_IDS
    )
    assert covers(SITE, airport)
    assert nearest_site([wants("", SITE)], happened(place=airport)) == ("", None)


def test_a_point_of_the_source_s_own_has_a_distance() -> None:
    measured = replace(works(), place_id="")
    assert nearest_site([wants("", SITE)], happened(place=measured))[0] == "Site 2"


def test_no_distance_is_told_of_a_site_that_is_out_of_reach_or_paused_or_a_mere_circle() -> None:
    far = works(lat=26.0)
    assert not covers(SITE, far)
    assert nearest_site([wants("", SITE)], happened(place=far)) == ("", None)
    assert nearest_site([wants("", SITE, paused=True)], happened(place=works())) == ("", None)
    circle = Area("10 km around Karachi", lat=24.86, lon=67.01, radius_km=10.0)
    assert nearest_site([wants("", circle)], happened(place=works())) == ("", None)
