"""Names in texts, from ``scans.toml``: found, told from words and people, and the right place of several."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places.gazetteer import Gazetteer
from bot.places.resolve import resolve

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("scans.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_text_gives_its_places(gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    text = case["text"]
    found = resolve(gazetteer.scan(text), text, home_country=case.get("home", ""))
    assert [[each.text, each.place and each.place.id] for each in found] == case["places"]


@given(
    st.text()
    | st.lists(st.sampled_from(["Karachi", "in", "Paris,", "Mr", "کراچی", "卡拉奇", "\n", "’s"])).map(
        " ".join
    )
)
@settings(max_examples=150, deadline=None)
def test_matches_are_in_order_apart_and_where_they_say(gazetteer: Gazetteer, text: str) -> None:
    end = 0
    matches = gazetteer.scan(text)
    for match in matches:
        assert match.start >= end
        assert text[match.start : match.end] == match.text
        assert match.candidates
        end = match.end
    spans = {(match.start, match.end) for match in matches}
    assert all((each.start, each.end) in spans for each in resolve(matches, text))


def test_a_name_inside_a_longer_word_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.scan("the Karachiite and the Lahoris") == []


def test_every_candidate_of_a_match_has_that_name(gazetteer: Gazetteer) -> None:
    (match,) = gazetteer.scan("in Hyderabad")
    assert {each.place.country for each in match.candidates} >= {"IN", "PK"}


def test_a_mark_without_its_letter_is_no_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.scan("\u0301 \u0650 Karachi")[0].text == "Karachi"
