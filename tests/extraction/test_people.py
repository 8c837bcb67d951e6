"""Who was hit, who did it, is it over, why, with what. The table is tests/data/extraction/people.jsonl."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.people import read_people
from bot.model.mention import PerpetratorStatus
from tests.extraction.facts import document, table, words

ROWS = table("people")
FIELDS = ("target", "who", "type", "status", "danger", "motive", "weapon")


def read(row: dict[str, Any]) -> dict[str, Any]:
    doc = document(row["text"], lang=row.get("lang", "en"))
    people = read_people(doc, doc.sentences)
    who = people.perpetrator
    told = {
        "target": [[each.nationality, each.type, each.count] for each in people.target] or None,
        "who": who.description if who else None,
        "type": who.type if who else None,
        "status": who.status.value if who and who.status is not PerpetratorStatus.UNKNOWN else None,
        "danger": people.danger.value if people.danger else None,
        "motive": people.motive,
        "weapon": people.weapon,
    }
    return {name: value for name, value in told.items() if value is not None}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:48] for row in ROWS])
def test_people_are_read_as_the_table_says(row: dict[str, Any]) -> None:
    assert read(row) == {name: row[name] for name in FIELDS if row.get(name) is not None}


def test_every_fact_about_people_has_its_evidence() -> None:
    doc = document("Two gunmen shot three miners and fled. The motive is not known.")
    people = read_people(doc, doc.sentences)
    assert {name: doc.text[slice(*span)] for name, span in people.spans.items()} == {
        "target": "three miners",
        "perpetrator.description": "Two gunmen",
        "perpetrator.status": "gunmen shot three miners and fled",
        "danger": "gunmen shot three miners and fled",
        "motive": "motive is not known",
        "weapon": "gunmen",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Gunman Ivan Petrov opened fire in a bank.",
        "A guard, Asif Raza, shot two clerks.",
        "Security guard Tomas Lind stabbed a cashier.",
        "Nurse Maria Diaz killed her husband.",
    ],
)
def test_a_perpetrator_is_described_and_never_named(text: str) -> None:
    doc = document(text)
    who = read_people(doc, doc.sentences).perpetrator
    names = {"ivan", "petrov", "asif", "raza", "tomas", "lind", "maria", "diaz"}
    assert who is None or not names & set((who.description or "").lower().split())


WORDS = words(
    """
a the two gunmen guard police Chinese nationals opened fire shot dead killed by fled arrested
not been motive unclear siege under way second bomb found , . ; himself later but others who on
motorcycles Ana Roa " '
"""
)


@settings(max_examples=200, deadline=None)
@given(
    text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    lang=st.sampled_from(["en", "zh", "ur", "ar", "es", "fr", "ru", ""]),
)
def test_any_text_gives_people_with_evidence_inside_it(text: str, lang: str) -> None:
    doc = document(text, "Guard shoots two", lang)
    people = read_people(doc, doc.sentences)
    for start, end in people.spans.values():
        assert 0 <= start < end <= len(doc.text)
    for target in people.target:
        assert target.count is None or target.count >= 0
