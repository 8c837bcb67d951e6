"""Armed groups by all their names, and who claimed, denied or is blamed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.groups import find_groups, read_responsibility
from tests.extraction.facts import document

BLA = "Baloch Liberation Army (BLA)"
TTP = "Tehreek-e-Taliban Pakistan (TTP)"
IS = "Islamic State (IS)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The BLA issued a statement", [BLA]),
        ("the separatist Baloch Liberation Army", [BLA]),
        ("the BLA's Majeed Brigade", [BLA, BLA]),
        ("The Pakistani Taliban and the Afghan Taliban differ", [TTP, "Taliban"]),
        ("Fitna al-Khawarij hideout", [TTP]),
        ("ISIS-K and ISIS", ["Islamic State Khorasan (ISIS-K)", IS]),
        ("Police say it is unknown", []),
        ("he IS late", [IS]),
        ("俾路支解放军", [BLA]),
        ("بی ایل اے", [BLA]),
        ("ТАЛИБАН и ИГИЛ", ["Taliban", IS]),
    ],
)
def test_a_group_is_known_by_each_of_its_names(text: str, names: list[str]) -> None:
    assert [group.name for group in find_groups(text)] == names


def test_a_group_is_found_where_it_stands() -> None:
    text = "A blast hit the depot; the BLA's men fled"
    (group,) = find_groups(text)
    assert text[group.start : group.end] == "BLA"


@pytest.mark.parametrize(
    ("text", "lang", "claimed", "by", "blamed"),
    [
        ("No group has claimed responsibility.", "en", False, None, ()),
        ("There was no immediate claim of responsibility for the blast.", "en", False, None, ()),
        ("Nobody has claimed the attack so far.", "en", False, None, ()),
        ("The BLA claimed responsibility for the blast.", "en", True, BLA, ()),
        ("Responsibility was claimed by the Pakistani Taliban.", "en", True, TTP, ()),
        ("ISIS-K claims mosque bombing", "en", True, "Islamic State Khorasan (ISIS-K)", ()),
        ("A group calling itself Sons of Dawn claimed responsibility.", "en", True, "Sons of Dawn", ()),
        ("The BLA has claimed several earlier attacks in the area.", "en", None, None, ()),
        ("Police blamed the BLA for the blast.", "en", None, None, (BLA,)),
        ("The blast was attributed to the Baloch Liberation Army (BLA).", "en", None, None, (BLA,)),
        ("Boko Haram fighters attacked two villages.", "en", None, None, ("Boko Haram",)),
        ("The Taliban denied any role in the blast.", "en", None, None, ()),
        ("Police blamed the Taliban. The Taliban denied involvement.", "en", None, None, ()),
        ("The Taliban said five people were killed in a quake.", "en", None, None, ()),
        ("Troops killed four TTP men in a raid.", "en", None, None, ()),
        ("Ten Boko Haram fighters were killed by soldiers.", "en", None, None, ()),
        ("俾路支解放军宣称负责", "zh", True, BLA, ()),
        ("目前无人宣称负责", "zh", False, None, ()),
        ("بی ایل اے نے حملے کی ذمہ داری قبول کر لی", "ur", True, BLA, ()),
        ("کسی نے ذمہ داری قبول نہیں کی", "ur", False, None, ()),
        ("El Estado Islámico reivindicó el ataque", "es", True, IS, ()),
        ("Aucun groupe n'a revendiqué l'attaque", "fr", False, None, ()),
        ("ИГИЛ взяло на себя ответственность", "ru", True, IS, ()),
    ],
)
def test_responsibility_is_read(
    text: str, lang: str, claimed: bool | None, by: str | None, blamed: tuple[str, ...]
) -> None:
    doc = document(text, lang=lang)
    claim, attributed = read_responsibility(doc, doc.sentences)
    assert (claim.claimed, claim.by, attributed) == (claimed, by, blamed)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_searched_for_groups(text: str) -> None:
    doc = document(f"{text} BLA {text} claimed responsibility {text}")
    read_responsibility(doc, doc.sentences)
    for group in find_groups(doc.text):
        assert 0 <= group.start < group.end <= len(doc.text)
