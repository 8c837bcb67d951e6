"""What people type, from ``queries.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.model.place import Place, PlaceKind
from bot.places.candidate import NameRank
from bot.places.gazetteer import Gazetteer
from bot.places.query import Ambiguous, Found, Unknown, find_place

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))
FOUND = [(typed, place_id) for group in TABLE["found"] for typed, place_id in group["rows"]]


@pytest.mark.parametrize(("typed", "place_id"), FOUND)
def test_query_finds_the_place_that_is_meant(gazetteer: Gazetteer, typed: str, place_id: str) -> None:
    answer = find_place(gazetteer, typed)
    assert isinstance(answer, Found), answer
    assert answer.place.id == place_id, answer.place


@pytest.mark.parametrize(("typed", "offered"), TABLE["asked"]["rows"])
def test_ambiguous_query_is_asked_back(gazetteer: Gazetteer, typed: str, offered: list[str]) -> None:
    answer = find_place(gazetteer, typed)
    assert isinstance(answer, Ambiguous), answer
    assert [each.place.id for each in answer.candidates[: len(offered)]] == offered


@pytest.mark.parametrize("typed", TABLE["unknown"]["rows"])
def test_what_is_no_place_is_unknown(gazetteer: Gazetteer, typed: str) -> None:
    assert isinstance(find_place(gazetteer, typed), Unknown)


def test_a_mended_spelling_says_so(gazetteer: Gazetteer) -> None:
    answer = find_place(gazetteer, "Peshwar")
    assert isinstance(answer, Found)
    assert (answer.rank, answer.name) == (NameRank.TYPO, "Peshawar")


def test_unknown_place_in_a_known_one_suggests_nothing_elsewhere_as_found(gazetteer: Gazetteer) -> None:
    answer = find_place(gazetteer, "Lahore, Norway")
    assert isinstance(answer, Unknown)
    assert answer.suggestions[0].place.country == "PK"


def test_nested_places_of_one_name_are_one_answer(gazetteer: Gazetteer) -> None:
    names = {candidate.place.kind for candidate in gazetteer.candidates("Kabul")}
    assert {PlaceKind.CITY, PlaceKind.ADMIN1} <= names
    assert isinstance(find_place(gazetteer, "Kabul"), Found)


def test_few_of_the_largest_cities_are_asked_back(gazetteer: Gazetteer) -> None:
    """A question costs a tap; the aim is at most 12 in 100 of the 3,000 largest cities."""
    rows = gazetteer.largest(3000)
    asked = [place for place in rows if isinstance(find_place(gazetteer, place.name), Ambiguous)]
    assert len(rows) == 3000
    assert len(asked) / len(rows) <= 0.12, [place.name for place in asked[:40]]


def test_large_cities_are_not_taken_for_others_without_a_question(gazetteer: Gazetteer) -> None:
    for place in gazetteer.largest(400):
        answer = find_place(gazetteer, place.name)
        assert not isinstance(answer, Unknown), place
        if isinstance(answer, Found):
            lies = answer.place.id in place.area_ids or place.id in answer.place.area_ids
            assert lies or answer.place.population > place.population, (place, answer)


TYPED = tomllib.loads(Path(__file__).with_name("typed.toml").read_text("utf-8"))["rows"]


def test_nearly_every_typing_error_is_forgiven_or_asked_back(gazetteer: Gazetteer) -> None:
    """200 drawn names and 100 of the queries above, all of which are right: 98 in 100 right or offered."""
    wrong = [(typed, place) for typed, place in TYPED if not _reached(gazetteer, typed, place)]
    assert len(TYPED) == 200
    assert len(wrong) <= 0.02 * (100 + len(TYPED)), wrong


def _reached(gazetteer: Gazetteer, typed: str, place_id: str) -> bool:
    answer = find_place(gazetteer, typed)
    if isinstance(answer, Ambiguous):
        return any(_related(each.place, place_id, gazetteer) for each in answer.candidates)
    return isinstance(answer, Found) and _related(answer.place, place_id, gazetteer)


def _related(place: Place, wanted: str, gazetteer: Gazetteer) -> bool:
    """The place itself, one that holds it, or one of its name that lies in it."""
    meant = gazetteer.get(wanted)
    return place.id == wanted or (
        meant is not None and (place.id in meant.ancestors or wanted in place.ancestors)
    )
