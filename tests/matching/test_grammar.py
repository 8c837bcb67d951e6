"""The table ``grammar.toml``, answers to questions, and texts of any kind."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.matching.expression import read
from bot.matching.grammar import Choice, Parsed, Question, parse
from bot.model.errors import UserError
from bot.model.place import Area
from bot.places.gazetteer import Gazetteer

CASES = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text("utf-8"))["case"]


def _area(area: Area) -> str:
    return f"{area.radius_km:g}km {area.place_id}" if area.radius_km else area.place_id


def _choice(choice: Choice) -> str:
    if choice.place:
        return choice.place.id
    return "word" if choice.as_word else "each" if choice.each else choice.text


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"] or "empty") for case in CASES])
def test_text_is_read_as_the_table_says(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    if "error" in case:
        with pytest.raises(UserError) as raised:
            parse(case["text"], gazetteer)
        assert raised.value.key == case["error"]
        return
    got = parse(case["text"], gazetteer)
    if "ask" in case:
        assert isinstance(got, Question), got
        assert (got.kind.value, got.asked) == (case["ask"], case["about"])
        assert [_choice(each) for each in got.choices][: len(case["choices"])] == case["choices"]
        return
    assert isinstance(got, Parsed), got
    assert [_area(each) for each in got.areas] == case["areas"]
    wanted = read(case.get("words", ""))
    assert (got.terms, got.any_term, got.expression) == (wanted.terms, wanted.any_term, wanted.rest)
    assert got.min_severity == case.get("severity")


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"]) for c in CASES if "ask" in c])
def test_every_choice_leads_on(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    """No answer brings the same question back, and all of them end in something read."""
    question = parse(case["text"], gazetteer)
    assert isinstance(question, Question)
    for choice in question.choices:
        text, answers = case["text"], {}
        asked, got = question, choice
        for _ in range(4):
            if got.text:
                text = got.text
            else:
                answers[asked.key] = got
            result = parse(text, gazetteer, answers)
            if isinstance(result, Parsed):
                break
            assert result.key not in answers, f"{result.asked!r} is asked again"
            asked, got = result, result.choices[0]
        assert isinstance(result, Parsed)
        if choice.place and case["ask"] != "inside-or-both":
            assert choice.place.id in [area.place_id for area in result.areas]


def test_answers_keep_the_words(gazetteer: Gazetteer) -> None:
    question = parse("Hyderabad shooting -cricket", gazetteer)
    assert isinstance(question, Question)
    result = parse("Hyderabad shooting -cricket", gazetteer, {question.key: question.choices[1]})
    assert isinstance(result, Parsed)
    assert [area.label for area in result.areas] == ["Hyderabad, Sindh, Pakistan"]
    assert result.expression == "shooting -cricket"


def test_words_alone_are_words_where_that_is_allowed(gazetteer: Gazetteer) -> None:
    result = parse("shooting", gazetteer, words_alone=True)
    assert isinstance(result, Parsed)
    assert result.areas == ()
    assert [term.text for term in result.terms] == ["shooting"]


def test_only_bare_words_could_be_a_list(gazetteer: Gazetteer) -> None:
    lists = {
        text: parse(f"Karachi {text}", gazetteer).could_be_list  # type: ignore[union-attr]
        for text in ("bomb", "bomb gun", "bomb | gun", '"bomb gun"', '"a b" gun', "bomb -gun")
    }
    assert lists == {
        "bomb": False,
        "bomb gun": True,
        "bomb | gun": False,
        '"bomb gun"': False,
        '"a b" gun': False,
        "bomb -gun": False,
    }


def test_too_many_places_and_too_long_texts_are_refused(gazetteer: Gazetteer) -> None:
    for text, key in ((", ".join(["Karachi"] * 21), "error-areas"), ("x" * 1001, "error-text-long")):
        with pytest.raises(UserError) as raised:
            parse(text, gazetteer)
        assert raised.value.key == key


PIECES = [
    "Karachi", "Pakistan", "BLA", "Hyderabad", "blast", "in", "within", "50", "km", "of", ",", ":", "，", '"',
    "(", ")", "|", "-", "*", "severity>=3", "kind:bombing", "anywhere",
    "卡拉奇", "کراچی", "💥", "nan", "\u202e",
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
        st.text(max_size=80),
    )
)
def test_any_text_is_read_asked_back_or_refused(text: str, gazetteer: Gazetteer) -> None:
    begun = time.thread_time()
    try:
        result = parse(text, gazetteer)
    except UserError:
        result = None
    assert time.thread_time() - begun < 2
    if isinstance(result, Question):
        assert result.choices
        assert result.asked
    elif result is not None:
        assert result.areas or result.terms or result.expression or result.min_severity
