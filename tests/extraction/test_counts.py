"""How many, as one item tells it. The table is tests/data/extraction/counts.jsonl: [least, best, most]."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.counts import FIELDS, read_counts
from tests.extraction.facts import document, table, words

ROWS = table("counts")


def read(row: dict[str, Any]) -> dict[str, Any]:
    doc = document(
        row["text"], row.get("title", ""), row.get("lang", "en"), row.get("published", "2024-11-05")
    )
    counts = read_counts(doc, doc.sentences)
    told: dict[str, Any] = {
        name: [count.min, count.best, count.max]
        for name in FIELDS
        if (count := getattr(counts, name)) is not None
    }
    if counts.attackers_killed is not None:
        told["attackers_killed"] = counts.attackers_killed
    return told


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:48] for row in ROWS])
def test_people_are_counted_as_the_table_says(row: dict[str, Any]) -> None:
    expected = {name: row[name] for name in (*FIELDS, "attackers_killed") if name in row}
    assert read(row) == expected


def test_every_count_has_its_evidence_in_the_document() -> None:
    doc = document(
        "A fire at the mill killed nine people. Two of the injured are in critical condition.", "Mill fire"
    )
    counts = read_counts(doc, doc.sentences)
    assert {name: doc.text[slice(*span)] for name, span in counts.spans.items()} == {
        "killed": "killed nine people",
        "serious": "Two of the injured are in critical condition",
    }


def test_only_the_sentences_handed_over_are_counted() -> None:
    doc = document("Two people were hurt at a kiln. A blast at another kiln killed nine.")
    counts = read_counts(doc, doc.sentences[:1])
    assert (counts.injured, counts.killed) != (None, None)
    assert counts.killed is None


def test_a_language_without_words_counts_nothing() -> None:
    doc = document("Drei Menschen starben, fünf wurden verletzt", lang="de")
    assert read_counts(doc, doc.sentences).spans == {}


WORDS = words(
    """
3 12 two dozens at least more than between and 10 to - – , . ; killed killing dead died injured
wounded the of whom including people police officers gunmen a man Ana Roa toll rises hostages
bodies found critical condition 2015 last month missing kidnapped named " ' ( ) 5,000 名 死 伤
ہلاک muertos
"""
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    lang=st.sampled_from(["en", "zh", "ur", "ar", "es", "fr", "ru", ""]),
)
def test_any_text_gives_bounds_in_order_and_evidence_inside_it(text: str, lang: str) -> None:
    doc = document(text, "Five dead", lang)
    counts = read_counts(doc, doc.sentences)
    for name in FIELDS:
        count = getattr(counts, name)
        if count is not None:
            known = [n for n in (count.min, count.best, count.max) if n is not None]
            assert known == sorted(known)
            assert known[0] >= 0
    for start, end in counts.spans.values():
        assert 0 <= start < end <= len(doc.text)
