"""The table ``words.toml``: which expressions find which incidents."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.matching.facts import Facts
from bot.matching.match import Reason, refusal, says
from bot.matching.words import fold, split, stem
from bot.model.mention import Mention, Perpetrator, Responsibility, Role, Target
from tests.matching.builders import KARACHI, happened, wants
from tests.rendering.builders import mention, report

CASES = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))["case"]


def _facts(case: dict[str, Any]) -> Facts:
    from dataclasses import replace

    values: dict[str, Any] = {}
    if "target" in case:
        values["target"] = (Target(case["target"]["nationality"], case["target"]["type"], 2),)
    if "suspect" in case:
        values["perpetrator"] = Perpetrator(case["suspect"])
    if "claimed_by" in case:
        values["claim"] = Responsibility(claimed=True, by=case["claimed_by"])
    if "kind" in case:
        values["kind"], values["fine_kind"] = case["kind"]
    place = replace(KARACHI, site=case.get("site"))
    return Facts(happened(case["text"], place, attributed_to=tuple(case.get("blamed", ())), **values))


@pytest.mark.parametrize(
    ("case", "words"), [pytest.param(c, w, id=f"{c['name']}: {w}") for c in CASES for w in c.get("found", ())]
)
def test_words_find_the_incident(case: dict[str, Any], words: str) -> None:
    assert says(wants(words), _facts(case))


@pytest.mark.parametrize(
    ("case", "words"),
    [pytest.param(c, w, id=f"{c['name']}: {w}") for c in CASES for w in c.get("not_found", ())],
)
def test_words_do_not_find_the_incident(case: dict[str, Any], words: str) -> None:
    assert not says(wants(words), _facts(case))


def test_background_is_not_what_an_incident_is() -> None:
    """A bombing last month that the same item recalls travels along as a report of its own."""
    own = report(mention=mention(own_text="A guard shot two people at a works in Karachi."))
    recalled = mention(own_text="Last month the BLA bombed a convoy near the airport.", background=True)
    told = (own, report(id="item1#1", mention=recalled, title="Guard shoots two", summary="The BLA again."))
    facts = Facts(happened(reports=told))
    for text in ("BLA", "convoy", "airport", '"Baloch Liberation Army"'):
        assert refusal(wants(text), facts) is Reason.WORDS, text
    assert refusal(wants("guard -BLA"), facts) is None


def test_words_of_a_report_that_was_taken_back_do_not_count_while_another_stands() -> None:
    back = report(mention=mention(own_text="Hostages were taken."), withdrawn=True)
    stands = report(id="item2#0", item_id="item2", mention=mention(own_text="A guard shot two people."))
    assert not says(wants("hostages"), Facts(happened(reports=(back, stands))))
    assert says(wants("hostages"), Facts(happened(reports=(back,))))


def test_words_of_several_reports_count_together_but_a_phrase_does_not_span_two() -> None:
    one, two = (
        report(id=f"item{n}#0", item_id=f"item{n}", mention=mention(own_text=text))
        for n, text in enumerate(("A bomb went off near a bus", "stand and market were hit"))
    )
    facts = Facts(happened(reports=(one, two)))
    assert says(wants("bomb market"), facts)
    assert not says(wants('"bus stand"'), facts)


def test_headline_of_a_roundup_is_not_its_incidents() -> None:
    bare: Mention = mention(own_text="")
    roundup = report(role=Role.ROUNDUP, title="Blast in Quetta, flood in Swat", mention=bare)
    second = report(id="item1#1", title="Blast in Quetta", mention=bare)
    assert not says(wants("flood"), Facts(happened(reports=(roundup,))))
    assert not says(wants("Quetta"), Facts(happened(reports=(second,))))
    assert says(wants("Quetta"), Facts(happened(reports=(report(title="Blast in Quetta", mention=bare),))))


def test_splitting() -> None:
    assert split("Al-Shabaab's U.S. raid, d'Ivoire 3.5 km") == [
        "al", "shabaab", "us", "raid", "d", "ivoire", "3", "5", "km",
    ]  # fmt: skip
    assert [stem(word) for word in split("houses buses churches cities police ISIS news women gas")] == [
        "house", "bus", "church", "city", "police", "isis", "news", "woman", "gas",
    ]  # fmt: skip
    assert fold("ＺÜRICH ß") == "zurich ss"
