"""The gazetteer in the package is whole: nothing hangs in the air, nothing is missing."""

import time
from collections import Counter
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.model.place import WORLD, Place, PlaceKind
from bot.places.candidate import NameRank
from bot.places.gazetteer import Gazetteer
from bot.places.unpack import PACKED

KARACHI = "1174872"


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer) -> dict[str, Place]:
    return {place.id: place for place in gazetteer.everything()}


def test_it_holds_the_world(places: dict[str, Place]) -> None:
    counts = Counter(place.kind for place in places.values())
    assert counts[PlaceKind.WORLD] == 1
    assert counts[PlaceKind.REGION] >= 30
    assert counts[PlaceKind.COUNTRY] >= 245
    assert counts[PlaceKind.ADMIN1] >= 3800
    assert counts[PlaceKind.ADMIN2] >= 40_000
    assert counts[PlaceKind.CITY] >= 165_000


def test_every_ancestor_exists_and_there_are_no_cycles(places: dict[str, Place]) -> None:
    for place in places.values():
        assert place.id not in place.ancestors
        assert len(set(place.ancestors)) == len(place.ancestors)
        assert place.id == WORLD or place.ancestors[-1] == WORLD, place
        for ancestor in place.ancestors:
            assert set(places[ancestor].ancestors) <= set(place.ancestors), place


def test_every_place_below_a_country_lies_in_it(places: dict[str, Place]) -> None:
    for place in places.values():
        if place.country and place.id != place.country:
            assert place.country in place.ancestors, place
        if place.id.count(".") == 1 and not place.id.startswith(("x:", "region:")):
            assert place.ancestors[0] in (place.country, *place.ancestors), place


def test_every_country_lies_in_a_region_and_has_a_point_and_people(places: dict[str, Place]) -> None:
    empty = {"AQ", "BV", "HM", "UM", "IO", "GS", "TF"}
    for place in places.values():
        if place.kind is PlaceKind.COUNTRY:
            assert any(each.startswith("region:") for each in place.ancestors), place
            assert place.lat is not None, place
            assert place.population > 0 or place.id in empty, place


def test_every_point_is_on_the_globe_and_every_zone_is_known(places: dict[str, Place]) -> None:
    zones = available_timezones()
    for place in places.values():
        if place.id.startswith("x:road-"):
            assert place.lat is place.lon is None, place  # a road has no point
        elif place.kind is not PlaceKind.WORLD:
            assert place.lat is not None, place
            assert place.lon is not None, place
            assert -90 <= place.lat <= 90, place
            assert -180 <= place.lon <= 180, place
        if place.kind in (PlaceKind.CITY, PlaceKind.DISTRICT):
            assert place.timezone in zones, place
        assert place.timezone == "" or place.timezone in zones, place


def test_karachi_knows_where_it_lies(gazetteer: Gazetteer) -> None:
    karachi = gazetteer.get(KARACHI)
    assert karachi is not None
    assert (karachi.name, karachi.country, karachi.admin1) == ("Karachi", "PK", "Sindh")
    assert karachi.timezone == "Asia/Karachi"
    assert karachi.ancestors == ("PK.05", "PK", "region:south-asia", "region:asia", WORLD)


@pytest.mark.parametrize(
    "name", ["SITE Town", "Malir", "Korangi", "Lyari", "Orangi", "Baldia Town", "Keamari"]
)
def test_a_city_contains_its_towns(gazetteer: Gazetteer, name: str) -> None:
    assert KARACHI in gazetteer.candidates(name)[0].place.ancestors


def test_places_of_several_containers_lie_in_each(gazetteer: Gazetteer) -> None:
    def above(place_id: str) -> tuple[str, ...]:
        place = gazetteer.get(place_id)
        assert place is not None
        return place.ancestors

    assert {"x:kashmir", "PK"} <= set(above("PK.06"))
    assert {"x:kashmir", "IN"} <= set(above("IN.12"))
    assert {"x:waziristan", "x:fata", "PK.03"} <= set(above("x:mir-ali"))
    assert {"region:middle-east", "region:asia"} <= set(above("IR"))
    assert "region:european-union" in above("FR")
    assert "region:european-union" not in above("GB")


def test_a_container_beside_the_administration_does_not_change_the_province(gazetteer: Gazetteer) -> None:
    goma = gazetteer.candidates("Goma")[0].place
    assert "x:kivu" in goma.ancestors
    assert goma.admin1 == "North Kivu"


def test_unknown_id_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.get("XX.99") is None
    assert gazetteer.get("") is None


def test_current_names_come_before_aliases(gazetteer: Gazetteer) -> None:
    ranks = [candidate.rank for candidate in gazetteer.candidates("Islamabad")]
    assert ranks == sorted(ranks)
    assert NameRank.ALIAS in ranks
    assert gazetteer.candidates("Islamabad")[0].place.country == "PK"


def test_suggestions_are_one_edit_away_and_never_the_name_itself(gazetteer: Gazetteer) -> None:
    found = gazetteer.suggest("Karachi")
    assert all(each.rank is NameRank.TYPO for each in found)
    assert all(each.place.id != KARACHI for each in found)
    assert gazetteer.suggest("Kerachi")[0].place.id == KARACHI
    assert gazetteer.suggest("卡拉其") == []


def test_near_lists_towns_by_distance(gazetteer: Gazetteer) -> None:
    found = gazetteer.near(24.86, 67.01, 40)
    names = [place.name for place, _ in found]
    distances = [km for _, km in found]
    assert "Karachi" in names[:3]
    assert "SITE" in names
    assert distances == sorted(distances)
    assert all(km <= 40 for km in distances)


@pytest.mark.parametrize(("lat", "lon", "name"), [(-17.0, 179.9, "Labasa"), (78.2, 15.6, "Longyearbyen")])
def test_near_works_at_the_date_line_and_in_the_far_north(
    gazetteer: Gazetteer, lat: float, lon: float, name: str
) -> None:
    assert name in [place.name for place, _ in gazetteer.near(lat, lon, 300)]


def test_near_the_pole_is_empty_and_no_error(gazetteer: Gazetteer) -> None:
    assert gazetteer.near(90.0, 0.0, 50) == []


def test_it_opens_fast_and_is_small(gazetteer: Gazetteer) -> None:
    start = time.perf_counter()
    Gazetteer.open().close()
    assert time.perf_counter() - start < 0.5
    assert PACKED.stat().st_size <= 16_000_000
    assert int(gazetteer.facts["places"]) >= 215_000


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"no database")
    with pytest.raises(OSError, match="no gazetteer"):
        Gazetteer.open(path)
