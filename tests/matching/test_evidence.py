"""Where the words of a subscription stand."""

from dataclasses import replace

import pytest

from bot.matching.evidence import Evidence, evidence
from bot.matching.facts import Facts
from bot.model.mention import Mention
from tests.matching.builders import CHINESE, happened, wants
from tests.rendering.builders import report

TEXT = (
    "Officials said that late on Monday a guard at the gate of a garment works opened fire on two of the men "
    "he was paid to protect, and ran."
)


@pytest.mark.parametrize(
    ("typed", "word", "snippet"),
    [
        ("guard", "guard", "… said that late on Monday a guard at the gate of a garment …"),
        ("guards", "guards", "… said that late on Monday a guard at the gate of a garment …"),
        ('"opened fire"', "opened fire", "… the gate of a garment works opened fire on two of the men he …"),
        ("prot*", "prot", "… the men he was paid to protect, and ran."),
        ("Officials", "Officials", "Officials said that late on Monday a …"),
        ("(bombing | guard)", "guard", "… said that late on Monday a guard at the gate of a garment …"),
    ],
)
def test_a_word_is_shown_with_those_around_it(typed: str, word: str, snippet: str) -> None:
    (found,) = evidence(wants(typed), Facts(happened(TEXT)))
    assert (found.word, found.snippet) == (word, snippet)
    assert found.family


def test_a_word_that_is_only_in_the_record_is_shown_from_there() -> None:
    incident = happened("Two men were hurt.", target=CHINESE)
    (found,) = evidence(wants("engineers"), Facts(incident))
    assert found == Evidence("engineers", "Chinese engineers")


def test_people_of_a_nationality_have_no_place_in_the_text() -> None:
    incident = happened("Two men were hurt.", target=CHINESE)
    assert evidence(wants('"Chinese nationals"'), Facts(incident)) == (Evidence("Chinese nationals"),)


def test_background_is_no_evidence() -> None:
    incident = happened("A guard opened fire.")
    past = report(
        id="item2#1", mention=replace(incident.reports[0].mention, background=True, own_text="A bomb.")
    )
    assert isinstance(past.mention, Mention)
    known = replace(incident, reports=(*incident.reports, past))
    assert evidence(wants("bomb"), Facts(known)) == ()


def test_what_must_not_be_there_and_what_is_not_there_is_left_out() -> None:
    assert evidence(wants("guard -cricket"), Facts(happened(TEXT)))[0].word == "guard"
    assert evidence(wants("cricket"), Facts(happened(TEXT))) == ()
    assert evidence(wants(""), Facts(happened(TEXT))) == ()


def test_unspaced_scripts_are_shown_in_their_sentence() -> None:
    (found,) = evidence(wants("袭击"), Facts(happened("卡拉奇发生袭击事件，两人受伤。")))
    assert "袭击" in found.snippet
