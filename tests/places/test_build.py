"""The tool that builds the gazetteer, on a handful of places."""

from pathlib import Path

import pytest

from bot.places.candidate import NameRank
from bot.places.gazetteer import Gazetteer
from tools.gazetteer import airports, database, geonames, overlay
from tools.gazetteer.draft import Draft, Drafts


def a_small_world() -> Drafts:
    return {
        "world": Draft("world", "World", "world", ""),
        "XA": Draft("XA", "Exland", "country", "world", 10.0, 20.0, country="XA", population=5_000_000),
        "XA.01": Draft("XA.01", "Nordia", "admin1", "XA", 11.0, 20.0, country="XA", population=900_000),
        "17": Draft(
            "17", "Alpha", "city", "XA.01", 11.5, 20.5, country="XA", population=800_000, aliases={"Ālfa"}
        ),
        "18": Draft("18", "Beta", "city", "XA", 9.0, 20.0, country="XA", population=2_000),
    }


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    database.write(a_small_world(), tmp_path / "small.sqlite")
    gazetteer = Gazetteer.open(tmp_path / "small.sqlite")
    (found,) = gazetteer.candidates("alfa")
    assert (found.place.id, found.rank) == ("17", NameRank.ALIAS)
    assert found.place.ancestors == ("XA.01", "XA", "world")
    assert (found.place.lat, found.place.lon) == (11.5, 20.5)


def test_the_same_places_give_the_same_bytes(tmp_path: Path) -> None:
    places = a_small_world()
    database.write(places, tmp_path / "one.sqlite")
    database.write(dict(reversed(places.items())), tmp_path / "other.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "other.sqlite").read_bytes()


def test_the_name_of_a_metropolis_stands_beside_that_of_a_hamlet(tmp_path: Path) -> None:
    places = a_small_world()
    places["17"].aliases.add("Beta")
    database.write(places, tmp_path / "small.sqlite")
    found = Gazetteer.open(tmp_path / "small.sqlite").candidates("Beta")
    assert [(each.place.id, each.rank) for each in found] == [
        ("17", NameRank.CURRENT),
        ("18", NameRank.CURRENT),
    ]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kech District", {"Kech"}),
        ("Provincia de Lima", {"Lima"}),
        ("Orange County", set()),
        ("Sindh", set()),
    ],
)
def test_an_area_is_also_called_without_the_word_for_it(name: str, short: set[str]) -> None:
    assert geonames.short_names(name) == short


def test_an_area_sums_up_its_towns_across_the_date_line() -> None:
    admin = {"XA.01": Draft("XA.01", "Nordia", "admin1", "XA", country="XA")}
    cities = {
        "1": Draft("1", "West", "city", "XA.01", 10.0, 179.0, population=10, timezone="Pacific/Fiji"),
        "2": Draft("2", "East", "city", "XA.01", 12.0, -179.0, population=30, timezone="Pacific/Apia"),
    }
    geonames.sum_up(admin, cities)
    area = admin["XA.01"]
    assert (area.population, area.timezone, area.lat, area.lon) == (40, "Pacific/Apia", 11.0, 180.0)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('[[place]]\nid = "XA.99"\nname = "Nowhere"', "no such place"),
        ('[[place]]\nid = "17"\npopulaton = 5', "unknown keys"),
        ('[[place]]\nid = "17"\nparent = "XA.77"', "does not exist"),
    ],
)
def test_an_overlay_entry_that_cannot_be_right_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(entry)
    with pytest.raises(ValueError, match=message):
        overlay.add_overlay(a_small_world(), {}, tmp_path)


def test_the_overlay_renames_moves_and_adds(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        """
        [points]
        XA = [1.0, 2.0]
        [[place]]
        id = "18"
        name = "Gamma"
        [[place]]
        id = "x:alpha-harbour"
        name = "Harbour"
        kind = "district"
        parent = "17"
        [names]
        "17" = ["الفا"]
        """
    )
    places = a_small_world()
    overlay.add_overlay(places, {}, tmp_path)
    assert (places["XA"].lat, places["XA"].lon) == (1.0, 2.0)
    assert (places["18"].name, places["18"].aliases) == ("Gamma", {"Beta"})
    assert places["x:alpha-harbour"].country == "XA"
    assert "الفا" in places["17"].aliases


_AIRPORTS = """iata,name,city,country,lat,lon
AAX,Alpha Intl Airport,Alpha,XA,11.6,20.6
CAR,Old Mill Airport,Alpha,XA,11.3,20.4
BBX,Beta Airport,Beta,XA,9.0,20.1
FAX,Far Away International Airport,Nowhere,XA,60.0,20.0
HHX,Alpha Heliport,Alpha,XA,11.5,20.5
"""


def test_airports_are_hung_into_their_cities_if_they_are_large_enough(tmp_path: Path) -> None:
    (tmp_path / "airportsdata").mkdir()
    (tmp_path / "airportsdata" / "airports.csv").write_text(_AIRPORTS)
    (tmp_path / "curated.toml").write_text('no_codes = ["CAR"]\n[airport]\n')
    places = a_small_world()
    assert airports.add_airports(places, tmp_path, tmp_path / "curated.toml") == 2
    first, second = places["x:airport-aax"], places["x:airport-car"]
    assert (first.name, first.parent, first.typed) == ("Alpha International Airport", "17", {"AAX"})
    assert "Alpha Airport" in places["17"].current
    assert (second.parent, second.typed) == ("17", set())


def test_what_is_only_typed_is_not_found_in_texts(tmp_path: Path) -> None:
    places = a_small_world()
    places["17"].typed.add("AXQ")
    database.write(places, tmp_path / "small.sqlite")
    gazetteer = Gazetteer.open(tmp_path / "small.sqlite")
    assert [each.place.id for each in gazetteer.candidates("axq")] == ["17"]
    assert gazetteer.scan("He flew to AXQ today.") == []
