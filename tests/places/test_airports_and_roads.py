"""Airports lie in their city, roads hold their towns, codes are for typing only."""

import sqlite3

import pytest

from bot.extraction.place import as_mention_place
from bot.matching.areas import area_of, covers
from bot.matching.lexicon import is_event_word, is_group
from bot.matching.placing import circles
from bot.model.errors import UserError
from bot.model.place import Place
from bot.places.gazetteer import Gazetteer
from bot.places.layout import TYPED
from bot.places.unpack import unpacked


def the(gazetteer: Gazetteer, place_id: str) -> Place:
    place = gazetteer.get(place_id)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ("1174872", "x:karachi-airport", True),
        ("5128581", "x:airport-jfk", True),
        ("x:road-n25", "1173664", True),
        ("x:road-n25", "x:khojak-pass", True),
        ("x:road-n25", "x:road-n25", True),
        ("PK.02", "x:road-n25", True),
        ("PK", "x:road-n65", True),
        # The N-65 begins in Sindh; Quetta and Karachi are more than the road.
        ("PK.02", "x:road-n65", False),
        ("x:road-n25", "1167528", False),
        ("x:road-n25", "1174872", False),
        ("1173664", "x:road-n25", False),
    ],
)
def test_a_city_covers_its_airport_and_a_road_its_towns(
    gazetteer: Gazetteer, wide: str, narrow: str, covered: bool
) -> None:
    place = the(gazetteer, narrow)
    area = area_of(the(gazetteer, wide), gazetteer)
    assert covers(area, as_mention_place(place.name, place, gazetteer)) is covered


def test_no_circle_is_drawn_about_a_road(gazetteer: Gazetteer) -> None:
    with pytest.raises(UserError, match="error-within-large"):
        circles((area_of(the(gazetteer, "x:road-n25"), gazetteer),), 50, gazetteer)


def test_a_town_keeps_its_district_and_province_before_its_roads(gazetteer: Gazetteer) -> None:
    khuzdar = the(gazetteer, "1173664")
    assert khuzdar.ancestors[:2] == ("PK.02.1173663", "PK.02")
    assert (khuzdar.admin1, khuzdar.admin2) == (the(gazetteer, "PK.02").name, "Khuzdār District")


def test_no_code_of_an_airport_is_also_a_group_or_a_word_of_incidents() -> None:
    base = sqlite3.connect(f"{unpacked().as_uri()}?mode=ro", uri=True)
    codes = [
        key for (key,) in base.execute("SELECT key FROM name WHERE flags & ? AND length(key) = 3", (TYPED,))
    ]
    base.close()
    assert len(codes) > 1000
    assert [code for code in codes if is_group(code) or is_event_word(code)] == []
